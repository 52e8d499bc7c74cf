"""Fits the forests that decide who takes part in an act, on annotated texts that the model was not trained on.

usage: fit_roles.py texts SHARED FOLDER < NAMES
       fit_roles.py fit FEATURES.jsonl FOLDER MODELS

`texts` writes annotated texts, given by their files in `training/annotations`, one a line, to FOLDER/articles and FOLDER/ann; those
in capitals (`muc4`) are left out. FEATURES.jsonl is what `cargo run --release --example features -- FOLDER/articles` (crate
annals-coder) then writes. `fit` writes `roles.bin` to MODELS: the forests for actors, for recipients, and for participants of mutual acts.
"""

import gzip
import json
import struct
import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from fit_coder import paired, same

ROLES = ("actor", "recipient", "mutual")
LEAF = 255
OPTIONAL_WEIGHT = 0.5
SEEDS = 3
TREES = 80  # of each seed
SETTINGS = dict(learning_rate=0.12, max_leaf_nodes=15, min_samples_leaf=40, l2_regularization=5.0, max_features=0.5)


def rows(documents):
    """For each role: the numbers of each phrase, whether it fills the role, and its weight."""
    sets = {role: ([], [], []) for role in ROLES}
    for event, gold in documents:
        for filler in event["fillers"] if gold else ():
            actor, recipient = (any(same(filler["text"], strings) for strings in gold[role]) for role in ("actors", "recipients"))
            as_actor, as_recipient = filler["numbers"]
            labelled = [("mutual", as_actor, actor or recipient)] if filler["mutual"] else [
                ("actor", as_actor, actor), ("recipient", as_recipient, recipient)]
            for role, numbers, label in labelled:
                for values, value in zip(sets[role], (numbers, label, OPTIONAL_WEIGHT if gold["optional"] else 1.0)):
                    values.append(value)
    return {role: tuple(np.array(values, float) for values in lists) for role, lists in sets.items()}


def fit(numbers, labels, weights):
    """Forests of several seeds, whose mean is taken."""
    forests = [HistGradientBoostingClassifier(max_iter=TREES, random_state=seed, **SETTINGS) for seed in range(SEEDS)]
    return [forest.fit(numbers, labels, sample_weight=weights) for forest in forests]


def packed(forests):
    """The mean of forests in the format of `arguments/forest.rs`."""
    trees = [predictors[0].nodes for forest in forests for predictors in forest._predictors]
    base = sum(float(forest._baseline_prediction[0, 0]) for forest in forests) / len(forests)
    return struct.pack("<fH", base, len(trees)) + b"".join(tree_bytes(nodes, len(forests)) for nodes in trees)


def tree_bytes(nodes, forests):
    """Nodes in preorder: the left branch of a test is the next node."""
    result = []

    def add(index):
        node = nodes[index]
        at = len(result)
        result.append(None)
        if node["is_leaf"]:
            result[at] = (LEAF, 0, float(node["value"]) / forests)
            return
        add(int(node["left"]))
        right = len(result)
        add(int(node["right"]))
        result[at] = (int(node["feature_idx"]), right, float(node["num_threshold"]))

    add(0)
    return struct.pack("<H", len(result)) + b"".join(struct.pack("<BHf", *node) for node in result)


def texts(shared, folder):
    """Joins annotations, whose files are named on standard input, with their texts."""
    sets = {}
    for name in ("articles", "ann"):
        Path(folder, name).mkdir(parents=True, exist_ok=True)
    for path in map(Path, sys.stdin.read().split()):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        name = annotation["set"]
        if name == "muc4":
            continue
        if name not in sets:
            with gzip.open(Path(shared, "eval/dev", f"{name}.dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
                sets[name] = {record["id"]: record for record in map(json.loads, lines)}
        record = sets[name][annotation["record"]]
        article = {"id": path.stem, "text": record["text"][: annotation.get("until")], "published": record["date"]}
        for kind, value in (("articles", article), ("ann", annotation)):
            Path(folder, kind, f"{path.stem}.json").write_text(json.dumps(value), encoding="utf-8")


def fit_all(features, folder, models):
    documents = []
    for line in open(features, encoding="utf-8"):
        coded = json.loads(line)
        annotation = json.loads(Path(folder, "ann", coded["id"] + ".json").read_text(encoding="utf-8"))
        documents += paired(coded["events"], annotation["events"])
    with open(Path(models, "roles.bin"), "wb") as file:
        for role, (numbers, labels, weights) in rows(documents).items():
            file.write(packed(fit(numbers, labels, weights)))
            print(role, len(labels), "phrases,", int(labels.sum()), "of them participants")


if __name__ == "__main__":
    step, *arguments = sys.argv[1:]
    {"texts": texts, "fit": fit_all}[step](*arguments)
