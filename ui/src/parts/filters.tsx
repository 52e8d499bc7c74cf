import { address } from "../model/api";
import { conditions, filterOf, toggled, withValues, type FilterName } from "../model/filter";
import { label, number } from "../model/format";
import { goSearch } from "../model/router";
import type { Facets } from "../model/types";

/** Facets offered, with the parameter that each one sets. */
const OFFERED: { field: string; name: FilterName; title: string }[] = [
  { field: "type", name: "type", title: "Type" }, { field: "outcome", name: "outcome", title: "Status" },
  { field: "country", name: "country", title: "Country" }, { field: "mode", name: "mode", title: "Mode" },
  { field: "actor_sector", name: "actor_sector", title: "Actor’s sector" },
];

/** What is filtered by, each with a way out; days and the choices that the current incidents leave. */
export function Filters({ search, facets }: { search: string; facets: Facets | null }) {
  return (
    <section class="filters" aria-label="Filter">
      <Conditions search={search} />
      <div class="days">
        <DayBox search={search} name="from" title="From" />
        <DayBox search={search} name="to" title="To" />
      </div>
      {OFFERED.map(({ field, name, title }) => (
        <Choice key={name} title={title} name={name} search={search} values={facets?.fields[field] ?? []} />
      ))}
    </section>
  );
}

/** Where the choices that the current incidents leave are asked for, and how many incidents there are. */
export function facetsOf(search: string): string {
  const query = filterOf(search);
  query.set("fields", OFFERED.map(({ field }) => field).join(","));
  query.set("limit", "12");
  return address("/facets", query);
}

export function Conditions({ search }: { search: string }) {
  const given = conditions(search);
  if (given.length === 0) return null;
  return (
    <ul class="conditions">
      {given.map(({ name, value }) => (
        <li key={name + value}>
          <button type="button" onClick={() => goSearch(toggled(search, name, value))} aria-label={`Remove ${label(name)} ${value}`}>
            <span>{label(name)}</span> {value} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      <li><button type="button" class="quiet" onClick={() => goSearch("")}>Clear all</button></li>
    </ul>
  );
}

function DayBox({ search, name, title }: { search: string; name: "from" | "to"; title: string }) {
  const value = new URLSearchParams(search).get(name) ?? "";
  return <label>{title} <input type="date" value={value} onChange={(event) => goSearch(withValues(search, name, [event.currentTarget.value]))} /></label>;
}

function Choice({ title, name, search, values }: { title: string; name: FilterName; search: string; values: { value: string; count: number }[] }) {
  const chosen = new URLSearchParams(search).getAll(name);
  const shown = [...values, ...chosen.filter((value) => !values.some((one) => one.value === value)).map((value) => ({ value, count: 0 }))];
  if (shown.length === 0) return null;
  return (
    <fieldset>
      <legend>{title}</legend>
      {shown.map(({ value, count }) => (
        <label key={value} class="choice">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => goSearch(toggled(search, name, value))} />
          <span>{value}</span> <span class="count">{number(count)}</span>
        </label>
      ))}
    </fieldset>
  );
}
