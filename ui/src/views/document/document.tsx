import { useEffect, useMemo, useState } from "preact/hooks";
import { address, useApi } from "../../model/api";
import { day } from "../../model/format";
import { segments, type Segment } from "../../model/spans";
import type { DocumentAnswer, DocumentEvent } from "../../model/types";
import { Shown } from "../../parts/notes";
import { QuadMark } from "../../parts/quad";
import { Status } from "../../parts/rows";

const ROLES = ["trigger", "actor", "recipient", "place", "time", "attribution"] as const;

/** A text with what was coded of it; `?event=` chooses a record. */
export function Document({ id, search }: { id: number; search: string }) {
  const answer = useApi<DocumentAnswer>(address(`/documents/${id}`));
  const asked = Number(new URLSearchParams(search).get("event")) || null;
  return <Shown answer={answer}>{(data) => <Read data={data} asked={asked} />}</Shown>;
}

function Read({ data, asked }: { data: DocumentAnswer; asked: number | null }) {
  const [chosen, choose] = useState<number[]>(asked ? [asked] : []);
  const [hovered, hover] = useState<number | null>(null);
  useEffect(() => {
    if (asked) document.querySelector(".segment.active")?.scrollIntoView({ block: "center" });
  }, []);
  const spans = useMemo(() => data.spans.filter((span) => span.role !== "mention" && span.role !== "content"), [data]);
  const parts = useMemo(() => segments(data.text, spans, data.boilerplate), [data, spans]);
  const active = hovered === null ? chosen : [hovered];
  const take = (events: number[]) => {
    choose(events);
    if (events[0]) document.getElementById(`event-${events[0]}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div class="document">
      <article>
        <p class="kicker">{data.source ?? "no source given"}{data.published ? ` · ${day(data.published)}` : ""}{data.version > 1 ? ` · version ${data.version}` : ""}</p>
        <h1>{data.title ?? "Document"}</h1>
        <Notes data={data} />
        <ul class="legend" aria-label="Marks">{ROLES.map((role) => <li key={role}><span class={`span role-${role}`}>{role}</span></li>)}</ul>
        <div class="text">{parts.map((part) => <Marked part={part} active={active} take={take} key={part.start} />)}</div>
      </article>
      <aside aria-label="Records">
        <h2>{data.events.length} records</h2>
        <ol>{data.events.map((event) => (
          <Card event={event} key={event.event} active={active.includes(event.event)} hover={hover} choose={() => choose(chosen.length === 1 && chosen[0] === event.event ? [] : [event.event])} />
        ))}</ol>
      </aside>
    </div>
  );
}

function Notes({ data }: { data: DocumentAnswer }) {
  return (
    <>
      {data.url ? <p><a href={data.url} rel="noopener noreferrer" target="_blank">{data.url}</a></p> : null}
      {data.not_coded ? <p class="note">Not coded: {data.not_coded}</p> : null}
      {data.replaced_by ? <p class="note">There is a <a href={`/documents/${data.replaced_by}`}>newer version</a> of this page.</p> : null}
      {data.copy_of ? <p class="note">This repeats <a href={`/documents/${data.copy_of}`}>another document</a> and is no report of its own.</p> : null}
    </>
  );
}

/** A segment inside one element for each span over it, the longest outside: their lines lie below one another. */
function Marked({ part, active, take }: { part: Segment; active: number[]; take: (events: number[]) => void }) {
  const text = part.boilerplate ? <span class="boilerplate">{part.text}</span> : part.text;
  if (part.spans.length === 0) return <>{text}</>;
  const events = [...new Set(part.spans.flatMap((span) => (span.event === null ? [] : [span.event])))];
  const lit = events.some((event) => active.includes(event));
  const shown = active.length > 0 ? part.spans.filter((span) => span.event !== null && active.includes(span.event)) : part.spans;
  const roles = [...new Set(shown.map((span) => span.role))];
  const nested = roles.reduceRight<preact.ComponentChildren>((inside, role, level) => <span class={`span role-${role} level-${Math.min(level, 3)}`}>{inside}</span>, text);
  return <span class={lit ? "segment active" : "segment"} onClick={() => take(events)} title={part.spans.map((span) => span.role).join(", ")}>{nested}</span>;
}

function Card({ event, active, hover, choose }: { event: DocumentEvent; active: boolean; hover: (event: number | null) => void; choose: () => void }) {
  const list = (parties: { text: string }[]) => parties.map((party) => party.text).join(", ");
  return (
    <li id={`event-${event.event}`} class={active ? "card active" : "card"} onMouseEnter={() => hover(event.event)} onMouseLeave={() => hover(null)}>
      <button type="button" class="card-choose" aria-pressed={active} onClick={choose} onFocus={() => hover(event.event)} onBlur={() => hover(null)}>
        <QuadMark quad={event.quad} /> {[event.type, ...event.mode].join(" · ")} <Status status={event.rejected ? "rejected" : event.status} />
      </button>
      <p>“{event.trigger.text}”: {list(event.actors) || <span class="dim">not named</span>}{event.recipients.length > 0 ? ` → ${list(event.recipients)}` : ""}</p>
      <p class="dim">{[event.place?.name, event.when?.from, event.attributed_to ? `says ${event.attributed_to.text}` : null, `confidence ${event.confidence.toFixed(2)}`].filter(Boolean).join(" · ")}</p>
      {event.incident ? <p><a href={`/incidents/${event.incident}`}>Incident {event.incident}</a></p> : null}
    </li>
  );
}
