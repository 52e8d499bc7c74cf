import { useEffect, useState } from "preact/hooks";
import { filterOf, withValues } from "../model/filter";
import { go } from "../model/router";

/** Words of the sentences; leads to the overview with the filter kept. */
export function Search({ search }: { search: string }) {
  const given = new URLSearchParams(search).get("text") ?? "";
  const [words, setWords] = useState(given);
  useEffect(() => setWords(given), [given]);
  const ask = (event: Event) => {
    event.preventDefault();
    const query = withValues(filterOf(search).toString(), "text", [words.trim()]);
    go(`/${query ? `?${query}` : ""}`);
  };
  return (
    <form class="search" role="search" onSubmit={ask}>
      <input type="search" aria-label="Words in the reports" placeholder="Words in the reports" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
    </form>
  );
}
