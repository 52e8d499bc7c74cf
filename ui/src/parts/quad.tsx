/** Quad classes have a colour and a shape each, so that colour never carries the meaning alone. */

import { QUADS, quadNumber } from "../model/format";

/** Outlines in a box of 16. */
const SHAPES = [
  <circle cx="8" cy="8" r="6" />, <rect x="2.5" y="2.5" width="11" height="11" rx="1" />,
  <path d="M8 1.5 15 14H1z" />, <path d="M8 .8 15.2 8 8 15.2.8 8z" />,
];

export function QuadMark({ quad }: { quad: string }) {
  const at = quadNumber(quad);
  return <svg class={`mark quad-${at}`} viewBox="0 0 16 16" role="img" aria-label={quad}><title>{quad}</title>{SHAPES[at]}</svg>;
}

export const QuadLegend = () => (
  <ul class="legend" aria-label="Quad classes">{QUADS.map((quad) => <li key={quad}><QuadMark quad={quad} /> {quad}</li>)}</ul>
);
