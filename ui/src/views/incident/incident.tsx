import { useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import { day, days, headline, kindOf, number, range, score } from "../../model/format";
import type { Explained, IncidentAnswer, Report } from "../../model/types";
import { Failed, Loading, Shown } from "../../parts/notes";
import { QuadMark } from "../../parts/quad";
import { Figures, Status, WhoWhom } from "../../parts/rows";

/** One act: what, who, where, when; on whose word; every report with its sentence; how each was coded. */
export function Incident({ id }: { id: number }) {
  const answer = useApi<IncidentAnswer>(address(`/incidents/${id}`));
  return <Shown answer={answer}>{(data) => <Told data={data} />}</Shown>;
}

function Told({ data }: { data: IncidentAnswer }) {
  const { incident } = data;
  return (
    <div class="reading">
      <p class="kicker"><QuadMark quad={incident.quad} /> {kindOf(incident)} <Status status={incident.status} /></p>
      <h1>{headline(incident)}</h1>
      {incident.sentence ? <blockquote class="lead">{incident.sentence}<footer>{incident.source ?? "no source given"}{incident.published ? `, ${day(incident.published)}` : ""}</footer></blockquote> : null}
      <dl class="facts">
        <dt>Who → whom</dt><dd><WhoWhom row={incident} /></dd>
        <dt>When</dt><dd>{days(incident.from, incident.to)}</dd>
        <dt>Where</dt><dd>{[incident.place, incident.admin1, incident.country].filter((part, at, all) => part && all.indexOf(part) === at).join(", ") || "place not known"}</dd>
        <dt>Status</dt><dd>{incident.status}</dd>
        {incident.content ? <><dt>Content</dt><dd>“{incident.content}”</dd></> : null}
        <dt>Score</dt><dd>{score(incident.score)} · {incident.quad}</dd>
      </dl>
      {data.figures.length > 0 ? <section><h2>Figures, by whose count</h2><Figures figures={data.figures} /></section> : null}
      <section>
        <h2>{number(data.reports.length)} {data.reports.length === 1 ? "report" : "reports"}</h2>
        <ol class="reports">{data.reports.map((report) => <ReportEntry report={report} key={report.event} />)}</ol>
      </section>
      {data.history.length > 1 ? <History data={data} /> : null}
      {data.links.length > 0 ? <Links data={data} /> : null}
    </div>
  );
}

function ReportEntry({ report }: { report: Report }) {
  return (
    <li class={report.rejected ? "entry rejected" : "entry"}>
      <p class="quote">{report.sentence}</p>
      <p class="byline">
        <a href={`/documents/${report.document_id}?event=${report.event}`}>{report.title ?? report.source ?? "document"}</a>
        {report.source ? ` · ${report.source}` : ""}{report.published ? ` · ${day(report.published)}` : ""}
        {report.attributed_to ? <> · says <strong>{report.attributed_to}</strong></> : null}
        {report.copy_of ? <> · <a href={`/documents/${report.copy_of}`}>copy of another report</a></> : null}
        {report.rejected ? " · rejected in review" : ""} <Status status={report.status} />
      </p>
      <Coding event={report.event} />
    </li>
  );
}

/** How a report was coded; asked for when it is opened. */
function Coding({ event }: { event: number }) {
  const [open, setOpen] = useState(false);
  const answer = useApi<Explained>(open ? address(`/events/${event}/explain`) : null);
  return (
    <details onToggle={(toggle) => setOpen(toggle.currentTarget.open)}>
      <summary>How it was coded</summary>
      {answer.error ? <Failed error={answer.error} retry={answer.reload} /> : null}
      {open && answer.loading && !answer.data ? <Loading what="Reading the text again" /> : null}
      {answer.data ? (
        <>
          <ul class="evidence">{answer.data.evidence.map((one, at) => <li key={at}><span>{one.field}</span> by {one.by}{one.score === null ? "" : ` (${one.score.toFixed(2)})`}</li>)}</ul>
          {answer.data.chain ? <pre tabIndex={0}>{answer.data.chain}</pre> : <p class="dim">{answer.data.chain_missing}</p>}
          {answer.data.same_coder ? null : <p class="dim">The chain is of another version of the coder than the record.</p>}
        </>
      ) : null}
    </details>
  );
}

function History({ data }: { data: IncidentAnswer }) {
  return (
    <section>
      <h2>How it became known</h2>
      <table>
        <thead><tr><th scope="col">After</th><th scope="col">Status</th><th scope="col" class="num">Deaths</th><th scope="col" class="num">Reports</th></tr></thead>
        <tbody>{data.history.map((step) => (
          <tr key={step.day ?? "undated"}><th scope="row">{step.day ? day(step.day) : "undated"}</th><td>{step.status}</td><td class="num">{range(step.deaths_low, step.deaths_high)}</td><td class="num">{step.reports}</td></tr>
        ))}</tbody>
      </table>
    </section>
  );
}

function Links({ data }: { data: IncidentAnswer }) {
  return (
    <section>
      <h2>Linked acts</h2>
      <ul>{data.links.map((link) => (
        <li key={`${link.event}${link.kind}${link.direction}`}>{link.direction === "to" ? `${link.kind.replace("_", " ")}: ` : `is ${link.kind.replace("_", " ")} of: `}
          {link.incident ? <a href={`/incidents/${link.incident}`}>{link.type} “{link.trigger}”</a> : `${link.type} “${link.trigger}”`}</li>
      ))}</ul>
    </section>
  );
}
