"""Attribution in news (`polnear`): who says what, by which words. Odd records are held out for measuring."""

import gzip
import json

from . import labels, text as plain
from .articles import LONGEST, overlapping
from .examples import Claims, Example
from .windows import draw

SPEAKER = labels.ROLES.index("speaker")


def read(path, every):
    """Texts with their spans of sentences and attributions: each `every`-th record, which is an even number."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    for record in records[::every]:
        text = record["text"]
        sentences = [plain.words(text, start, end)[:LONGEST] for start, end in plain.sentences(text)]
        where = {span["id"]: (span["start"], span["end"]) for span in record["spans"]}
        attributions = [{part: [where[key] for key in relation.get(part, []) if key in where] for part in ("source", "cue")}
                        for relation in record["relations"] if relation["type"] == "ATTRIBUTION"]
        yield text, [words for words in sentences if words], attributions


def windows(records, pieces, seed):
    """Examples of several sentences of one text each."""
    for number, (text, sentences, attributions) in enumerate(records):
        lengths = [pieces.length([text[a:b] for a, b in words]) for words in sentences]
        for start, end in draw(lengths, f"{seed}-{number}"):
            spans = [span for words in sentences[start:end] for span in words]
            starts = [sum(map(len, sentences[start:at])) for at in range(start, end)]
            yield Example([text[a:b] for a, b in spans], starts, claims=claims(spans, attributions))


def claims(spans, attributions):
    """Tags of sources and cues in IOB2, and links from each cue's first word to its source."""
    labelled = Claims([0] * len(spans), [0] * len(spans))
    for attribution in attributions:
        words = {part: [overlapping(spans, *span) for span in attribution[part]] for part in ("source", "cue")}
        for tags, part in ((labelled.sources, "source"), (labelled.cues, "cue")):
            for covered in words[part]:
                for at in covered:
                    tags[at] = tags[at] or (1 if at == covered[0] else 2)
        cue = [at for covered in words["cue"] for at in covered][:1]
        labelled.links += [(cue[0], SPEAKER, at) for covered in words["source"] for at in covered if cue]
    return labelled
