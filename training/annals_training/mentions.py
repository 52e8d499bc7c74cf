"""Names among the entity mentions of `re3d`, which annotates nouns as well. Odd records are held out for measuring."""

import gzip
import json

from . import labels, text as plain
from .articles import SMALL, overlapping
from .examples import Example, IGNORE

KINDS = {"Person": "PER", "Organisation": "ORG", "Location": "LOC"}
ARTICLES = ("The", "the", "A", "a", "an")


def read(path):
    """Examples of the even records that are free to train on (BBC texts are not)."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    for record in records[::2]:
        if "BBC" in record["source"]:
            continue
        for start, end in plain.sentences(record["text"]):
            spans = plain.words(record["text"], start, end)[:140]
            if spans:
                words = [record["text"][a:b] for a, b in spans]
                yield Example(words, names=tags(words, spans, record["spans"]))


def tags(words, spans, mentions):
    """Tags of mentions that are names; capitalised words of other mentions are ignored (adjectives, parts of nouns)."""
    result = [0] * len(words)
    for mention in sorted(mentions, key=lambda m: m["start"] - m["end"]):
        kind = KINDS.get(mention["type"])
        covered = overlapping(spans, mention["start"], mention["end"])
        while covered and words[covered[0]] in ARTICLES:
            covered = covered[1:]
        if not covered or any(result[at] > 0 for at in covered):
            continue
        if kind and is_name([words[at] for at in covered]):
            for at in covered:
                result[at] = labels.NAMES.index(("B-" if at == covered[0] else "I-") + kind)
        else:
            for at in covered:
                result[at] = IGNORE if words[at][0].isupper() else 0
    return result


def is_name(words):
    """Whether all words but small ones are capitalised."""
    return words[0][0].isupper() and all(word[0].isupper() or word.lower() in SMALL for word in words)
