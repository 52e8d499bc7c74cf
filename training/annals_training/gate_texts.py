"""Texts that the gate learns from: annotated articles, texts that the coder coded, single sentences and fragments."""

import gzip
import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import BertWordPieceTokenizer

from . import text as plain
from .gate import pieces_of

# Weights of sentences: with events that one of two annotators would leave out; of texts that the coder labelled; of fragments.
OPTIONAL, CODED, FRAGMENT = 0.3, 0.7, 0.3
# Sets whose even records are coded, with the number of texts at most.
SETS = {"article_extraction": 100, "geoparsing": 500, "ecbplus": 500, "glocon": 500, "polnear": 60}
# Documents of treebanks: their first characters, but of these genres none.
LEAD = 2000
LEFT_OUT = ("whow", "fiction", "conversation", "vlog")


class Cached:
    """The tokenizer of the encoder, remembering words."""

    def __init__(self, vocabulary):
        self.tokenizer, self.known = BertWordPieceTokenizer(str(vocabulary), lowercase=True), {}

    def encode(self, word, add_special_tokens):
        if word not in self.known:
            self.known[word] = self.tokenizer.encode(word, add_special_tokens=add_special_tokens)
        return self.known[word]


@dataclass
class Text:
    """Sentences as pieces, how likely each reports an event, how much that counts, and how many scored events it holds."""

    pieces: list
    labels: list
    weights: list
    scored: list


def annotated(found, tokenizer):
    """Texts of annotated articles."""
    for article in found:
        scored, optional = np.zeros(len(article.sentences), int), np.zeros(len(article.sentences), int)
        for event in article.events:
            inside = (words[0][0] <= event["trigger_start"] < words[-1][1] for words in article.sentences)
            at = next((at for at, holds in enumerate(inside) if holds), None)
            if at is not None:
                (optional if event["optional"] else scored)[at] += 1
        weights = np.where((scored == 0) & (optional > 0), OPTIONAL, 1.0)
        pieces = [pieces_of(tokenizer, [article.text[a:b] for a, b in words]) for words in article.sentences]
        if pieces:
            yield Text(pieces, list((scored + optional > 0).astype(float)), list(weights), list(scored))


def coded(path, tokenizer):
    """Texts as the coder coded them; a sentence is labelled by its surest event."""
    for line in open(path, encoding="utf-8"):
        record = json.loads(line)
        text, spans = record["document"]["text"], [(s["start"], s["end"]) for s in record["sentences"]]
        labels = [0.0] * len(spans)
        for event in record["events"]:
            start = event["trigger"]["start"]
            at = next((at for at, (a, b) in enumerate(spans) if a <= start < b), None)
            if at is not None:
                labels[at] = max(labels[at], event["confidence"])
        pieces = [pieces_of(tokenizer, [text[a:b] for a, b in plain.words(text, *span)]) for span in spans]
        if spans:
            yield Text(pieces, labels, [CODED] * len(spans), [0] * len(spans))


def single(shared, tokenizer):
    """Sentences of plover_rel, each of which reports an act, as texts of their own."""
    for record in even(shared, "plover_rel"):
        text = record["text"]
        yield Text([pieces_of(tokenizer, [text[a:b] for a, b in plain.words(text, 0, len(text))])], [1.0], [FRAGMENT], [0])


def fragments(texts, rng):
    """Short runs of sentences as texts of their own: leads, headlines, quotations."""
    for text in texts:
        length = int(rng.integers(1, 4))
        if len(text.pieces) > length:
            at = int(rng.integers(len(text.pieces) - length + 1))
            part = slice(at, at + length)
            weights = [FRAGMENT * weight for weight in text.weights[part]]
            yield Text(text.pieces[part], text.labels[part], weights, text.scored[part])


def even(shared, name):
    """The even records of a public set."""
    with gzip.open(Path(shared, "eval/dev", f"{name}.dev.jsonl.gz"), "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for number, line in enumerate(lines) if number % 2 == 0)


def folded(text):
    return re.sub(r"\s+", " ", text).strip()[:150]


def measured(shared, own):
    """Beginnings of texts, and ids of records, that measure something or are annotated already."""
    files = [*Path(shared, "train/events/articles").glob("*.json"), *Path(shared, "eval/gold/articles").glob("*.json")]
    texts = {folded(json.loads(path.read_text(encoding="utf-8"))["text"]) for path in files}
    files = (json.loads(path.read_text(encoding="utf-8")) for path in own.glob("**/*.json"))
    notes = (note for file in files for note in (file if isinstance(file, list) else [file]))
    return texts, {(note["set"], note["record"]) for note in notes}


def plain_texts(shared):
    """Texts without annotation, each once: even records of public sets, then leads of the treebanks' documents."""
    seen, annotated_records = measured(shared, Path(__file__).parent.parent / "annotations")
    for name, most in SETS.items():
        for record in even(shared, name):
            new = (name, record["id"]) not in annotated_records and folded(record["text"]) not in seen
            if new and most > 0:
                most -= 1
                seen.add(folded(record["text"]))
                yield record["id"], record["text"]
    for name in ("en_gum-train", "en_ewt-train"):
        yield from treebank(Path(shared, f"train/ud/{name}.conllu.gz"))


def treebank(path):
    """The beginnings of a treebank's documents."""
    identity, text = "", ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in [*lines, "# newdoc id = end"]:
            if line.startswith("# newdoc"):
                if text.strip() and not any(genre in identity for genre in LEFT_OUT):
                    yield identity, text.strip()[:LEAD]
                identity, text = line.split("=", 1)[1].strip(), ""
            elif line.startswith("# newpar"):
                text += "\n\n"
            elif line.startswith("# text ="):
                text += line.split("=", 1)[1].strip() + " "
