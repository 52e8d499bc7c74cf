/** Points on a map gathered by a grid on the screen, so that a hundred thousand draw in one frame. */

export interface Cluster {
  x: number;
  y: number;
  count: number;
  /** Sum of the weights. */
  weight: number;
  /** Points by class (quad). */
  classes: number[];
  /** Indices of the points, at most `KEPT`. */
  members: number[];
}

/** Members kept for lists and links. */
export const KEPT = 50;

/** Gathers the points of `visible` (indices) into cells of some pixels; each cluster lies at the mean of its points. */
export function cluster(xs: Float32Array, ys: Float32Array, visible: number[], cell: number, weight: (at: number) => number, kind: (at: number) => number): Cluster[] {
  const cells = new Map<number, Cluster>();
  for (const at of visible) {
    const [x, y] = [xs[at]!, ys[at]!];
    const key = Math.floor(x / cell) * 65_536 + Math.floor(y / cell);
    let found = cells.get(key);
    if (!found) cells.set(key, (found = { x: 0, y: 0, count: 0, weight: 0, classes: [0, 0, 0, 0], members: [] }));
    found.x += x;
    found.y += y;
    found.count += 1;
    found.weight += weight(at);
    found.classes[kind(at)]! += 1;
    if (found.members.length < KEPT) found.members.push(at);
  }
  const clusters = [...cells.values()];
  for (const one of clusters) {
    one.x /= one.count;
    one.y /= one.count;
  }
  return clusters.sort((a, b) => b.count - a.count);
}

/** The class with the most points; the later (more conflictual) one of equals. */
export function leading(classes: number[]): number {
  return classes.reduce((best, count, at) => (count >= classes[best]! && count > 0 ? at : best), 0);
}
