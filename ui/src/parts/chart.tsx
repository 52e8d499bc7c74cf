import { useEffect, useRef } from "preact/hooks";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
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
  const axis = { stroke: colour("--dim"), grid: { stroke: colour("--rule"), width: 1 }, ticks: { stroke: colour("--rule") }, font: `12px ${colour("--sans")}` };
  const series = lines.map((line, at): uPlot.Series => {
    const stroke = colour(line.colour ?? `--line-${at % 4}`);
    if (line.bars) return { label: line.name, stroke, fill: stroke, paths: uPlot.paths.bars!({ size: [0.7, 24] }), points: { show: false } };
    return { label: line.name, stroke, width: 2, dash: DASHES[at % 4]!, spanGaps: true, points: { show: periods.length < 60, size: 6 } };
  });
  const options: uPlot.Options = {
    width: place.clientWidth, height: HEIGHT, tzDate: (stamp) => uPlot.tzDate(new Date(stamp * 1000), "UTC"),
    axes: [axis, axis], series: [{}, ...series], legend: { live: false },
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
