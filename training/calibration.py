"""How far the confidence of coded records can be trusted, and what `--min-confidence` trades.

usage: calibration.py CODED.jsonl FOLDER…

CODED.jsonl is what `annals code --format jsonl` wrote for the articles of the folders; each FOLDER holds `articles/` and the
annotation in `gold/` or `ann/`. Prints two Markdown tables: by tenth of confidence, how many records there are and how many have a
right trigger and type; and precision, recall and F1 of triggers with their types by the least confidence kept. Records at
optional events are left out of both.
"""

import json
import re
import sys
from pathlib import Path


def fold(text):
    return re.sub(r"\s+", " ", text).strip()


def annotated(folder):
    """Pairs of a folded text and its events."""
    folder = Path(folder)
    events = next(folder / name for name in ("gold", "ann") if (folder / name).is_dir())
    for path in sorted(events.glob("*.json")):
        article = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))
        yield fold(article["text"]), json.loads(path.read_text(encoding="utf-8"))["events"]


def judge(record, events):
    """Confidence of each coded event with whether it is right, optional ones left out; and how many events there were to find."""
    judged, taken = [], set()
    wanted = [event for event in events if not event["optional"]]
    for coded in sorted(record["events"], key=lambda event: -event["confidence"]):
        start, end = coded["trigger"]["start"], coded["trigger"]["end"]
        near = [event for event in events
                if start < event["trigger_start"] + len(event["trigger"]) and event["trigger_start"] < end]
        if any(event["optional"] for event in near) and not any(not event["optional"] for event in near):
            continue
        fits = [at for at, event in enumerate(wanted)
                if event in near and coded["type"] in (event["type"], *event.get("also", [])) and at not in taken]
        taken.update(fits[:1])
        judged.append((coded["confidence"], bool(fits)))
    return judged, len(wanted)


def main():
    coded, *folders = sys.argv[1:]
    with open(coded, encoding="utf-8") as file:
        records = {fold(record["document"]["text"]): record for record in map(json.loads, file)}
    judged, wanted = [], 0
    for text, events in (pair for folder in folders for pair in annotated(folder)):
        found, count = judge(records.get(text, {"events": []}), events)
        judged, wanted = judged + found, wanted + count
    print("| confidence | records | mean confidence | right |\n|---|---|---|---|")
    for tenth in range(10):
        inside = [pair for pair in judged if min(int(pair[0] * 10), 9) == tenth]
        if inside:
            mean, right = (sum(pair[part] for pair in inside) / len(inside) for part in (0, 1))
            print(f"| {tenth / 10:.1f}–{(tenth + 1) / 10:.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |")
    print("\n| `--min-confidence` | precision | recall | F1 |\n|---|---|---|---|")
    for least in (0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.98):
        kept = [right for confidence, right in judged if confidence >= least]
        right = sum(kept)
        print(f"| {least} | {right / max(len(kept), 1):.3f} | {right / wanted:.3f} | {2 * right / (len(kept) + wanted):.3f} |")


if __name__ == "__main__":
    main()
