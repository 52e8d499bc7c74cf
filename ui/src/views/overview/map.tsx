import type { FeatureCollection } from "geojson";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import atlas from "world-atlas/countries-50m.json?url";
import { cluster, merged, type Cluster } from "../../model/cluster";
import { withValues } from "../../model/filter";
import { number } from "../../model/format";
import { go, goSearch } from "../../model/router";
import type { Overview } from "../../model/types";
import { bounds, fit, projection, zoomed, type View } from "../../model/view";
import { drawClusters, drawLand, radius } from "./draw";

/** Pixels of a cell of the grid that gathers incidents. */
const CELL = 48;
const HEIGHT = 380;

/** Incidents on the world, gathered where they lie close; a cluster opens by zooming in, an incident by its page. */
export function IncidentMap({ data, search }: { data: Overview; search: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [land, setLand] = useState<FeatureCollection | null>(null);
  const [width, setWidth] = useState(0);
  const [view, setView] = useState<View | null>(null);
  const [hovered, setHovered] = useState<Cluster | null>(null);
  const [theme, setTheme] = useState(0);
  const placed = useMemo(() => data.columns.id.map((_, at) => at).filter((at) => data.columns.lon[at] !== null), [data]);
  const points = useMemo(() => placed.map((at) => [data.columns.lon[at]!, data.columns.lat[at]!] as [number, number]), [placed]);

  useEffect(() => {
    void fetch(atlas).then((answer) => answer.json()).then((topology: Topology) => setLand(feature(topology, topology.objects.countries!) as unknown as FeatureCollection)).catch(() => {});
    const again = () => setTheme((turn) => turn + 1);
    const dark = matchMedia("(prefers-color-scheme: dark)");
    addEventListener("annals:theme", again);
    dark.addEventListener("change", again);
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)));
    watch.observe(canvas.current!.parentElement!);
    return () => {
      removeEventListener("annals:theme", again);
      dark.removeEventListener("change", again);
      watch.disconnect();
    };
  }, []);
  useEffect(() => {
    if (width > 0) setView(fit(points, width, HEIGHT));
  }, [points, width]);

  const clusters = useMemo(() => (view ? gathered(data, placed, points, view, width) : []), [data, view, width]);
  useEffect(() => {
    if (!view || !canvas.current) return;
    const context = canvas.current.getContext("2d")!;
    const ratio = devicePixelRatio || 1;
    canvas.current.width = width * ratio;
    canvas.current.height = HEIGHT * ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawLand(context, land, projection(view), width, HEIGHT);
    drawClusters(context, clusters, hovered);
  }, [view, land, clusters, hovered, width, theme]);

  const at = (event: MouseEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { x, y, found: clusters.find((one) => Math.hypot(one.x - x, one.y - y) <= radius(one) + 3) ?? null };
  };
  const zoom = (factor: number, x = width / 2, y = HEIGHT / 2) => view && setView(zoomed(view, factor, x, y, width * 0.9));
  const open = (one: Cluster) => {
    const spread = one.members.some((member) => data.columns.lon[member] !== data.columns.lon[one.members[0]!]);
    if (one.count === 1) go(`/incidents/${data.columns.id[one.members[0]!]}`);
    else if (spread) zoom(4, one.x, one.y);
    else setHovered(one);
  };
  const drag = useDrag((dx, dy) => setView((view) => view && { ...view, x: view.x + dx, y: view.y + dy }));

  return (
    <div class="map">
      <canvas
        ref={canvas} class="map-canvas" tabIndex={0} role="application"
        aria-label={`Map of ${number(placed.length)} incidents; arrow keys move it, plus and minus zoom. The table below lists the same incidents.`}
        onPointerDown={drag.start} onPointerMove={(event) => { drag.move(event); if (!drag.active()) setHovered(at(event).found); }} onPointerUp={drag.end}
        onClick={(event) => { const { found } = at(event); if (found && !drag.moved()) open(found); }}
        onDblClick={(event) => { const { x, y } = at(event); zoom(2, x, y); }}
        onWheel={(event) => { if (!event.ctrlKey && !event.metaKey && document.activeElement !== canvas.current) return; event.preventDefault(); const { x, y } = at(event); zoom(event.deltaY < 0 ? 1.25 : 0.8, x, y); }}
        onKeyDown={(event) => { const move = MOVES[event.key]; if (event.key === "+" || event.key === "=") zoom(1.5); else if (event.key === "-") zoom(1 / 1.5); else if (move && view) { event.preventDefault(); setView({ ...view, x: view.x + move[0], y: view.y + move[1] }); } }}
      />
      <div class="map-tools">
        <button type="button" onClick={() => zoom(1.6)} aria-label="Zoom in">+</button>
        <button type="button" onClick={() => zoom(1 / 1.6)} aria-label="Zoom out">−</button>
        <button type="button" onClick={() => setView(fit(points, width, HEIGHT))}>Fit</button>
        <button type="button" onClick={() => view && goSearch(withValues(search, "box", [bounds(view, width, HEIGHT).join(",")]))}>Filter to this area</button>
      </div>
      <p class="map-note">{number(placed.length)} of {number(data.total)} incidents have a place. Size: deaths, else reports.</p>
      {hovered ? <Card one={hovered} data={data} width={width} /> : null}
    </div>
  );
}

