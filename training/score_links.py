"""Scores the ties between acts of coded texts against `annotations/links/held_out.json`.

usage: score_links.py texts SHARED | score RECORDS.jsonl

`texts` prints the annotated texts as JSON Lines for `annals code --format jsonl`, whose output `score` reads, and says where an
annotation does not fit its text. SHARED holds `eval/dev`. A tie counts where both ends overlap the words of annotated acts and
the kind agrees. Ties marked optional (what is demanded or promised need not be an act of its own) are neither wanted nor wrong.
"""

import gzip
import hashlib
import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

ANNOTATED = Path(__file__).parent / "annotations/links/held_out.json"
KINDS = ("reason", "condition", "purpose", "content", "response_to")


def annotated():
    """The annotated sentences by the name of their text."""
    by_text = defaultdict(list)
    for sentence in json.loads(ANNOTATED.read_text(encoding="utf-8")):
        by_text[f"{sentence['set']}-{sentence['record']}"].append(sentence)
    return by_text


def names(act):
    """The places in the text that name an act."""
    return [(name["start"], name["start"] + len(name["trigger"])) for name in (act, *act.get("also", ()))]


def misfits(sentence, text):
    if hashlib.sha256(text.encode()).hexdigest() != sentence["sha256"]:
        yield "the text has changed"
    for act in sentence["acts"]:
        for name in (act, *act.get("also", ())):
            start, end = name["start"], name["start"] + len(name["trigger"])
            if text[start:end] != name["trigger"] or not sentence["start"] <= start < end <= sentence["end"]:
                yield f"{name['trigger']!r} is not at {start} of its sentence"
    for link in sentence["links"]:
        acts = range(len(sentence["acts"]))
        if link["from"] not in acts or link["to"] not in acts or link["from"] == link["to"] or link["kind"] not in KINDS:
            yield f"{link} ties no two acts"


def print_texts(shared):
    wanted = annotated()
    for name in sorted({name.split("-")[0] for name in wanted}):
        with gzip.open(Path(shared, f"eval/dev/{name}.dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                key = f"{name}-{record['id']}"
                if sentences := wanted.pop(key, None):
                    for sentence in sentences:
                        for misfit in misfits(sentence, record["text"]):
                            sys.exit(f"{ANNOTATED.name}: {key}: {misfit}")
                    print(json.dumps({"id": key, "text": record["text"]}))
    if wanted:
        sys.exit(f"{ANNOTATED.name}: not in {shared}: {', '.join(wanted)}")


def predicted(record, sentence):
    """Ties of the record within a sentence, as kind and the two ends: annotated acts, or None."""
    inside = {
        event["id"]: event
        for event in record["events"]
        if sentence["start"] <= event["trigger"]["start"] < sentence["end"]
    }

    def act(event):
        start, end = event["trigger"]["start"], event["trigger"]["end"]
        hits = (at for at, act in enumerate(sentence["acts"]) if any(s < end and start < e for s, e in names(act)))
        return next(hits, None)

    acts = {key: act(event) for key, event in inside.items()}
    ties = [
        (link["kind"], acts[key], acts[link["event"]])
        for key, event in inside.items()
        for link in event["links"]
        if link["event"] in inside
    ]
    return {at for at in acts.values() if at is not None}, ties


def stage(link, found, ties):
    """Where a tie that is missing was lost."""
    kind, start, end = link
    if not {start, end} <= found:
        return "act not found"
    if any((other, start, end) in ties for other in KINDS):
        return "wrong kind"
    if (kind, end, start) in ties:
        return "wrong way round"
    return "wrong end" if any(tie[0] == kind and (tie[1] == start or tie[2] == end) for tie in ties) else "not proposed"


def compare(sentence, found, ties):
    """Yields what became of each tie that is wanted or predicted: outcome, kind, and whether both acts were found."""
    links = [(link["kind"], link["from"], link["to"]) for link in sentence["links"] if not link.get("optional")]
    optional = {(link["from"], link["to"]) for link in sentence["links"] if link.get("optional")}
    right = set(ties) & set(links)
    for link in links:
        yield "right" if link in right else stage(link, found, ties), link[0], {link[1], link[2]} <= found
    # Two records of one annotated act say a tie twice; one is enough, and one is wrong once.
    for kind, start, end in dict.fromkeys(ties):
        if (kind, start, end) not in right and (start, end) not in optional and (start is None or start != end):
            yield "wrong", kind, start is not None and end is not None


def report(name, counts):
    right, wrong = counts["right"], counts["wrong"]
    missed = counts.total() - right - wrong
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    f1 = 2 * right / max(2 * right + wrong + missed, 1)
    print(f"{name:<14}{precision:>10.3f}{recall:>8.3f}{f1:>8.3f}{right:>7}{wrong:>7}{missed:>8}")


def score(path):
    counts = {known: defaultdict(Counter) for known in (False, True)}
    wanted = annotated()
    with open(path, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for sentence in wanted.pop(record["document"]["id"], ()):
                if hashlib.sha256(record["document"]["text"].encode()).hexdigest() != sentence["sha256"]:
                    sys.exit(f"{path}: {record['document']['id']} was coded from another text")
                for outcome, kind, known in compare(sentence, *predicted(record, sentence)):
                    for among in (False, True)[: 1 + known]:
                        counts[among][kind][outcome] += 1
    if wanted:
        sys.exit(f"{path}: not coded: {', '.join(wanted)}")
    for known, title in ((False, "all ties"), (True, "acts found")):
        print(f"{title:<14}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'wrong':>7}{'missed':>8}")
        for kind in KINDS:
            report(kind, counts[known][kind])
        report("together", sum(counts[known].values(), Counter()))
    lost = sum(counts[False].values(), Counter())
    print("missed:", ", ".join(f"{stage} {count}" for stage, count in lost.most_common() if stage not in ("right", "wrong")))


if __name__ == "__main__":
    {"texts": print_texts, "score": score}[sys.argv[1]](sys.argv[2])
