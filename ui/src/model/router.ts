/** The page's address: paths and queries through the history, so that every view has a link. */

import { useEffect, useState } from "preact/hooks";

const CHANGED = "annals:address";

export interface Address {
  path: string;
  search: string;
}

const now = (): Address => ({ path: location.pathname, search: location.search.slice(1) });

/** Goes to an address of the page; `replace` for what is no step of its own, such as a brush that moves. */
export function go(to: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", to);
  dispatchEvent(new Event(CHANGED));
}

/** The same view with another query. */
export const goSearch = (search: string, replace = false): void => go(location.pathname + (search ? `?${search}` : ""), replace);

export function useAddress(): Address {
  const [address, setAddress] = useState(now);
  useEffect(() => {
    const follow = () => setAddress(now());
    addEventListener(CHANGED, follow);
    addEventListener("popstate", follow);
    return () => {
      removeEventListener(CHANGED, follow);
      removeEventListener("popstate", follow);
    };
  }, []);
  return address;
}

/** Lets plain clicks on links within the page stay in it. */
export function followLinks(event: MouseEvent): void {
  const link = (event.target as Element | null)?.closest?.("a");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
  if (link.origin !== location.origin || link.target || link.hasAttribute("download") || link.pathname.startsWith("/api/")) return;
  if (link.hash && link.pathname === location.pathname) return;
  event.preventDefault();
  go(link.pathname + link.search);
  scrollTo(0, 0);
}
