import { useState } from "preact/hooks";
import { address } from "../../model/api";
import { number } from "../../model/format";
import { go } from "../../model/router";
import type { EntityItem } from "../../model/types";
import { Empty, Failed, Loading } from "../../parts/notes";
import { More, usePaged } from "../../parts/paged";

/** Who takes part, the most reported first; `?q=` seeks part of a name. */
export function Actors({ search }: { search: string }) {
  const words = new URLSearchParams(search).get("q") ?? "";
  const [typed, setTyped] = useState(words);
  const paged = usePaged<EntityItem>(address("/entities", words ? new URLSearchParams({ q: words }) : undefined));
  const ask = (event: Event) => {
    event.preventDefault();
    go(typed.trim() ? `/actors?${new URLSearchParams({ q: typed.trim() })}` : "/actors");
  };
  return (
    <div>
      <h1>Actors</h1>
      <form role="search" onSubmit={ask}><label>Part of a name <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} /></label> <button type="submit">Search</button></form>
      {paged.error ? <Failed error={paged.error} retry={paged.reload} /> : null}
      {!paged.error && paged.items.length === 0 ? paged.loading ? <Loading /> : <Empty><p>The store knows nobody of that name.</p></Empty> : null}
      {paged.items.length > 0 ? (
        <table class="rows">
          <thead><tr><th scope="col">Name</th><th scope="col">Kind</th><th scope="col">Country</th><th scope="col" class="num">Reports</th></tr></thead>
          <tbody>{paged.items.map((item) => (
            <tr key={item.id}><td><a href={`/actors/${item.id}`}>{item.name}</a></td><td>{item.type.replace("_", " ")}</td><td>{item.country}</td><td class="num" data-label="reports">{number(item.reports)}</td></tr>
          ))}</tbody>
        </table>
      ) : null}
      <More paged={paged} />
    </div>
  );
}
