import { useMemo, useRef, useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import { filterOf, withValues } from "../../model/filter";
import { QUADS, number, short } from "../../model/format";
import { goSearch } from "../../model/router";
import { beginning, brushed, endOf, grain } from "../../model/periods";
import type { Series } from "../../model/types";
import { Empty, Shown } from "../../parts/notes";
import { QuadMark } from "../../parts/quad";

/** Incidents over time: cooperation above the line, conflict below. A drag over it sets the days of the filter. */
export function Timeline({ search }: { search: string }) {
  const filter = filterOf(search, ["from", "to"]);
  const daily = useApi<Series>(address("/series", new URLSearchParams([...filter, ["by", "day"]])));
  const cut = useMemo(() => daily.data && trimmed(daily.data), [daily.data]);
  const coarse = cut && grain(cut.series.periods.length) !== "day" ? grain(cut.series.periods.length) : null;
  const start = cut?.series.periods[0];
  const other = useApi<Series>(coarse && start ? address("/series", new URLSearchParams([...filter, ["by", coarse], ["from", start]])) : null);
  return (
    <section aria-label="Timeline">
      <Shown answer={coarse ? other : daily} what="Loading timeline">
        {(series) => {
          const shown = coarse ? series : (cut?.series ?? series);
          return shown.periods.length === 0 ? <Empty><p>No incident here has a known day.</p></Empty> : <Bars series={shown} before={cut?.before ?? 0} search={search} />;
        }}
      </Shown>
    </section>
  );
}

/** A series without its first periods, where those hold only a few outliers; and how many incidents that leaves out. */
function trimmed(series: Series): { series: Series; before: number } {
  const sums = series.periods.map((_, at) => series.counts.reduce((sum, counts) => sum + counts[at]!, 0));
  const from = beginning(sums);
  const counts = series.counts.map((counts) => counts.slice(from));
  return { series: { ...series, periods: series.periods.slice(from), counts }, before: sums.slice(0, from).reduce((sum, count) => sum + count, 0) };
}

const [WIDTH, HEIGHT, AXIS] = [1000, 120, 16];

function Bars({ series, before, search }: { series: Series; before: number; search: string }) {
  const svg = useRef<SVGSVGElement>(null);
  const [brush, setBrush] = useState<[number, number] | null>(null);
  const query = new URLSearchParams(search);
  const step = WIDTH / series.periods.length;
  const count = (quad: number, at: number) => series.counts[series.classes.indexOf(QUADS[quad]!)]?.[at] ?? 0;
  const sides = series.periods.map((_, at) => [count(0, at) + count(1, at), count(2, at) + count(3, at)] as const);
  const [up, down] = [Math.max(1, ...sides.map(([up]) => up)), Math.max(1, ...sides.map(([, down]) => down))];
  const unit = (HEIGHT - AXIS) / (up + down);
  const zero = up * unit;
  const position = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    return Math.max(0, Math.min(series.periods.length - 1, Math.floor(((event.clientX - box.left) / box.width) * series.periods.length)));
  };
  const finish = () => {
    if (!brush) return;
    const [from, to] = brushed(series.periods, brush, series.by);
    setBrush(null);
    goSearch(withValues(withValues(search, "from", [from]), "to", [to]));
  };
  const chosen = brush ? ([Math.min(...brush), Math.max(...brush)] as const) : marked(series, query.get("from"), query.get("to"));
  return (
    <figure class="timeline">
      <svg ref={svg} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={`Incidents by ${series.by}: ${series.periods[0]} to ${series.periods.at(-1)}. A table follows.`}
        onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setBrush([position(event), position(event)]); }}
        onPointerMove={(event) => brush && setBrush([brush[0], position(event)])} onPointerUp={finish}>
        {chosen ? <rect class="brush" x={chosen[0] * step} y={0} width={(chosen[1] - chosen[0] + 1) * step} height={HEIGHT - AXIS} /> : null}
        {series.periods.map((period, at) => <Period key={period} title={period} x={at * step} width={step} unit={unit} zero={zero} counts={[0, 1, 2, 3].map((quad) => count(quad, at))} />)}
        <line class="axis" x1={0} x2={WIDTH} y1={zero} y2={zero} />
      </svg>
      <div class="timeline-axis" aria-hidden="true">{ticks(series.periods, series.by).map(({ at, text }) => <span key={text} style={{ left: `${((at + 0.5) / series.periods.length) * 100}%` }}>{text}</span>)}</div>
      <figcaption><span>↑ cooperation · ↓ conflict · incidents by {series.by}. Drag to choose days.</span><span>{[before > 0 ? `${number(before)} earlier` : "", series.undated > 0 ? `${number(series.undated)} without a known day` : ""].filter(Boolean).join(", ")}</span></figcaption>
      <SeriesTable series={series} count={count} />
    </figure>
  );
}

function Period({ title, x, width, unit, zero, counts }: { title: string; x: number; width: number; unit: number; zero: number; counts: number[] }) {
  const gap = Math.min(width * 0.15, 2);
  const bar = (quad: number, y: number, value: number) => (value > 0 ? <rect class={`quad-${quad}`} x={x + gap} width={width - 2 * gap} y={y} height={value * unit} /> : null);
  const [a, b, c, d] = counts as [number, number, number, number];
  return <g><title>{`${title}: ${a + b} cooperation, ${c + d} conflict`}</title>{bar(1, zero - b * unit, b)}{bar(0, zero - (a + b) * unit, a)}{bar(3, zero, d)}{bar(2, zero + d * unit, c)}</g>;
}

function marked(series: Series, from: string | null, to: string | null): readonly [number, number] | null {
  if (!from && !to) return null;
  const first = from ? series.periods.findIndex((period) => endOf(period, series.by) >= from) : 0;
  const last = to ? series.periods.findLastIndex((period) => period <= to) : series.periods.length - 1;
  return first >= 0 && last >= first ? [first, last] : null;
}

function ticks(periods: string[], by: string): { at: number; text: string }[] {
  const every = Math.max(1, Math.ceil(periods.length / 7));
  return periods.flatMap((period, at) => (at % every === 0 ? [{ at, text: short(period, by) }] : []));
}

function SeriesTable({ series, count }: { series: Series; count: (quad: number, at: number) => number }) {
  return (
    <details>
      <summary>As a table</summary>
      <table>
        <thead><tr><th scope="col">{series.by}</th>{QUADS.map((quad) => <th scope="col" class="num" key={quad}><QuadMark quad={quad} /></th>)}</tr></thead>
        <tbody>{series.periods.map((period, at) => (
          <tr key={period}><th scope="row">{period}</th>{QUADS.map((quad, kind) => <td class="num" key={quad}>{count(kind, at) || ""}</td>)}</tr>
        ))}</tbody>
      </table>
    </details>
  );
}
