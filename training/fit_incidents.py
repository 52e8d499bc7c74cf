"""Fits the weights of the matcher of incidents (`crates/store/src/incidents/weights.rs`) on annotated articles.

usage: fit_incidents.py texts|acts|fit FOLDERS…

`texts SHARED` prints the articles as JSON Lines for `annals code --format jsonl`, `acts SHARED` which of their words tell of one
act, both for the example `pairs` of crate annals-store, whose output `fit PAIRS.jsonl` reads. SHARED holds `eval/dev` with ECB+, of
which the even topics are taken, and `train/events`, without its articles from ECB+.
"""

import gzip
import json
import sys
from pathlib import Path

import numpy as np

from fit_coder import logistic

# Pairs within documents of ECB+ are few beside those of the other articles.
ECB_WITHIN = 3.0
# Pairs of mentions from different topics, as a store is full of them; only one in twenty is printed.
STRANGERS = 3.0
FOLDS = 4


def ecb(shared):
    with gzip.open(Path(shared, "eval/dev/ecbplus.dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for text in map(json.loads, lines):
            if text["topic"] % 2 == 0:
                yield text


def articles(shared):
    for path in sorted(Path(shared, "train/events/ann").glob("*.json")):
        article = json.loads(Path(shared, "train/events/articles", path.name).read_text(encoding="utf-8"))
        if article["source"] != "ecbplus":
            yield article, json.loads(path.read_text(encoding="utf-8"))["events"]


def print_texts(shared):
    for text in ecb(shared):
        print(json.dumps({"id": text["id"], "text": text["text"]}))
    for article, _ in articles(shared):
        print(json.dumps({key: article[key] for key in ("id", "text", "published") if article[key]}))


def print_acts(shared):
    for text in ecb(shared):
        spans = [span for span in text["spans"] if "ACTION" in span["type"] and span.get("selected") is True]
        acts = [
            {"start": s["start"], "end": s["end"], "act": s.get("cluster") or f"{text['id']}:{s['id']}"} for s in spans
        ]
        print(json.dumps({"id": text["id"], "group": f"ecb{text['topic']}", "acts": acts}))
    for article, events in articles(shared):
        acts = [
            {"start": e["trigger_start"], "end": e["trigger_start"] + len(e["trigger"]), "act": str(first(events, at))}
            for at, e in enumerate(events)
        ]
        print(json.dumps({"id": article["id"], "group": article["id"], "acts": acts}))


def first(events, at):
    """The earliest mention of the act that a mention tells of."""
    while (earlier := events[at].get("same_as")) is not None and earlier < at:
        at = earlier
    return at


def fit(pairs):
    return logistic(*(np.array([pair[key] for pair in pairs], float) for key in ("features", "same", "weight", "known")))


def weight(pair):
    if pair["groups"][0] != pair["groups"][1]:
        return STRANGERS
    return ECB_WITHIN if pair["within"] and pair["groups"][0].startswith("ecb") else 1.0


def probability(weights, pairs):
    rows = np.array([pair["features"] for pair in pairs], float)
    return 1 / (1 + np.exp(-(rows @ weights[:-1] + weights[-1] + np.array([pair["known"] for pair in pairs]))))


def precision(probabilities, same):
    """Mean precision over recall."""
    order = np.argsort(-probabilities, kind="stable")
    right = np.cumsum(same[order])
    return float((right / np.arange(1, len(right) + 1))[same[order]].mean())


def report(name, pairs):
    groups = sorted({group for pair in pairs for group in pair["groups"]})
    fold = {group: at % FOLDS for at, group in enumerate(groups)}
    held, same = [], []
    for part in range(FOLDS):
        kept = fit([pair for pair in pairs if all(fold[group] != part for group in pair["groups"])])
        test = [p for p in pairs if p["groups"][0] == p["groups"][1] and fold[p["groups"][0]] == part]
        held += list(probability(kept, test))
        same += [pair["same"] for pair in test]
    print(f"{name}: {len(pairs)} pairs; average precision {precision(np.array(held), np.array(same)):.3f} held out")
    weights = fit(pairs)
    print("  features", [round(float(w), 2) for w in weights[:-1]], "bias", round(float(weights[-1]), 2))


def main():
    command, path = sys.argv[1:]
    if command == "texts":
        print_texts(path)
    elif command == "acts":
        print_acts(path)
    else:
        with open(path, encoding="utf-8") as lines:
            pairs = [json.loads(line) for line in lines]
        for pair in pairs:
            pair["weight"] = weight(pair)
        report("within", [pair for pair in pairs if pair["within"]])
        # The articles outside ECB+ say nothing of acts across documents.
        across = [pair for pair in pairs if not pair["within"] and all(g.startswith("ecb") for g in pair["groups"])]
        report("across", across)


if __name__ == "__main__":
    main()
