/** Values as words. */

import type { Participant, Row } from "./types";

export const QUADS = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"] as const;

/** The class of a quad, for colours and shapes: `quad-0` … `quad-3`. */
export const quadNumber = (quad: string): number => Math.max(0, QUADS.indexOf(quad as (typeof QUADS)[number]));

export const kindOf = (row: { type: string; mode: string[] }): string => [row.type, ...row.mode.slice(0, 1)].join(" · ");

/** "7", "7–9", or nothing. */
export function range(low: number | null, high: number | null): string {
  if (low === null && high === null) return "";
  const [first, last] = [low ?? high!, high ?? low!];
  return first === last ? `${first}` : `${first}–${last}`;
}

/** "6 May 2024", "6–9 May 2024"; "day not known". */
export function days(from: string | null, to: string | null): string {
  if (!from) return "day not known";
  if (!to || to === from) return day(from);
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${day(to)}`;
  return `${day(from)} – ${day(to)}`;
}

export function day(iso: string): string {
  const date = new Date(`${iso}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
}

/** A period in few words: "6 May 2024", "May 2024", "2024". */
export function short(period: string, by: string): string {
  if (by === "year") return period;
  if (by !== "month") return day(period);
  return day(`${period}-01`).replace(/^1 /, "");
}

export const names = (parties: Participant[]): string => parties.map((party) => party.name).join(", ") || "not named";

/** One line for a row: who, what, to whom. */
export const headline = (row: Row): string =>
  row.recipients.length > 0 ? `${names(row.actors)} → ${names(row.recipients)}` : names(row.actors);

export const number = (value: number): string => value.toLocaleString("en-GB");

export const score = (value: number | null): string => (value === null ? "" : `${value > 0 ? "+" : value < 0 ? "−" : ""}${Math.abs(value).toFixed(1)}`);

const LABELS: Record<string, string> = { gov: "government" };
/** A parameter's name for people: `actor_country` to "actor country". */
export const label = (name: string): string => LABELS[name] ?? name.replaceAll("_", " ");
