import { useEffect, useRef, useState } from "preact/hooks";
import { address, post, useApi } from "../../model/api";
import { filterOf } from "../../model/filter";
import { goSearch } from "../../model/router";
import type { QueueItem, Review as Made } from "../../model/types";
import { AskToken, Empty, Failed, Loading } from "../../parts/notes";
import { More, usePaged } from "../../parts/paged";
import { Editor } from "./editor";
import { Item } from "./item";
import { KeyHelp } from "./keys";

const NAME = "annals.reviewer";

/** The queue: what is least sure, or what reviews and coder disagree on; worked through with the keyboard. */
export function Review({ search }: { search: string }) {
  const kind = new URLSearchParams(search).get("kind") === "conflicts" ? "conflicts" : "unsure";
  const session = useApi<{ write: boolean }>(address("/session"));
  const paged = usePaged<QueueItem>(address("/reviews/queue", new URLSearchParams([...filterOf(search), ["kind", kind], ["limit", "40"]])));
  const work = useWork(paged.items);
  const switchTo = (next: string) => {
    const query = filterOf(search);
    if (next === "conflicts") query.set("kind", next);
    goSearch(query.toString());
  };
  if (session.data && !session.data.write) return <div class="reading"><h1>Review</h1><AskToken then={session.reload} /></div>;
  return (
    <div class="reading wide review">
      <h1>Review</h1>
      <div class="tools">
        <label>Queue <select value={kind} onChange={(event) => switchTo(event.currentTarget.value)}><option value="unsure">least sure</option><option value="conflicts">conflicts</option></select></label>
        <label>Your name <input value={work.name} onInput={(event) => work.setName(event.currentTarget.value)} /></label>
        <button type="button" class="quiet" onClick={() => work.setHelp(true)}>Keys <kbd>?</kbd></button>
      </div>
      <p role="status" class="dim">{work.message}</p>
      {paged.error ? <Failed error={paged.error} retry={paged.reload} /> : null}
      {!paged.error && paged.items.length === 0 ? paged.loading ? <Loading /> : <Empty><p>Nothing is left in this queue.</p></Empty> : null}
      <ol class="queue" ref={work.list}>
        {paged.items.map((item, at) => (
          <Item item={item} key={item.report.event} current={at === work.at} verdict={work.done.get(item.report.event)?.verdict ?? null} choose={() => work.setAt(at)} act={(verdict) => void work.act(at, verdict)} />
        ))}
      </ol>
      <More paged={paged} />
      {work.editing && work.current ? <Editor report={work.current.report} close={() => work.setEditing(false)} save={work.edit} /> : null}
      {work.help ? <KeyHelp close={() => work.setHelp(false)} /> : null}
    </div>
  );
}

/** Where the reviewer is, what was done, and the keys. */
function useWork(items: QueueItem[]) {
  const [at, setAt] = useState(0);
  const [name, keepName] = useState(localStorage.getItem(NAME) ?? "");
  const [done, setDone] = useState(new Map<number, Made>());
  const [message, setMessage] = useState("");
  const [editing, setEditing] = useState(false);
  const [help, setHelp] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  const current = items[at] ?? null;
  const setName = (name: string) => {
    localStorage.setItem(NAME, name);
    keepName(name);
  };
  const send = async (body: object, event: number) => {
    if (!name.trim()) return setMessage("Say who you are first: fill in your name.");
    try {
      const made = await post<Made>("/reviews", { event, reviewer: name.trim(), ...body });
      setDone((before) => new Map(before).set(event, made));
      setMessage(`${made.verdict}: “${made.quote}”. Undo with u.`);
    } catch (error) {
      setMessage((error as Error).message);
    }
  };
  const act = async (index: number, verdict: string) => {
    const item = items[index];
    if (!item) return;
    await send({ verdict }, item.report.event);
    setAt(Math.min(index + 1, items.length - 1));
  };
  const edit = async (field: string, value: string) => {
    setEditing(false);
    if (current) await send({ verdict: "edit", field, value }, current.report.event);
  };
  const undo = async () => {
    const last = [...done.values()].at(-1);
    if (!last) return setMessage("Nothing to undo.");
    try {
      await post<Made>(`/reviews/${last.id}/withdraw`, { reviewer: name.trim() });
      setDone((before) => new Map([...before].filter(([, made]) => made.id !== last.id)));
      setMessage(`Undone: ${last.verdict} of “${last.quote}”.`);
    } catch (error) {
      setMessage((error as Error).message);
    }
  };
  useEffect(() => {
    const keys: Record<string, () => void> = {
      j: () => setAt(Math.min(at + 1, items.length - 1)), k: () => setAt(Math.max(at - 1, 0)), a: () => void act(at, "accept"), r: () => void act(at, "reject"),
      e: () => setEditing(true), u: () => void undo(), "?": () => setHelp(true), Escape: () => (setEditing(false), setHelp(false)),
    };
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as Element).matches("input, textarea, select");
      if ((typing && event.key !== "Escape") || event.metaKey || event.ctrlKey || event.altKey) return;
      const run = keys[event.key];
      if (run) {
        event.preventDefault();
        run();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  });
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), [at]);
  return { at, setAt, name, setName, done, message, editing, setEditing, help, setHelp, list, current, act, edit };
}
