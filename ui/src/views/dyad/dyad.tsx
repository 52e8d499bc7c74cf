import { useMemo, useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import { day, number, score } from "../../model/format";
import { goSearch } from "../../model/router";
import type { DyadAnswer, Row } from "../../model/types";
import { Chart } from "../../parts/chart";
import { Empty, Shown } from "../../parts/notes";
import { More, usePaged } from "../../parts/paged";
import { IncidentTable } from "../../parts/rows";

/** Two actors over time: cooperation and conflict, change points, and the incidents behind each point. */
export function Dyad({ a, b, search }: { a: number; b: number; search: string }) {
  const given = new URLSearchParams(search);
  const query = new URLSearchParams({ by: given.get("by") ?? "month", directed: given.get("directed") ?? "true" });
  const answer = useApi<DyadAnswer>(address(`/dyads/${a}/${b}`, query));
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    next.set(name, value);
    goSearch(next.toString());
  };
  const directed = query.get("directed") === "true";
  return (
    <Shown answer={answer}>
      {(data) => (
        <div class="reading wide">
          <p class="kicker">Dyad</p>
          <h1><a href={`/actors/${a}`}>{data.actor.name}</a> {directed ? "→" : "↔"} <a href={`/actors/${b}`}>{data.recipient.name}</a></h1>
          <p class="tools">
            <label>Period <select value={query.get("by")!} onChange={(event) => set("by", event.currentTarget.value)}>{["day", "week", "month", "year"].map((by) => <option key={by}>{by}</option>)}</select></label>
            <label><input type="checkbox" checked={!directed} onChange={() => set("directed", String(!directed))} /> both ways</label>
            <a href={`/dyads/${b}/${a}?${query}`}>the other way</a>
          </p>
          {data.points.length === 0 ? <Empty><p>No incident with a known day between the two.</p></Empty> : <Course data={data} a={a} b={b} directed={directed} />}
        </div>
      )}
    </Shown>
  );
}

function Course({ data, a, b, directed }: { data: DyadAnswer; a: number; b: number; directed: boolean }) {
  const [at, choose] = useState<number | null>(null);
  const periods = useMemo(() => data.points.map((point) => point.period), [data]);
  const lines = useMemo(() => [
    { name: "cooperation", values: data.points.map((point) => point.cooperation), colour: "--quad-1", bars: true },
    { name: "conflict", values: data.points.map((point) => point.conflict), colour: "--quad-3", bars: true },
  ], [data]);
  const point = at === null ? null : data.points[at]!;
  const days = point ?? { from: data.points[0]!.from, to: data.points.at(-1)!.to };
  return (
    <>
      <Chart label="Sums of scores by period; the table has the same numbers" periods={periods} lines={lines} marks={data.changes.map((change) => change.period)} choose={choose} />
      {data.changes.length > 0 ? <ul class="changes">{data.changes.map((change) => <li key={change.period}>From {day(change.from)} another level: {score(change.before)} before, {score(change.after)} after</li>)}</ul> : null}
      <details>
        <summary>As a table</summary>
        <table>
          <thead><tr><th scope="col">Period</th><th scope="col" class="num">Incidents</th><th scope="col" class="num">Cooperation</th><th scope="col" class="num">Conflict</th></tr></thead>
          <tbody>{data.points.filter((one) => one.incidents > 0).map((one) => (
            <tr key={one.period}><th scope="row"><button type="button" class="link" onClick={() => choose(periods.indexOf(one.period))}>{one.period}</button></th><td class="num">{number(one.incidents)}</td><td class="num">{score(one.cooperation)}</td><td class="num">{score(one.conflict)}</td></tr>
          ))}</tbody>
        </table>
      </details>
      <section>
        <h2>{point ? `Incidents of ${point.period}` : "Incidents"}</h2>
        {point ? <p><button type="button" class="quiet" onClick={() => choose(null)}>All periods</button></p> : null}
        <Behind actor={a} recipient={b} {...days} />
        {directed ? null : <Behind actor={b} recipient={a} {...days} />}
      </section>
    </>
  );
}

function Behind({ actor, recipient, from, to }: { actor: number; recipient: number; from: string; to: string }) {
  const paged = usePaged<Row>(address("/incidents", new URLSearchParams({ actor: `id:${actor}`, recipient: `id:${recipient}`, from, to, limit: "20" })));
  if (paged.items.length === 0) return paged.loading ? null : <p class="dim">None in this direction.</p>;
  return <><IncidentTable rows={paged.items} caption="Incidents of the dyad" /><More paged={paged} /></>;
}
