"""One training example: a window of consecutive sentences with the labels that their source has; `None` where it has none."""

from dataclasses import dataclass, field

IGNORE = -100


@dataclass
class Tree:
    upos: list[int]
    xpos: list[int]
    heads: list[int]  # 0 is the root of the word's sentence, else 1-based within the example
    relations: list[int]


@dataclass
class Acts:
    """Event annotation. All lists are per word; `triggers` holds IGNORE where a word must not count either way."""

    triggers: list[int]
    weights: list[float]
    status: list[int]
    historical: list[int]
    modes: list[int]
    roles: list[tuple[int, int, int]] = field(default_factory=list)  # trigger, role, word; also in other sentences


@dataclass
class Weak:
    """A sentence known to report one act of a type, its trigger unknown, with the words of its participants."""

    kind: int
    actors: list[int]
    recipients: list[int]


@dataclass
class Claims:
    """Attribution annotation: tags per word, and links from the first word of a cue."""

    sources: list[int]
    cues: list[int]
    links: list[tuple[int, int, int]] = field(default_factory=list)  # cue, role, word


@dataclass
class Example:
    words: list[str]
    starts: list[int] = field(default_factory=lambda: [0])  # first word of each sentence
    tree: Tree | None = None
    names: list[int] | None = None
    names_have_misc: bool = True
    mentions: list[int] | None = None
    # Per word, earlier words that name the same; empty where there are none, None where nothing is known.
    antecedents: list[list[int] | None] | None = None
    acts: Acts | None = None
    claims: Claims | None = None
    weak: Weak | None = None

    def sentence_of(self):
        """The sentence of each word."""
        numbers, at = [], -1
        for word in range(len(self.words)):
            at += at + 1 < len(self.starts) and self.starts[at + 1] == word
            numbers.append(at)
        return numbers
