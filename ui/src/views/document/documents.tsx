import { useState } from "preact/hooks";
import { address } from "../../model/api";
import { day } from "../../model/format";
import { go } from "../../model/router";
import { Empty, Failed, Loading } from "../../parts/notes";
import { More, usePaged } from "../../parts/paged";

interface Item {
  id: number;
  source: string | null;
  title: string | null;
  published: string | null;
  not_coded: string | null;
  copy_of: number | null;
  events: number;
}

/** All documents, the newest first; `?q=` seeks in titles and sources. */
export function Documents({ search }: { search: string }) {
  const words = new URLSearchParams(search).get("q") ?? "";
  const [typed, setTyped] = useState(words);
  const paged = usePaged<Item>(address("/documents", words ? new URLSearchParams({ q: words }) : undefined));
  const ask = (event: Event) => {
    event.preventDefault();
    go(typed.trim() ? `/documents?${new URLSearchParams({ q: typed.trim() })}` : "/documents");
  };
  return (
    <div>
      <h1>Documents</h1>
      <form role="search" onSubmit={ask}><label>Words of title or source <input type="search" value={typed} onInput={(event) => setTyped(event.currentTarget.value)} /></label> <button type="submit">Search</button></form>
      {paged.error ? <Failed error={paged.error} retry={paged.reload} /> : null}
      {!paged.error && paged.items.length === 0 ? paged.loading ? <Loading /> : <Empty><p>No document has these words.</p></Empty> : null}
      {paged.items.length > 0 ? (
        <table class="rows">
          <thead><tr><th scope="col">Published</th><th scope="col">Title</th><th scope="col">Source</th><th scope="col" class="num">Records</th></tr></thead>
          <tbody>{paged.items.map((item) => (
            <tr key={item.id}>
              <td class="when">{item.published ? day(item.published) : ""}</td>
              <td><a href={`/documents/${item.id}`}>{item.title ?? `Document ${item.id}`}</a> {item.copy_of ? <span class="status">copy</span> : null}{item.not_coded ? <span class="dim"> not coded: {item.not_coded}</span> : null}</td>
              <td>{item.source}</td><td class="num" data-label="records">{item.events}</td>
            </tr>
          ))}</tbody>
        </table>
      ) : null}
      <More paged={paged} />
    </div>
  );
}
