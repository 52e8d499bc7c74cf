"""Sentences and words of plain text, close to what the Rust segmenter gives; used for annotated articles only."""

import re

ABBREVIATIONS = (
    r"\b(Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|U\.S|U\.N|U\.K|St|No|Maj|Sgt|Capt|Adm|Brig|Jr|Sr|Inc|Co|Corp|Ltd|Jan|Feb|"
    r"Aug|Sept|Sep|Oct|Nov|Dec|Prof|Rev|vs|[A-Z])\.$"
)
BREAK = re.compile(r"(?<=[.!?])[\"”’')]*\s+(?=[A-Z\"“‘'(])")
WORD = re.compile(
    r"https?://\S+|(?:[A-Za-z]\.){2,}|\d+(?:[.,:]\d+)*|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Sen|Rep|Gov|St|Maj|Sgt|Capt|Adm|Brig|Jr|"
    r"Sr|Inc|Co|Corp|Ltd|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|Prof|Rev|No)\.|[’']s\b|n[’']t\b|[’'](?:re|ve|ll|d|m)\b|"
    r"[^\W\d_]+?(?=n[’']t\b)|\w+|\.\.\.|--|[^\w\s]"
)


def sentences(text):
    """Spans of sentences: lines, cut where a sentence ends."""
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for match in BREAK.finditer(line.group()):
            cut = line.start() + match.start()
            if re.search(ABBREVIATIONS, text[start:cut]):
                continue
            yield start, cut
            start = line.start() + match.end()
        if text[start : line.end()].strip():
            yield start, line.end()


def words(text, start, end):
    """Spans of words in `text[start:end]`."""
    return [(start + m.start(), start + m.end()) for m in WORD.finditer(text[start:end])]
