"""Annotated news articles (`events/articles`, `events/ann`): triggers, status, modes, roles, coreference, and names."""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from . import labels, text as plain
from .examples import Acts, Example, IGNORE
from .windows import draw

OPTIONAL_WEIGHT = 0.15
SMALL = set("of the and for al el de la bin ibn - ' ’ 's".split())
PRONOUNS = set("he she it they him her them his its their we us our who which that".split())
LONGEST = 140  # words


@dataclass
class Article:
    """A text with its annotation and the spans of its sentences' words."""

    text: str
    events: list[dict]
    names: list
    sentences: list[list[tuple[int, int]]]


def held_out(name):
    """Articles kept out of training for measuring: every tenth."""
    return int(re.sub(r"\D", "", name)) % 10 == 0


def read(folder, trained=True):
    """The articles that shipped weights may be trained on, or those held out."""
    for path in sorted(Path(folder, "articles").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        if held_out(path.stem) == trained or "LDC" in article["license"]:
            continue
        annotation = json.loads(Path(folder, "ann", path.name).read_text(encoding="utf-8"))
        yield article_of(article["text"], annotation)


def read_own(folder, dev):
    """Articles annotated for this project: stand-off files, whose texts lie in the sets of `dev`. Of long ones only the part before
    `until`, a sentence's end, is annotated."""
    texts = {}
    for path in sorted(Path(folder).glob("*.json")):
        annotation = json.loads(path.read_text(encoding="utf-8"))
        name = annotation["set"]
        if name not in texts:
            with gzip.open(Path(dev, f"{name}.dev.jsonl.gz"), "rt", encoding="utf-8") as file:
                texts[name] = {record["id"]: record["text"] for record in map(json.loads, file)}
        text = texts[name][annotation["record"]]
        if hashlib.sha256(text.encode()).hexdigest() != annotation["sha256"]:
            raise ValueError(f"{path}: the text of {annotation['record']} in {name} is another than was annotated")
        yield article_of(text[: annotation.get("until")], annotation)


def article_of(text, annotation):
    spans = [plain.words(text, start, end)[:LONGEST] for start, end in plain.sentences(text)]
    known = participant_names(annotation.get("entities", []))
    return Article(text, annotation["events"], known, [words for words in spans if words])


def windows(articles, pieces, seed):
    """Examples of several sentences of one article each."""
    for number, article in enumerate(articles):
        form = lambda span: article.text[span[0] : span[1]]
        lengths = [pieces.length([form(span) for span in words]) for words in article.sentences]
        for start, end in draw(lengths, f"{seed}-{number}"):
            yield example(article, article.sentences[start:end])


def example(article, sentences):
    """The example of some consecutive sentences, given as spans of words."""
    window = Window(article.text, sentences)
    words = [article.text[a:b] for a, b in window.spans]
    acts, antecedents = labelled(window, words, article.events)
    return Example(words, window.starts, names=name_tags(words, article.names), acts=acts, antecedents=antecedents)


class Window:
    """Consecutive sentences of a text: spans of words, and where strings stand among them."""

    def __init__(self, text, sentences):
        self.text = text
        self.spans = [span for words in sentences for span in words]
        self.starts, self.sentence_of = [], []
        for number, words in enumerate(sentences):
            self.starts.append(len(self.sentence_of))
            self.sentence_of += [number] * len(words)

    def covered(self, start, end):
        """Indices of the words that share a character with `start:end`."""
        return overlapping(self.spans, start, end)

    def occurrences(self, string):
        """Words of each place where the string stands as whole words, in order."""
        first, last = self.spans[0][0], self.spans[-1][1]
        pattern = rf"(?<!\w){re.escape(string)}(?!\w)"
        found = [self.covered(first + m.start(), first + m.end()) for m in re.finditer(pattern, self.text[first:last])]
        return [words for words in found if words]

    def filler(self, at, strings, anywhere):
        """Words of the best place of one of the strings for the act at word `at`: the first string that stands in its sentence,
        where it is nearest; else, if it may stand anywhere, the nearest place before the sentence, or the first one after it."""
        places = [self.occurrences(string) for string in strings]
        own = self.sentence_of[at]
        for found in places:
            inside = [words for words in found if self.sentence_of[words[0]] == own]
            if inside:
                return min(inside, key=lambda words: abs(words[-1] - at))
        if not anywhere:
            return []
        everywhere = sorted(words for found in places for words in found)
        before = [words for words in everywhere if words[0] < at]
        return before[-1] if before else (everywhere or [[]])[0]


def overlapping(spans, start, end):
    """Indices of the spans that share a character with `start:end`."""
    return [i for i, (a, b) in enumerate(spans) if a < end and b > start]


def labelled(window, words, events):
    """Labels of the events whose triggers lie in the window, and what pronouns and short descriptions among their
    participants refer to."""
    n = len(words)
    acts = Acts([0] * n, [1.0] * n, [IGNORE] * n, [IGNORE] * n, [IGNORE] * n)
    antecedents = [None] * n
    for event in events:
        start = event["trigger_start"]
        covered = window.covered(start, start + len(event["trigger"]))
        if not covered or acts.triggers[covered[0]] > 0:
            continue
        at, *rest = covered
        for other in rest:
            if acts.triggers[other] == 0:
                acts.triggers[other] = IGNORE
        acts.triggers[at] = labels.TRIGGERS.index(event["type"])
        acts.weights[at] = OPTIONAL_WEIGHT if event["optional"] else 1.0
        acts.status[at] = labels.STATUS.index(event["status"])
        acts.historical[at] = int(event["historical"])
        mode = f"{event['type']}/{event['mode']}" if event["mode"] else ""
        acts.modes[at] = labels.MODES.index(mode) if mode in labels.MODES else IGNORE
        for role, strings in role_strings(event):
            filler = window.filler(at, strings, anywhere=role <= labels.ROLES.index("recipient"))
            acts.roles += [(at, role, word) for word in filler]
            if filler and role <= labels.ROLES.index("source"):
                refer(window, words, filler, strings, antecedents)
    return acts, antecedents


def refer(window, words, filler, strings, antecedents):
    """Notes what a pronoun or short description refers to: the earlier places of the strings that name the same."""
    head, short = filler[-1], len(filler) == 1 or len(filler) == 2 and words[filler[0]].lower() in ("the", "this", "that")
    if not short or words[head][0].isupper() and words[head].lower() not in PRONOUNS:
        return
    places = (found for string in strings if len(string.split()) <= 4 for found in window.occurrences(string))
    earlier = sorted({found[-1] for found in places if found[-1] < filler[0]})
    if earlier:
        antecedents[head] = earlier


def role_strings(event):
    """Each filler of each role, as its acceptable strings."""
    for role, key in ((0, "actors"), (1, "recipients")):
        for strings in event.get(key) or []:
            yield role, strings
    for role, key in ((2, "attributed_to"), (3, "place")):
        if event.get(key):
            yield role, event[key]
    if event.get("when_text"):
        yield 4, [event["when_text"]]


def participant_names(entities):
    """Name word sequences with their types, longest first: strings all of whose words but small ones are capitalised."""
    known = {}
    for entity in entities:
        kind = labels.ENTITY_NAME.get(entity["type"])
        aliases = entity.get("aliases", [])
        if entity["type"] == "country":  # other aliases of countries are mostly adjectives, which are no names
            aliases = [alias for alias in aliases if alias.replace(".", "").isupper()]
        for string in [entity["name"], *aliases] if kind else ():
            words = [string[a:b] for a, b in plain.words(string, 0, len(string))]
            while words and words[0] in ("The", "the", "A", "a", "an"):
                words = words[1:]
            if words and words[0][0].isupper() and all(w[0].isupper() or w.lower() in SMALL for w in words):
                known[tuple(words)] = kind
    return sorted(known.items(), key=lambda item: -len(item[0]))


def name_tags(words, known):
    """Tags of known names; other capitalised words are ignored, since not all names of an article are annotated."""
    tags = [IGNORE if word[0].isupper() else 0 for word in words]
    at = 0
    while at < len(words):
        match = next(((k, kind) for k, kind in known if tuple(words[at : at + len(k)]) == k), None)
        for offset in range(len(match[0]) if match else 0):
            tags[at + offset] = labels.NAMES.index(("I-" if offset else "B-") + match[1])
        at += len(match[0]) if match else 1
    return tags
