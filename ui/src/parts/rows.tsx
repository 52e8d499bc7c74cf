/** Incidents and reports as lists and tables. */

import { days, headline, kindOf, number, range } from "../model/format";
import type { Figure, Participant, Row } from "../model/types";
import { QuadMark } from "./quad";

export const Status = ({ status }: { status: string }) => (status === "actual" ? null : <span class={`status ${status}`}>{status}</span>);

/** Participants, each with a link to its page. */
export function Parties({ parties }: { parties: Participant[] }) {
  if (parties.length === 0) return <span class="dim">not named</span>;
  return <>{parties.map((party, at) => <span key={party.entity}>{at > 0 ? ", " : ""}<a href={`/actors/${party.entity}`}>{party.name}</a></span>)}</>;
}

/** Who, to whom: with links. */
export const WhoWhom = ({ row }: { row: Row }) => (
  <><Parties parties={row.actors} />{row.recipients.length > 0 ? <> <span aria-label="to">→</span> <Parties parties={row.recipients} /></> : null}</>
);

export function IncidentTable({ rows, caption }: { rows: Row[]; caption: string }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table class="rows incidents">
        <caption class="hidden">{caption}</caption>
        <thead><tr><th scope="col">Day</th><th scope="col">What</th><th scope="col">Who → whom</th><th scope="col">Where</th><th scope="col" class="num">Deaths</th><th scope="col" class="num">Reports</th></tr></thead>
        <tbody>{rows.map((row) => <IncidentLine row={row} key={row.event} />)}</tbody>
      </table>
    </div>
  );
}

function IncidentLine({ row }: { row: Row }) {
  return (
    <tr>
      <td class="when">{days(row.from, row.to)}</td>
      <td class="what"><QuadMark quad={row.quad} /> <a href={`/incidents/${row.incident}`}>{kindOf(row)}</a> <Status status={row.status} /></td>
      <td><WhoWhom row={row} />{row.sentence ? <p class="quote">{row.sentence}</p> : null}</td>
      <td>{row.place ?? row.country ?? ""}</td>
      <td class="num" data-label="deaths">{range(row.deaths_low, row.deaths_high)}</td>
      <td class="num" data-label={row.reports === 1 ? "report" : "reports"}>{row.reports === null ? "" : number(row.reports)}</td>
    </tr>
  );
}

/** An incident as one entry of a list; `dated` where the list itself says when. */
export function IncidentEntry({ row, dated = false, children }: { row: Row; dated?: boolean; children?: preact.ComponentChildren }) {
  const where = [dated ? "" : days(row.from, row.to), row.place ?? ""].filter(Boolean).join(" · ");
  return (
    <article class="entry">
      <p class="entry-head"><QuadMark quad={row.quad} /> <a href={`/incidents/${row.incident}`}>{kindOf(row)}</a> <Status status={row.status} /> <span class="dim">{where}</span></p>
      <p class="entry-who">{headline(row)}</p>
      {row.content ? <p class="quote">“{row.content}”</p> : row.sentence ? <p class="quote">{row.sentence}</p> : null}
      {children}
    </article>
  );
}

/** Figures side by side, each with whose count it is. */
export function Figures({ figures }: { figures: Figure[] }) {
  if (figures.length === 0) return null;
  return (
    <table class="figures">
      <thead><tr><th scope="col">Figure</th><th scope="col" class="num">Count</th><th scope="col">By whose count</th><th scope="col">Reported</th></tr></thead>
      <tbody>{figures.map((figure) => (
        <tr key={`${figure.event}${figure.kind}`}>
          <td>{figure.kind}</td><td class="num big">{range(figure.low, figure.high)}</td><td>{figure.source ?? "not said"}</td>
          <td>{figure.reported ? days(figure.reported, null) : ""}</td>
        </tr>
      ))}</tbody>
    </table>
  );
}
