import { address, useApi } from "../../model/api";
import { filterOf } from "../../model/filter";
import { day, headline, kindOf } from "../../model/format";
import type { DemandsAnswer } from "../../model/types";
import { Conditions } from "../../parts/filters";
import { Empty, Shown } from "../../parts/notes";
import { IncidentEntry } from "../../parts/rows";

/** Demands of which no report tells that they were met, with what came in answer. */
export function Demands({ search }: { search: string }) {
  const answer = useApi<DemandsAnswer>(address("/demands", filterOf(search)));
  return (
    <div class="reading">
      <h1>Demands not yet met</h1>
      <Conditions search={search} />
      <Shown answer={answer}>
        {(data) => data.items.length === 0 ? <Empty><p>No open demand under this filter.</p></Empty> : (
          <>
            {data.as_of ? <p class="dim">As of {day(data.as_of)}.</p> : null}
            {data.items.map((item) => (
              <IncidentEntry row={item.incident} key={item.incident.event}>
                {item.days_open !== null ? <p class="dim">open for {item.days_open} {item.days_open === 1 ? "day" : "days"}</p> : null}
                {item.answers.length > 0 ? <ul class="answers">{item.answers.map((row) => <li key={row.event}>Answer: <a href={`/incidents/${row.incident}`}>{kindOf(row)}</a> {headline(row)}</li>)}</ul> : null}
              </IncidentEntry>
            ))}
          </>
        )}
      </Shown>
    </div>
  );
}