const MOVES: Record<string, [number, number]> = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

function gathered(data: Overview, placed: number[], points: [number, number][], view: View, width: number): Cluster[] {
  const project = projection(view);
  const [xs, ys] = [new Float32Array(data.columns.id.length), new Float32Array(data.columns.id.length)];
  const visible = placed.filter((at, index) => {
    const [x, y] = project(points[index]!)!;
    [xs[at], ys[at]] = [x, y];
    return x >= -20 && y >= -20 && x <= width + 20 && y <= HEIGHT + 20;
  });
  const weight = (at: number) => 1 + (data.columns.deaths_high[at] ?? data.columns.reports[at]! - 1);
  return merged(cluster(xs, ys, visible, CELL, weight, (at) => data.columns.quad[at]!), radius);
}

/** Pointer drags; a click that ends one is not a click. */
function useDrag(by: (dx: number, dy: number) => void) {
  const state = useRef({ down: false, x: 0, y: 0, way: 0 });
  return {
    active: () => state.current.down,
    moved: () => state.current.way > 5,
    start: (event: PointerEvent) => {
      state.current = { down: true, x: event.clientX, y: event.clientY, way: 0 };
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
    },
    move: (event: PointerEvent) => {
      const one = state.current;
      if (!one.down) return;
      const [dx, dy] = [event.clientX - one.x, event.clientY - one.y];
      state.current = { ...one, x: event.clientX, y: event.clientY, way: one.way + Math.abs(dx) + Math.abs(dy) };
      if (dx || dy) by(dx, dy);
    },
    end: () => void (state.current.down = false),
  };
}

/** What lies under the pointer. */
function Card({ one, data, width }: { one: Cluster; data: Overview; width: number }) {
  const { columns, names } = data;
  const name = (list: string[], at: number | null | undefined) => (at === null || at === undefined ? null : list[at]);
  return (
    <div class="map-card" style={{ left: `${Math.min(one.x + 14, width - 250)}px`, top: `${Math.max(one.y - 20, 4)}px` }}>
      {one.count > 1 ? <p class="dim">{number(one.count)} incidents</p> : null}
      <ul>{one.members.slice(0, 6).map((at) => (
        <li key={at}><a href={`/incidents/${columns.id[at]}`}>{names.type[columns.type[at]!]}</a>{" "}
          {[name(names.party, columns.actor[at]), name(names.party, columns.recipient[at])].filter(Boolean).join(" → ") || name(names.place, columns.place[at])}</li>
      ))}</ul>
    </div>
  );
}
