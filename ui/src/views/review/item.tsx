import { days, kindOf } from "../../model/format";
import type { QueueItem } from "../../model/types";
import { QuadMark } from "../../parts/quad";
import { Status, WhoWhom } from "../../parts/rows";

/** One report of the queue with what can be said of it. */
export function Item({ item, current, verdict, choose, act }: { item: QueueItem; current: boolean; verdict: string | null; choose: () => void; act: (verdict: string) => void }) {
  const { report } = item;
  const about = [days(report.from, report.to), report.place, report.attributed_to ? `says ${report.attributed_to}` : null].filter(Boolean).join(" · ");
  return (
    <li class={`card${current ? " active" : ""}${verdict ? " done" : ""}`} aria-current={current ? "true" : undefined} onClick={choose}>
      <p class="entry-head"><QuadMark quad={report.quad} /> <strong>{kindOf(report)}</strong> <Status status={report.status} /> <span class="dim">{item.reason}</span></p>
      <p class="quote">{report.sentence}</p>
      <p>“{report.trigger}”: <WhoWhom row={report} /> <span class="dim">· {about}</span></p>
      {item.reviews.map((review) => <p class="dim" key={review.id}>{review.reviewer}: {review.verdict}{review.field ? ` ${review.field}: ${review.before} → ${review.after}` : ""}</p>)}
      <p class="tools">
        <button type="button" onClick={() => act("accept")}>Accept</button> <button type="button" onClick={() => act("reject")}>Reject</button>
        <a href={`/documents/${report.document_id}?event=${report.event}`}>in the text</a> {verdict ? <span class="status">{verdict}</span> : null}
      </p>
    </li>
  );
}
