/** What stands where there is nothing to show: loading, empty, failed. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { ApiError, setToken, type Answer } from "../model/api";

export const Loading = ({ what = "Loading" }: { what?: string }) => <p class="note" role="status">{what}…</p>;

export const Empty = ({ children }: { children: ComponentChildren }) => <div class="note">{children}</div>;

export const NotFound = ({ what }: { what: string }) => (
  <Empty>
    <h1>Nothing here</h1>
    <p>There is no page <code>{what}</code>. <a href="/">Go to the overview</a>.</p>
  </Empty>
);

export function Failed({ error, retry }: { error: Error; retry: () => void }) {
  if (error instanceof ApiError && error.status === 401) return <AskToken then={retry} />;
  return (
    <div class="note failed" role="alert">
      <strong>{error instanceof ApiError ? error.message : "The server does not answer."}</strong>
      {error instanceof ApiError && error.hint ? <p>{error.hint}</p> : null}
      <button type="button" onClick={retry}>Try again</button>
    </div>
  );
}

export function AskToken({ then }: { then: () => void }) {
  const [token, setValue] = useState("");
  const keep = (event: Event) => {
    event.preventDefault();
    setToken(token.trim());
    then();
  };
  return (
    <form class="note" onSubmit={keep}>
      <label>This needs the token that <code>annals serve</code> printed <input type="password" value={token} onInput={(event) => setValue(event.currentTarget.value)} autocomplete="off" /></label>{" "}
      <button type="submit">Use it</button>
    </form>
  );
}

/** An answer's data, or what there is instead. */
export function Shown<T>({ answer, children, what }: { answer: Answer<T>; children: (data: T) => ComponentChildren; what?: string }) {
  if (answer.error) return <Failed error={answer.error} retry={answer.reload} />;
  if (answer.data === null) return <Loading {...(what ? { what } : {})} />;
  return <div class={answer.loading ? "stale" : undefined} aria-busy={answer.loading}>{children(answer.data)}</div>;
}
