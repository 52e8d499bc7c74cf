import { useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import { day, number, range } from "../../model/format";
import { go } from "../../model/router";
import type { BriefAnswer, Cited } from "../../model/types";
import { Failed, Loading } from "../../parts/notes";
import { IncidentEntry } from "../../parts/rows";

/** What is known of a topic, each line with its sources; prints as it stands. */
export function Brief({ search }: { search: string }) {
  const topic = new URLSearchParams(search).get("topic") ?? "";
  const [typed, setTyped] = useState(topic);
  const answer = useApi<BriefAnswer>(topic ? address("/brief", new URLSearchParams({ topic })) : null);
  const ask = (event: Event) => {
    event.preventDefault();
    if (typed.trim()) go(`/brief?${new URLSearchParams({ topic: typed.trim() })}`);
  };
  return (
    <div class="reading brief">
      <form class="tools ask no-print" role="search" onSubmit={ask}>
        <label>Brief on a place, an actor or words <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} /></label>
        <button type="submit">Write it</button>
      </form>
      {!topic ? <p class="note">A brief gathers the latest incidents, positions, tallies, announced events and open demands on a topic, each line with its sentences.</p> : null}
      {answer.error ? <Failed error={answer.error} retry={answer.reload} /> : null}
      {topic && answer.loading && !answer.data ? <Loading what="Gathering" /> : null}
      {answer.data ? <Written data={answer.data} /> : null}
    </div>
  );
}

function Written({ data }: { data: BriefAnswer }) {
  return (
    <>
      <p class="kicker">Situation brief{data.as_of ? ` · as of ${day(data.as_of)}` : ""} <button type="button" class="link no-print" onClick={() => print()}>Print</button></p>
      <h1>{data.topic}</h1>
      <Part title="Latest" items={data.latest} />
      <Part title="Positions" items={data.positions} />
      {data.tallies.length > 0 ? (
        <section><h2>Tallies</h2>
          <table><thead><tr><th scope="col">Type</th><th scope="col" class="num">Incidents</th><th scope="col" class="num">Reports</th><th scope="col" class="num">Deaths</th><th scope="col">Sources</th></tr></thead>
            <tbody>{data.tallies.map((tally) => <tr key={tally.type}><td>{tally.type}</td><td class="num">{number(tally.incidents)}</td><td class="num">{number(tally.reports)}</td><td class="num">{range(tally.deaths_low, tally.deaths_high)}</td><td><Cites cites={tally.cites} /></td></tr>)}</tbody></table>
        </section>
      ) : null}
      <Part title="Still to come" items={data.to_come} />
      <Part title="Demands with no report that they were met" items={data.unmet} />
      <section class="sources"><h2>Sources</h2>
        <ol>{data.citations.map((cite, at) => <li id={`cite-${at + 1}`} key={at}><a href={`/documents/${cite.document_id}`}>{cite.source ?? "document"}</a>{cite.published ? `, ${day(cite.published)}` : ""}: “{cite.sentence}”</li>)}</ol>
      </section>
    </>
  );
}

function Part({ title, items }: { title: string; items: Cited[] }) {
  if (items.length === 0) return null;
  return (
    <section><h2>{title}</h2>
      {items.map((item) => (
        <IncidentEntry row={item.incident} key={item.incident.event}>
          {item.figures.length > 0 ? <p class="dim">{item.figures.map((figure) => `${range(figure.low, figure.high)} ${figure.kind} by ${figure.source ?? "a source not named"}`).join("; ")}</p> : null}
          <Cites cites={item.cites} />
        </IncidentEntry>
      ))}
    </section>
  );
}

const Cites = ({ cites }: { cites: number[] }) => <span class="cites">{cites.map((cite) => <a key={cite} href={`#cite-${cite}`}>[{cite}]</a>)}</span>;
