import { address, useApi } from "../../model/api";
import { filterOf } from "../../model/filter";
import { day, days } from "../../model/format";
import type { CalendarAnswer } from "../../model/types";
import { Conditions } from "../../parts/filters";
import { Empty, Shown } from "../../parts/notes";
import { IncidentEntry } from "../../parts/rows";

type Item = CalendarAnswer["items"][number];

/** Announced events, by day; with those whose day passed without a report that they took place. */
export function Calendar({ search }: { search: string }) {
  const query = filterOf(search);
  query.set("past", "true");
  const answer = useApi<CalendarAnswer>(address("/calendar", query));
  return (
    <div class="reading">
      <h1>Announced events</h1>
      <Conditions search={search} />
      <Shown answer={answer}>
        {(data) => data.items.length === 0 ? <Empty><p>Nothing is announced under this filter.</p></Empty> : (
          <>
            {data.as_of ? <p class="dim">As of {day(data.as_of)}, the latest day of publication.</p> : null}
            <Part title="Still to come" items={data.items.filter((item) => item.state === "to_come")} />
            <Part title="No day given" items={data.items.filter((item) => item.state === "undated")} />
            <Part title="Day passed, no report that it took place" items={data.items.filter((item) => item.state === "overdue")} />
          </>
        )}
      </Shown>
    </div>
  );
}

function Part({ title, items }: { title: string; items: Item[] }) {
  if (items.length === 0) return null;
  return (
    <section><h2>{title}</h2>
      <ol class="calendar">{items.map((item) => (
        <li key={item.incident.event}><time>{days(item.incident.from, item.incident.to)}{item.days_left !== null && item.days_left > 0 ? <small>in {item.days_left} {item.days_left === 1 ? "day" : "days"}</small> : null}</time><IncidentEntry row={item.incident} dated /></li>
      ))}</ol>
    </section>
  );
}
