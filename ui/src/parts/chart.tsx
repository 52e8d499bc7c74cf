import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { short } from "../model/format";
import { startOf } from "../model/periods";

export interface Line {
  name: string;
  values: (number | null)[];
  /** A custom property with its colour; the chart's own series of colours where there is none. */
  colour?: string;
  bars?: boolean;
}

const DASHES = [[], [6, 3], [2, 3], [9, 3, 2, 3]];
const HEIGHT = 220;
const DAY = 86_400;
/** Seconds of a period that stands alone, by the length of its name: a year, a month; else a day. */
const LENGTHS: Record<number, number> = { 4: 366 * DAY, 7: 31 * DAY };
/** Periods left free at both ends, so that bars there are whole. */
const EDGE = 0.8;

/** Pixels between the names of two periods at least. */
const TICK = 90;

const named = (period: string): string => short(period, period.length === 4 ? "year" : period.length === 7 ? "month" : "day");

/** Lines or bars over periods; a table with the same numbers stands beside every use of it. `marks` are periods to be marked. */
export function Chart({ label, periods, lines, marks = [], choose }: { label: string; periods: string[]; lines: Line[]; marks?: string[]; choose?: (at: number) => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let plot: uPlot | null = null;
    const draw = () => {
      plot?.destroy();
      plot = make(place.current!, periods, lines, marks, choose);
    };
    draw();
    const watch = new ResizeObserver(() => plot?.setSize({ width: place.current!.clientWidth, height: HEIGHT }));
    watch.observe(place.current!);
    addEventListener("annals:theme", draw);
    return () => {
      watch.disconnect();
      removeEventListener("annals:theme", draw);
      plot?.destroy();
    };
  }, [periods, lines]);
  return <figure class="chart" role="img" aria-label={label}><div ref={place} /></figure>;
}

function make(place: HTMLElement, periods: string[], lines: Line[], marks: string[], choose?: (at: number) => void): uPlot {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const times = periods.map((period) => Date.parse(`${startOf(period)}T00:00:00Z`) / 1000);
  const step = periods.length > 1 ? (times.at(-1)! - times[0]!) / (periods.length - 1) : LENGTHS[periods[0]?.length ?? 0] ?? DAY;
  const every = Math.max(1, Math.ceil((periods.length * TICK) / Math.max(place.clientWidth, TICK)));
  const ticks = times.filter((_, at) => at % every === 0);
  const axis = { stroke: colour("--dim"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { stroke: colour("--rule") }, font: `12px ${colour("--sans")}` };
  const series = lines.map((line, at): uPlot.Series => {
    const stroke = colour(line.colour ?? `--line-${at % 4}`);
    if (line.bars) return { label: line.name, stroke, fill: stroke, paths: uPlot.paths.bars!({ size: [0.7, 24] }), points: { show: false } };
    return { label: line.name, stroke, width: 2, dash: DASHES[at % 4]!, spanGaps: true, points: { show: periods.length < 60, size: 6 } };
  });
  const options: uPlot.Options = {
    width: place.clientWidth, height: HEIGHT, tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "UTC"),
    scales: { x: { range: () => [times[0]! - step * EDGE, times.at(-1)! + step * EDGE] } },
    axes: [{ ...axis, splits: () => ticks, values: () => ticks.map((_, at) => named(periods[at * every]!)) }, { ...axis, values: (_, splits) => splits.map((value) => `${value}`.replace("-", "−")) }], series: [{}, ...series], legend: { live: false },
    hooks: { draw: [(plot) => markPeriods(plot, marks, times, periods, colour("--accent"))] },
  };
  const plot = new uPlot(options, [times, ...lines.map((line) => line.values)], place);
  if (choose) plot.over.addEventListener("click", () => plot.cursor.idx !== null && plot.cursor.idx !== undefined && choose(plot.cursor.idx));
  return plot;
}

/** Upright lines where the level changes. */
function markPeriods(plot: uPlot, marks: string[], times: number[], periods: string[], colour: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.lineWidth = 2;
  ctx.setLineDash([4, 4]);
  for (const mark of marks) {
    const x = plot.valToPos(times[periods.indexOf(mark)]!, "x", true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
