/** The part of the world that a map shows: a Mercator plane of width 1, its centre and zoom. */

import { geoMercator, type GeoProjection } from "d3-geo";

export interface View {
  /** Pixels that the whole world is wide. */
  scale: number;
  /** Where the plane's centre lies on the canvas, in pixels. */
  x: number;
  y: number;
}

export const MOST = 400_000;

/** A projection for a view; d3's scale is the radius. */
export const projection = (view: View): GeoProjection => geoMercator().scale(view.scale / (2 * Math.PI)).translate([view.x, view.y]).precision(0.2);

/** A view that shows all points (degrees), with a margin; the world where there are none. */
export function fit(points: [number, number][], width: number, height: number): View {
  if (points.length === 0) return { scale: width, x: width / 2, y: height * 0.6 };
  const unit = projection({ scale: 1, x: 0, y: 0 });
  const planed = points.map((point) => unit(point)!);
  const [xs, ys] = [planed.map((p) => p[0]), planed.map((p) => p[1])];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(0.8 * width / Math.max(east - west, 0.015), 0.8 * height / Math.max(south - north, 0.015), MOST);
  return { scale, x: width / 2 - ((west + east) / 2) * scale, y: height / 2 - ((north + south) / 2) * scale };
}

/** Zooms by a factor around a pixel. */
export function zoomed(view: View, factor: number, x: number, y: number, least: number): View {
  const scale = Math.max(least, Math.min(view.scale * factor, MOST));
  const real = scale / view.scale;
  return { scale, x: x - (x - view.x) * real, y: y - (y - view.y) * real };
}

/** South, west, north, east of what is visible, in degrees with two places. */
export function bounds(view: View, width: number, height: number): [number, number, number, number] {
  const at = projection(view).invert!;
  const [west, north] = at([0, 0])!;
  const [east, south] = at([width, height])!;
  const wide = width >= view.scale;
  return [south, wide ? -180 : west, north, wide ? 180 : east].map((degree) => Math.round(degree! * 100) / 100) as [number, number, number, number];
}
