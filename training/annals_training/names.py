"""Name data in IOB2 columns (Universal NER, without MISC, and CrossNER politics), and names annotated for this project."""

import gzip
import hashlib
from pathlib import Path

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


def read_own(path, treebank):
    """Names annotated for this project in sentences of a treebank: lists of tags by sentence id. The file is stand-off: after a
    line with the sha256 of the treebank, `sent_id`, a tab, and `KIND:first-last` for each name, in words from 1; the tags end
    with the last name."""
    digest, *lines = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if not line.startswith("# Names")]
    with gzip.open(treebank) as file:
        if digest != f"# sha256 {hashlib.sha256(file.read()).hexdigest()}":
            raise ValueError(f"{path}: {treebank} is another than was annotated")
    return {identity: spans_to_tags(spans.split()) for identity, spans in (line.split("\t") for line in lines)}


def spans_to_tags(spans):
    """Tag indices up to the last of some names in order, each as `KIND:first-last`."""
    tags = []
    for kind, place in (span.split(":") for span in spans):
        first, last = map(int, place.split("-"))
        tags += [0] * (first - 1 - len(tags)) + [labels.NAMES.index(f"B-{kind}")]
        tags += [labels.NAMES.index(f"I-{kind}")] * (last - first)
    return tags
