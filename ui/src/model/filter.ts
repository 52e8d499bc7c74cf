/** The filter of every view, as it stands in the address of the page and in requests. */

/** Parameters that narrow down what is shown, in the order in which they are named to people. */
export const FILTERS = [
  "text", "topic", "type", "quad", "outcome", "mode", "country", "place", "party", "actor", "recipient", "actor_country",
  "recipient_country", "actor_sector", "recipient_sector", "attributed_to", "from", "to", "reported_from", "reported_to",
  "box", "near", "min_confidence", "current",
] as const;

export type FilterName = (typeof FILTERS)[number];

/** The filter's part of a query string; other parameters (order, pages) are left out, and so are those in `without`. */
export function filterOf(search: string, without: FilterName[] = []): URLSearchParams {
  const given = new URLSearchParams(search);
  const filter = new URLSearchParams();
  for (const name of FILTERS) {
    if (without.includes(name)) continue;
    for (const value of given.getAll(name)) if (value !== "") filter.append(name, value);
  }
  return filter;
}

/** A query string with one parameter set to some values; none takes it away. */
export function withValues(search: string, name: FilterName, values: string[]): string {
  const query = new URLSearchParams(search);
  query.delete(name);
  for (const value of values) if (value !== "") query.append(name, value);
  return query.toString();
}

/** A query string with a value put in, or taken out where it was in. */
export function toggled(search: string, name: FilterName, value: string): string {
  const values = new URLSearchParams(search).getAll(name);
  const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return withValues(search, name, next);
}

/** Each condition on its own, for the list of what is filtered by. */
export function conditions(search: string): { name: FilterName; value: string }[] {
  const filter = filterOf(search);
  return FILTERS.flatMap((name) => filter.getAll(name).map((value) => ({ name, value })));
}
