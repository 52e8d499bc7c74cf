"""Annotated news articles (`events/articles`, `events/ann`): triggers, status, modes, roles, and names of participants."""

import json
import re
from pathlib import Path

from . import labels, text as plain
from .examples import Acts, Example, IGNORE

OPTIONAL_WEIGHT = 0.15
SMALL = set("of the and for al el de la bin ibn - ' ’ 's".split())


def held_out(name):
    """Articles kept out of training for measuring: every tenth."""
    return int(re.sub(r"\D", "", name)) % 10 == 0


def read(folder, trained=True):
    """Examples of the articles that shipped weights may be trained on, or of those held out."""
    for path in sorted(Path(folder, "articles").glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        if held_out(path.stem) == trained or "LDC" in article["license"]:
            continue
        annotation = json.loads(Path(folder, "ann", path.name).read_text(encoding="utf-8"))
        yield from examples(article["text"], annotation)


def examples(text, annotation):
    """One example a sentence."""
    known = participant_names(annotation.get("entities", []))
    for start, end in plain.sentences(text):
        spans = plain.words(text, start, end)[:140]
        if not spans:
            continue
        words = [text[a:b] for a, b in spans]
        events = [event for event in annotation["events"] if start <= event["trigger_start"] < end]
        yield Example(words, names=name_tags(words, known), acts=acts(text, start, end, spans, events))


def acts(text, start, end, spans, events):
    """Labels of the events whose triggers lie in the sentence."""
    n = len(spans)
    labelled = Acts([0] * n, [1.0] * n, [IGNORE] * n, [IGNORE] * n, [IGNORE] * n)
    for event in events:
        first = event["trigger_start"]
        covered = overlapping(spans, first, first + len(event["trigger"]))
        if not covered or labelled.triggers[covered[0]] > 0:
            continue
        at, *rest = covered
        for other in rest:
            if labelled.triggers[other] == 0:
                labelled.triggers[other] = IGNORE
        labelled.triggers[at] = labels.TRIGGERS.index(event["type"])
        labelled.weights[at] = OPTIONAL_WEIGHT if event["optional"] else 1.0
        labelled.status[at] = labels.STATUS.index(event["status"])
        labelled.historical[at] = int(event["historical"])
        mode = f"{event['type']}/{event['mode']}" if event["mode"] else ""
        labelled.modes[at] = labels.MODES.index(mode) if mode in labels.MODES else IGNORE
        for role, strings in role_strings(event):
            for word in nearest(text, start, end, spans, at, strings):
                labelled.roles.append((at, role, word))
    return labelled


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


def nearest(text, start, end, spans, at, strings):
    """Words of the first string that stands in the sentence, where it stands nearest to word `at`."""
    for string in strings:
        found = [
            overlapping(spans, start + m.start(), start + m.end())
            for m in re.finditer(rf"(?<!\w){re.escape(string)}(?!\w)", text[start:end])
        ]
        found = [words for words in found if words]
        if found:
            return min(found, key=lambda words: abs(words[-1] - at))
    return []


def overlapping(spans, start, end):
    """Indices of the words that share a character with `start:end`."""
    return [i for i, (a, b) in enumerate(spans) if a < end and b > start]


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
