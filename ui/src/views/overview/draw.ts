/** The map's canvas: land and borders, and clusters as shapes of their leading quad class. */

import { geoPath, type GeoProjection } from "d3-geo";
import type { FeatureCollection } from "geojson";
import { leading, type Cluster } from "../../model/cluster";

/** A colour of the design, as the theme has it now. */
export const colour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

/** Pixels from a cluster's centre to its edge; grows with the root of its weight. */
export const radius = (one: Cluster): number => Math.min(6 + 1.5 * Math.sqrt(one.weight), 22) + (one.count > 1 ? 2 : 0);

/** Pixels of a shape that holds a number. */
const LABELLED = 9;

export function drawLand(context: CanvasRenderingContext2D, land: FeatureCollection | null, project: GeoProjection, width: number, height: number): void {
  context.fillStyle = colour("--sea");
  context.fillRect(0, 0, width, height);
  if (!land) return;
  project.clipExtent([[-20, -20], [width + 20, height + 20]]);
  const path = geoPath(project, context);
  context.beginPath();
  path(land);
  context.fillStyle = colour("--land");
  context.fill();
  context.strokeStyle = colour("--border");
  context.lineWidth = 0.7;
  context.stroke();
}

export function drawClusters(context: CanvasRenderingContext2D, clusters: Cluster[], hovered: Cluster | null): void {
  const [fills, paper, ink] = [[0, 1, 2, 3].map((at) => colour(`--quad-${at}`)), colour("--paper"), colour("--ink")];
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const one of clusters) {
    const [size, kind] = [radius(one), leading(one.classes)];
    outline(context, kind, one.x, one.y, size);
    context.globalAlpha = 0.86;
    context.fillStyle = fills[kind]!;
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = one === hovered ? ink : paper;
    context.lineWidth = one === hovered ? 2 : 1.2;
    context.stroke();
    if (one.count > 1 && size >= LABELLED) {
      context.fillStyle = colour("--on-quad");
      context.font = `600 ${Math.min(13, 8 + size / 4)}px ${colour("--sans")}`;
      context.fillText(one.count > 999 ? `${Math.round(one.count / 1000)}k` : `${one.count}`, one.x, one.y + (kind === 2 ? size / 4 : 0.5));
    }
  }
}

/** The shape of a quad class, as `QuadMark` has it. */
function outline(context: CanvasRenderingContext2D, kind: number, x: number, y: number, size: number): void {
  context.beginPath();
  if (kind === 0) context.arc(x, y, size, 0, 2 * Math.PI);
  else if (kind === 1) context.rect(x - size * 0.88, y - size * 0.88, size * 1.76, size * 1.76);
  else {
    const corners = kind === 2 ? [[0, -1.1], [1.1, 0.85], [-1.1, 0.85]] : [[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]];
    corners.forEach(([dx, dy], at) => (at === 0 ? context.moveTo(x + dx! * size, y + dy! * size) : context.lineTo(x + dx! * size, y + dy! * size)));
    context.closePath();
  }
}
