import { useEffect, useState } from "preact/hooks";
import { get, useApi } from "../model/api";
import type { Page } from "../model/types";

export interface Paged<T> {
  items: T[];
  error: Error | null;
  loading: boolean;
  more: (() => void) | null;
  reload: () => void;
}

/** A list that comes page by page; starts anew when its address changes. */
export function usePaged<T>(url: string | null): Paged<T> {
  const first = useApi<Page<T>>(url);
  const [rest, setRest] = useState<{ items: T[]; next: string | null } | null>(null);
  const [waiting, setWaiting] = useState(false);
  useEffect(() => setRest(null), [first.data]);
  const next = rest ? rest.next : (first.data?.next ?? null);
  const more = () => {
    setWaiting(true);
    const join = url!.includes("?") ? "&" : "?";
    void get<Page<T>>(`${url}${join}cursor=${encodeURIComponent(next!)}`)
      .then((page) => setRest({ items: [...(rest?.items ?? []), ...page.items], next: page.next }))
      .finally(() => setWaiting(false));
  };
  const items = [...(first.data?.items ?? []), ...(rest?.items ?? [])];
  return { items, error: first.error, loading: first.loading || waiting, more: next === null ? null : more, reload: first.reload };
}

export const More = ({ paged }: { paged: Paged<unknown> }) =>
  paged.more ? <p><button type="button" onClick={paged.more} disabled={paged.loading}>Show more</button></p> : null;
