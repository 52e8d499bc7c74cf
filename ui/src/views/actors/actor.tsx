import { address, useApi } from "../../model/api";
import { days, number, range, score } from "../../model/format";
import type { ActSum, EntityAnswer } from "../../model/types";
import { Chart } from "../../parts/chart";
import { Shown } from "../../parts/notes";
import { QuadMark } from "../../parts/quad";
import { IncidentEntry } from "../../parts/rows";

/** One actor: names, what it did and suffered, with whom it stands how, and what it demands. */
export function Actor({ id }: { id: number }) {
  const answer = useApi<EntityAnswer>(address(`/entities/${id}`));
  return <Shown answer={answer}>{(data) => <Profile data={data} id={id} />}</Shown>;
}

function Profile({ data, id }: { data: EntityAnswer; id: number }) {
  const { entity } = data;
  const aliases = [...new Set([...data.also_known_as, ...data.aliases.map((alias) => alias.text)])].filter((name) => name !== entity.name);
  return (
    <div class="reading wide">
      <p class="kicker">{entity.type.replace("_", " ")}{entity.country ? ` · ${entity.country}` : ""}{data.sectors.length > 0 ? ` · ${data.sectors.map((sector) => sector.value).join(", ")}` : ""}</p>
      <h1>{entity.name}</h1>
      <p class="dim">{number(entity.reports)} reports, {days(data.first, data.last)} · <a href={`/?${new URLSearchParams({ party: `id:${id}` })}`}>its incidents</a></p>
      {aliases.length > 0 ? <p>Also: {aliases.slice(0, 12).join("; ")}</p> : null}
      {data.affiliations.length > 0 ? <p>{data.affiliations.map((one, at) => <span key={at}>{one.relation.replace("_", " ")} {one.entity ? <a href={`/actors/${one.entity}`}>{one.name}</a> : one.name}{at + 1 < data.affiliations.length ? "; " : ""}</span>)}</p> : null}
      <div class="columns">
        <Acts title="Acts done" acts={data.done} />
        <Acts title="Acts suffered" acts={data.suffered} />
      </div>
      <Partners data={data} id={id} />
      {data.positions.length > 0 ? <section><h2>Demands and positions</h2>{data.positions.map((row) => <IncidentEntry row={row} key={row.event} />)}</section> : null}
    </div>
  );
}

function Acts({ title, acts }: { title: string; acts: ActSum[] }) {
  return (
    <section>
      <h2>{title}</h2>
      {acts.length === 0 ? <p class="dim">None reported.</p> : (
        <table>
          <thead><tr><th scope="col">Type</th><th scope="col" class="num">Incidents</th><th scope="col" class="num">Reports</th><th scope="col" class="num">Deaths</th></tr></thead>
          <tbody>{acts.map((act) => (
            <tr key={act.type}><td><QuadMark quad={act.quad} /> {act.type}</td><td class="num">{act.incidents}</td><td class="num">{act.reports}</td><td class="num">{act.deaths_high ? range(act.deaths_low, act.deaths_high) : ""}</td></tr>
          ))}</tbody>
        </table>
      )}
    </section>
  );
}

function Partners({ data, id }: { data: EntityAnswer; id: number }) {
  if (data.partners.length === 0) return null;
  // A line needs two points.
  const drawn = data.relations.series.slice(0, 4).filter((one) => one.scores.filter((score) => score !== null).length > 1);
  return (
    <section>
      <h2>Allies and opponents</h2>
      {drawn.length > 0 ? <Chart label="Mean score with the first partners over time" periods={data.relations.periods} lines={drawn.map((one) => ({ name: one.name, values: one.scores }))} /> : null}
      <table>
        <thead><tr><th scope="col">With</th><th scope="col" class="num">Mean score</th><th scope="col">Relation</th><th scope="col" class="num">It did</th><th scope="col" class="num">It suffered</th></tr></thead>
        <tbody>{data.partners.map((one) => (
          <tr key={one.entity}>
            <td><a href={`/actors/${one.entity}`}>{one.name}</a></td><td class="num">{score(one.mean_score)}</td>
            <td><a href={`/dyads/${id}/${one.entity}?directed=false`}>{one.mean_score > 0 ? "cooperative" : one.mean_score < 0 ? "hostile" : "neutral"}</a></td>
            <td class="num">{one.done || ""}</td><td class="num">{one.suffered || ""}</td>
          </tr>
        ))}</tbody>
      </table>
    </section>
  );
}
