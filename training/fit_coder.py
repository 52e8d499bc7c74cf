"""Fits the coder's logistic weights on annotated articles that the model was not trained on.

usage: fit_coder.py FEATURES.jsonl EVENTS_FOLDER

FEATURES.jsonl is what `cargo run --release --example features -- ARTICLES` (crate annals-coder) writes; EVENTS_FOLDER
holds `ann/`. Prints the constants of `arbitrate.rs`, `place/weigh.rs` and `confidence.rs`; `fit_roles.py` fits who takes part.
"""

import json
import re
import sys
from pathlib import Path

import numpy as np

SMALL = set("the a an of and 's in on at its his her their".split())


def words(string):
    string = string.lower().replace("u.s.", "us")
    return {word for word in re.findall(r"\w+", re.sub(r"[’']s\b", "", string)) if word not in SMALL}


def same(text, strings):
    """Whether a phrase names what one of the strings names: most of their words are shared."""
    own = words(text)
    others = [words(string) for string in strings]
    return any(own and other and len(own & other) / len(own | other) >= 0.5 for other in others)


def logistic(rows, labels, importance=1.0, known=0.0, ridge=1.0, steps=50):
    """Weights and constant (last) by Newton's method with a ridge; `known` are log odds that are given."""
    x = np.hstack([rows, np.ones((len(rows), 1))])
    weights = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], ridge)
    penalty[-1] = 1e-6
    for _ in range(steps):
        p = 1 / (1 + np.exp(-(x @ weights + known)))
        gradient = x.T @ (importance * (labels - p)) - penalty * weights
        hessian = (x * (importance * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        weights += np.linalg.solve(hessian, gradient)
    return weights


def paired(events, gold):
    """Each predicted event with the annotated one whose trigger it overlaps, or None."""
    for event in events:
        start, end = event["trigger"]["start"], event["trigger"]["end"]
        hits = [g for g in gold if g["trigger_start"] < end and start < g["trigger_start"] + len(g["trigger"])]
        yield event, hits[0] if hits else None


def place_rows(documents):
    """Rows and labels of the names that may be the place of an act; acts without a place say nothing."""
    rows, labels = [], []
    for event, gold in documents:
        for site in event["places"] if gold and gold["place"] else ():
            rows.append(site["features"])
            labels.append(same(site["text"], gold["place"]))
    return rows, labels


def report(name, rows, labels):
    rows, labels = np.array(rows), np.array(labels, float)
    weights = logistic(rows, labels)
    p = 1 / (1 + np.exp(-(np.hstack([rows, np.ones((len(rows), 1))]) @ weights)))
    best = max(((2 * ((p > t) * labels).sum() / ((p > t).sum() + labels.sum()), t) for t in np.arange(0.2, 0.8, 0.02)))
    print(name, f"n {len(rows)} positive {labels.mean():.3f} best F1 {best[0]:.3f} at {best[1]:.2f}")
    print("  weights", [round(float(w), 2) for w in weights[:-1]], "bias", round(float(weights[-1]), 2))


def main():
    features, folder = sys.argv[1:]
    documents, clusters = [], []
    for line in open(features, encoding="utf-8"):
        coded = json.loads(line)
        annotation = json.loads(Path(folder, "ann", coded["id"] + ".json").read_text(encoding="utf-8"))
        documents += paired(coded["events"], annotation["events"])
        clusters += paired(coded["clusters"], annotation["events"])
    clusters = [(cluster, gold) for cluster, gold in clusters if not (gold and gold["optional"])]
    report("detection", [cluster["features"] for cluster, _ in clusters], [bool(gold) for _, gold in clusters])
    report("place", *place_rows(documents))
    scored = [(event, gold) for event, gold in documents if not (gold and gold["optional"])]
    right = [bool(gold) and event["type"] in (gold["type"], *gold.get("also", [])) for event, gold in scored]
    report("confidence", [event["features"] for event, _ in scored], right)


if __name__ == "__main__":
    main()
