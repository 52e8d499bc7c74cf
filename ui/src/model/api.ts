/** Requests to the API: the token, the one error shape, and a hook that follows an address. */

import { useCallback, useEffect, useState } from "preact/hooks";

const BASE = "/api/v1";
const TOKEN = "annals.token";

/** A refusal, in the API's own words. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly hint: string | null) {
    super(message);
  }
}

/** Takes the token out of the address (`#token=…`) and keeps it for this tab. */
export function takeToken(): void {
  const found = /(?:^#|&)token=([^&]+)/.exec(location.hash);
  if (found?.[1]) {
    sessionStorage.setItem(TOKEN, decodeURIComponent(found[1]));
    history.replaceState(null, "", location.pathname + location.search);
  }
}

export function setToken(token: string): void {
  sessionStorage.setItem(TOKEN, token);
}

function headers(): Record<string, string> {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { Authorization: `Bearer ${token}` } : {};
}

/** The address of a view of the API. */
export function address(path: string, query?: URLSearchParams | string): string {
  const text = query?.toString() ?? "";
  return `${BASE}${path}${text ? `?${text}` : ""}`;
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  const body = (await response.json().catch(() => null)) as { error?: { code?: string; message?: string; hint?: string } } | null;
  const error = body?.error;
  throw new ApiError(response.status, error?.code ?? "unknown", error?.message ?? response.statusText, error?.hint ?? null);
}

export async function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  return answer<T>(await fetch(url, { headers: headers(), signal: signal ?? null }));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  const head = { ...headers(), "Content-Type": "application/json" };
  return answer<T>(await fetch(address(path), { method: "POST", headers: head, body: JSON.stringify(body) }));
}

/** A file of a view, also where reading needs the token. */
export async function download(url: string, name: string): Promise<void> {
  const response = await fetch(url, { headers: headers() });
  if (!response.ok) await answer(response);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** What has come of a request so far; `data` stays while the next answer is awaited. */
export interface Answer<T> {
  data: T | null;
  error: Error | null;
  loading: boolean;
  reload: () => void;
}

/** Follows an address of the API; `null` asks for nothing. */
export function useApi<T>(url: string | null): Answer<T> {
  const [state, setState] = useState<{ data: T | null; error: Error | null; loading: boolean }>({ data: null, error: null, loading: url !== null });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (url === null) return setState({ data: null, error: null, loading: false });
    const control = new AbortController();
    setState((state) => ({ ...state, loading: true }));
    get<T>(url, control.signal)
      .then((data) => setState({ data, error: null, loading: false }))
      .catch((error: Error) => {
        if (!control.signal.aborted) setState({ data: null, error, loading: false });
      });
    return () => control.abort();
  }, [url, turn]);
  return { ...state, reload: useCallback(() => setTurn((turn) => turn + 1), []) };
}
