"""Universal Dependencies treebanks; GUM's entity layer gives names and mention heads as well."""

import gzip
import re

from . import labels
from .examples import Example, IGNORE, Tree

TITLES = set("president prime minister mr. mrs. ms. dr. gen. general lt. col. colonel sen. senator rep. gov. governor "
             "king queen sir lord prince princess pope professor prof. judge secretary chancellor the".split())
BRACKET = re.compile(r"\((\d+)-([^()]+)(\))?|(\d+)\)")


def rows(path):
    """Sentences as lists of CoNLL-U rows of syntactic words."""
    sentence = []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if sentence:
                    yield sentence
                sentence = []
            elif line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    sentence.append(columns)


def read(path, xpos, relations):
    """Examples of a treebank file; `xpos` and `relations` map labels to indices, unknown ones are ignored."""
    with_entities = "en_gum" in str(path)
    for sentence in rows(path):
        if len(sentence) > 140:
            continue
        tree = Tree(
            [labels.UPOS.index(row[3]) if row[3] in labels.UPOS else IGNORE for row in sentence],
            [xpos.get(row[4], IGNORE) for row in sentence],
            [int(row[6]) if row[6].isdigit() else IGNORE for row in sentence],
            [relations.get(row[7], IGNORE) for row in sentence],
        )
        example = Example([row[1] for row in sentence], tree)
        if with_entities:
            example.names, example.mentions = entity_labels(sentence)
        yield example


def inventories(paths):
    """Sorted XPOS tags and relations of some files."""
    xpos, relations = set(), set()
    for path in paths:
        for sentence in rows(path):
            xpos.update(row[4] for row in sentence)
            relations.update(row[7] for row in sentence)
    return sorted(xpos), sorted(relations)


def entity_labels(sentence):
    """Name tags and mention heads from GUM's `Entity=` brackets within one sentence."""
    names, mentions = [0] * len(sentence), [0] * len(sentence)
    for start, end, kind, minspan in sorted(brackets(sentence), key=lambda b: b[0] - b[1]):
        head = start + minspan - 1
        if head >= end:
            continue
        mention = labels.GUM_MENTION.get(kind, kind)
        if mentions[head] == 0 and mention in labels.MENTIONS:
            mentions[head] = labels.MENTIONS.index(mention)
        if sentence[head][3] == "PROPN":
            mark_name(names, sentence, start, end, head, labels.GUM_NAME.get(kind, "MISC"))
    return names, mentions


def brackets(sentence):
    """Mentions that open and close in the sentence: start, end, type, 1-based minimal span."""
    opened, found = {}, []
    for at, row in enumerate(sentence):
        layer = re.search(r"Entity=([^|]+)", row[9])
        for match in BRACKET.finditer(layer.group(1)) if layer else ():
            number, body, closed, closing = match.groups()
            if closing:
                for start, kind, minspan in opened.pop(closing, [])[-1:]:
                    found.append((start, at + 1, kind, minspan))
                continue
            fields = body.split("-")
            head = fields[4].split(",")[0] if len(fields) > 4 else "1"
            entry = (at, fields[0], int(head) if head.isdigit() else 1)
            if closed:
                found.append((at, at + 1, entry[1], entry[2]))
            else:
                opened.setdefault(number, []).append(entry)
    return found


def mark_name(names, sentence, start, end, head, kind):
    """Tags the run of proper nouns around `head`, small words inside it included, titles before persons not."""
    def propers(step, limit):
        at = reach = head
        while at + step != limit and (
            sentence[at + step][3] == "PROPN" or sentence[at + step][1].lower() in ("of", "the", "and", "for", "-", "al")
        ):
            at += step
            if sentence[at][3] == "PROPN":
                reach = at
        return reach

    first, last = propers(-1, start - 1), propers(1, end)
    while kind == "PER" and first < head and sentence[first][1].lower() in TITLES:
        first += 1
    if any(names[at] for at in range(first, last + 1)):
        return
    for at in range(first, last + 1):
        names[at] = labels.NAMES.index(("B-" if at == first else "I-") + kind)
