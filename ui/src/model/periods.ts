/** Days, weeks, months and years as the API names them. */

/** How fine bars may be so that each stays visible: at most about two hundred. */
export function grain(days: number): "day" | "week" | "month" | "year" {
  if (days <= 200) return "day";
  if (days <= 1400) return "week";
  return days <= 6000 ? "month" : "year";
}

/** The last day of a period that begins with `period` ("2024-05-06", "2024-05", "2024"). */
export function endOf(period: string, by: string): string {
  if (by === "day") return period;
  if (by === "year") return `${period.slice(0, 4)}-12-31`;
  const [year, month] = [Number(period.slice(0, 4)), Number(period.slice(5, 7))];
  const last = by === "month" ? Date.UTC(year, month, 0) : Date.parse(`${period}T00:00:00Z`) + 6 * 86_400_000;
  return new Date(last).toISOString().slice(0, 10);
}

/** The first day of a period. */
export const startOf = (period: string): string => `${period}${"-01-01".slice(period.length === 4 ? 0 : period.length === 7 ? 3 : 6)}`;

/** The days of a brush over periods, given by its two ends in any order. */
export function brushed(periods: string[], [a, b]: [number, number], by: string): [string, string] {
  return [startOf(periods[Math.min(a, b)]!), endOf(periods[Math.max(a, b)]!, by)];
}

/** Where to begin so that a few early outliers do not flatten the rest: at most one in twenty lies before. */
export function beginning(counts: number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let before = 0;
  for (let at = 0; at < counts.length; at++) {
    before += counts[at]!;
    if (before > total / 20) return at;
  }
  return 0;
}
