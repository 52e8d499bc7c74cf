"""Names of locations in news (`geoparsing`), which annotates nothing else. Odd records are held out for measuring."""

import gzip
import json

from . import labels, text as plain
from .articles import LONGEST, overlapping
from .examples import Example, IGNORE
from .windows import draw

# Types of GeoWebNews that are names of locations, and the one type of the other parts.
KINDS = {"toponym", "Literal", "Mixed", "Metonymic"}
FIRST, INSIDE = labels.NAMES.index("B-LOC"), labels.NAMES.index("I-LOC")


def read(path):
    """Even records as texts with the spans of their sentences' words and of their locations."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    for record in records[::2]:
        text = record["text"]
        sentences = [plain.words(text, start, end)[:LONGEST] for start, end in plain.sentences(text)]
        spans = [(span["start"], span["end"]) for span in record["spans"] if span["type"] in KINDS]
        yield text, [words for words in sentences if words], spans


def windows(records, pieces, seed):
    """Examples of several sentences of one text each."""
    for number, (text, sentences, locations) in enumerate(records):
        lengths = [pieces.length([text[a:b] for a, b in words]) for words in sentences]
        for start, end in draw(lengths, f"{seed}-{number}"):
            spans = [span for words in sentences[start:end] for span in words]
            starts = [sum(map(len, sentences[start:at])) for at in range(start, end)]
            words = [text[a:b] for a, b in spans]
            yield Example(words, starts, names=tags(words, spans, locations))


def tags(words, spans, locations):
    """Tags of locations; other capitalised words are ignored, and so are locations beside them, as they may be parts of
    other names ("Rapides Parish Sheriff")."""
    result = [IGNORE if word[0].isupper() else 0 for word in words]
    for start, end in locations:
        covered = overlapping(spans, start, end)
        if not covered:
            continue
        beside = [at for at in (covered[0] - 1, covered[-1] + 1) if 0 <= at < len(words)]
        if not any(words[at][0].isupper() for at in beside):
            for at in covered:
                result[at] = FIRST if at == covered[0] else INSIDE
    return result
