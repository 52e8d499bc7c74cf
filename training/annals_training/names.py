"""Name data in IOB2 columns: Universal NER (no MISC) and CrossNER politics."""

import gzip

from . import labels
from .examples import Example


def columns(path):
    """Sentences as lists of (word, tag). The word is the first column, or the second after a number; the tag follows it."""
    sentence = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            parts = line.rstrip("\n").split("\t")
            if not line.strip():
                if sentence:
                    yield sentence
                sentence = []
            elif not line.startswith("# "):
                at = 1 if parts[0].isdigit() and len(parts) > 2 else 0
                sentence.append((parts[at], parts[at + 1]))
    if sentence:
        yield sentence


def read(path, mapping=None):
    """Examples of one file; `mapping` renames its types (types it lacks become O)."""
    for sentence in columns(path):
        tags = [map_tag(tag, mapping) for _, tag in sentence]
        yield Example([word for word, _ in sentence][:140], names=tags[:140], names_have_misc=mapping is not None)


def map_tag(tag, mapping):
    """Index of a tag after renaming its type."""
    if tag == "O":
        return 0
    position, _, kind = tag.partition("-")
    kind = mapping.get(kind) if mapping else kind
    tag = f"{position}-{kind}"
    return labels.NAMES.index(tag) if tag in labels.NAMES else 0
