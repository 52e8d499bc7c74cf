"""Sentences with a PLOVER root, source and target but no trigger (`plover_rel`): weak labels. Odd records are held out."""

import gzip
import json

from . import labels, text as plain
from .articles import overlapping
from .examples import Example, Weak


def read(path):
    """Examples of the even records that hold exactly one act."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    for record in records[::2]:
        kinds = [event["type"] for event in record["events"] if event["type"] in labels.TYPES]
        if len(kinds) != 1:
            continue
        spans = plain.words(record["text"], 0, len(record["text"]))[:140]
        where = {span["id"]: overlapping(spans, span["start"], span["end"]) for span in record["spans"]}
        args = record["events"][0].get("args", {})
        participants = [[word for key in args.get(role, []) for word in where.get(key, [])] for role in ("source", "target")]
        words = [record["text"][a:b] for a, b in spans]
        yield Example(words, weak=Weak(labels.TRIGGERS.index(kinds[0]), *participants))
