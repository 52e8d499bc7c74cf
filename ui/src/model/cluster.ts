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

/** Clusters that would cover one another on the screen, made one; the greater takes in the smaller. */
export function merged(clusters: Cluster[], radius: (one: Cluster) => number): Cluster[] {
  const kept: Cluster[] = [];
  for (const one of [...clusters].sort((a, b) => b.weight - a.weight)) {
    const over = kept.find((other) => Math.hypot(other.x - one.x, other.y - one.y) < radius(other) + radius(one) * 0.5);
    if (!over) kept.push({ ...one, classes: [...one.classes], members: [...one.members] });
    else takeIn(over, one);
  }
  return kept.sort((a, b) => b.count - a.count);
}

function takeIn(into: Cluster, one: Cluster): void {
  const count = into.count + one.count;
  into.x = (into.x * into.count + one.x * one.count) / count;
  into.y = (into.y * into.count + one.y * one.count) / count;
  into.count = count;
  into.weight += one.weight;
  one.classes.forEach((points, kind) => (into.classes[kind]! += points));
  into.members.push(...one.members.slice(0, KEPT - into.members.length));
}

/** The class with the most points; the later (more conflictual) one of equals. */
export function leading(classes: number[]): number {
  return classes.reduce((best, count, at) => (count >= classes[best]! && count > 0 ? at : best), 0);
}
