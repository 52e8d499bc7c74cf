/** Text with overlapping spans, cut into segments that lie whole inside or outside each of them. */

import type { Span } from "./types";

export interface Segment {
  text: string;
  /** In code points. */
  start: number;
  /** The spans that cover it, the longest first. */
  spans: Span[];
  boilerplate: boolean;
}

/** Segments of a text; offsets of spans are code points, so the text is taken apart into those first. */
export function segments(text: string, spans: Span[], boilerplate: { start: number; end: number }[] = []): Segment[] {
  const points = Array.from(text);
  const within = (at: number) => Math.max(0, Math.min(at, points.length));
  const borders = new Set([0, points.length]);
  for (const { start, end } of [...spans, ...boilerplate]) if (end > start) borders.add(within(start)).add(within(end));
  const cuts = [...borders].sort((a, b) => a - b);
  const covers = (part: { start: number; end: number }, from: number, to: number) => part.start <= from && to <= part.end;
  const result: Segment[] = [];
  for (let at = 0; at + 1 < cuts.length; at++) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!];
    const over = spans.filter((span) => covers(span, from, to)).sort((a, b) => b.end - b.start - (a.end - a.start));
    result.push({ text: points.slice(from, to).join(""), start: from, spans: over, boilerplate: boilerplate.some((part) => covers(part, from, to)) });
  }
  return result;
}
