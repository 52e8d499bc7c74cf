"""Universal Dependencies treebanks; GUM's entity layer gives names, mention heads and coreference as well."""

import gzip
import re
from dataclasses import dataclass

from . import labels
from .examples import Example, IGNORE, Tree
from .windows import draw

TITLES = set("president prime minister mr. mrs. ms. dr. gen. general lt. col. colonel sen. senator rep. gov. governor "
             "king queen sir lord prince princess pope professor prof. judge secretary chancellor the".split())
BRACKET = re.compile(r"\((\d+)-([^()]+)(\))?|(\d+)\)")
LONGEST = 140  # words


@dataclass
class Sentence:
    """A sentence of a treebank with its id and the entities that its words head, by number within the document."""

    identity: str
    example: Example
    entities: list[str | None] | None
    opens_document: bool


def rows(path):
    """Sentences as lists of CoNLL-U rows of syntactic words, their ids, and whether a document begins with them; the file is one
    at least."""
    sentence, identity, opens = [], "", True
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if not line:
                if sentence:
                    yield sentence, identity, opens
                sentence, opens = [], False
            elif line.startswith("# newdoc"):
                opens = True
            elif line.startswith("# sent_id = "):
                identity = line.removeprefix("# sent_id = ")
            elif line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    sentence.append(columns)


def read(path, xpos, relations, known=None):
    """Sentences of a treebank file; `xpos` and `relations` map labels to indices, unknown ones are ignored. `known` gives name
    tags by sentence id where somebody annotated names."""
    with_entities = "en_gum" in str(path)
    for sentence, identity, opens in rows(path):
        if len(sentence) > LONGEST:
            continue
        tree = Tree(
            [labels.UPOS.index(row[3]) if row[3] in labels.UPOS else IGNORE for row in sentence],
            [xpos.get(row[4], IGNORE) for row in sentence],
            [int(row[6]) if row[6].isdigit() else IGNORE for row in sentence],
            [relations.get(row[7], IGNORE) for row in sentence],
        )
        example, entities = Example([row[1] for row in sentence], tree=tree), None
        if with_entities:
            example.names, example.mentions, entities = entity_labels(sentence)
        elif known is not None:
            example.names, example.names_have_misc = name_tags(sentence, known.get(identity)), False
        yield Sentence(identity, example, entities, opens)


def name_tags(sentence, known):
    """Name tags: those known, up to the last name; where nobody looked, none without a proper noun in the sentence, else unknown."""
    if known is None and any(row[3] == "PROPN" for row in sentence):
        return [IGNORE] * len(sentence)
    known = known or []
    return known + [0] * (len(sentence) - len(known))


def windows(sentences, pieces, seed):
    """Examples of several sentences of one document each."""
    documents = []
    for sentence in sentences:
        if sentence.opens_document or not documents:
            documents.append([])
        documents[-1].append(sentence)
    for number, document in enumerate(documents):
        lengths = [pieces.length(sentence.example.words) for sentence in document]
        for start, end in draw(lengths, f"{seed}-{number}"):
            yield merge(document[start:end])


def merge(sentences):
    """One example of consecutive sentences."""
    whole = Example([], starts=[], tree=Tree([], [], [], []))
    entities = []
    for sentence in sentences:
        part, offset = sentence.example, len(whole.words)
        whole.starts.append(offset)
        whole.words += part.words
        whole.tree.heads += [head + offset if head > 0 else head for head in part.tree.heads]
        for layer in ("upos", "xpos", "relations"):
            getattr(whole.tree, layer).extend(getattr(part.tree, layer))
        entities += sentence.entities or []
    if sentences[0].example.names is not None:
        whole.names = [tag for sentence in sentences for tag in sentence.example.names]
        whole.names_have_misc = sentences[0].example.names_have_misc
    if sentences[0].entities is not None:
        whole.mentions = [label for sentence in sentences for label in sentence.example.mentions]
        whole.antecedents = antecedents(entities)
    return whole


def antecedents(entities):
    """For each word that heads a mention, the earlier heads of mentions of the same entity."""
    seen, result = {}, []
    for at, entity in enumerate(entities):
        result.append(None if entity is None else list(seen.get(entity, [])))
        if entity is not None:
            seen.setdefault(entity, []).append(at)
    return result


def inventories(paths):
    """Sorted XPOS tags and relations of some files."""
    xpos, relations = set(), set()
    for path in paths:
        for sentence, *_ in rows(path):
            xpos.update(row[4] for row in sentence)
            relations.update(row[7] for row in sentence)
    return sorted(xpos), sorted(relations)


def entity_labels(sentence):
    """Name tags, mention heads and their entities from GUM's `Entity=` brackets within one sentence."""
    names, mentions, entities = [0] * len(sentence), [0] * len(sentence), [None] * len(sentence)
    for start, end, kind, minspan, number in sorted(brackets(sentence), key=lambda b: b[0] - b[1]):
        head = start + minspan - 1
        if head >= end:
            continue
        mention = labels.GUM_MENTION.get(kind, kind)
        if mentions[head] == 0 and mention in labels.MENTIONS:
            mentions[head], entities[head] = labels.MENTIONS.index(mention), number
        if sentence[head][3] == "PROPN":
            mark_name(names, sentence, start, end, head, labels.GUM_NAME.get(kind, "MISC"))
    return names, mentions, entities


def brackets(sentence):
    """Mentions that open and close in the sentence: start, end, type, 1-based minimal span, entity."""
    opened, found = {}, []
    for at, row in enumerate(sentence):
        layer = re.search(r"Entity=([^|]+)", row[9])
        for match in BRACKET.finditer(layer.group(1)) if layer else ():
            number, body, closed, closing = match.groups()
            if closing:
                for start, kind, minspan in opened.pop(closing, [])[-1:]:
                    found.append((start, at + 1, kind, minspan, closing))
                continue
            fields = body.split("-")
            head = fields[4].split(",")[0] if len(fields) > 4 else "1"
            entry = (at, fields[0], int(head) if head.isdigit() else 1)
            if closed:
                found.append((at, at + 1, entry[1], entry[2], number))
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
