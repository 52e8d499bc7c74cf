"""One training example: a sentence's words with the labels that its source has; `None` where it has none."""

from dataclasses import dataclass, field

IGNORE = -100


@dataclass
class Tree:
    upos: list[int]
    xpos: list[int]
    heads: list[int]  # 0 is the root, else 1-based
    relations: list[int]


@dataclass
class Acts:
    """Event annotation. All lists are per word; `triggers` holds IGNORE where a word must not count either way."""

    triggers: list[int]
    weights: list[float]
    status: list[int]
    historical: list[int]
    modes: list[int]
    roles: list[tuple[int, int, int]] = field(default_factory=list)  # trigger, role, word


@dataclass
class Weak:
    """A sentence known to report one act of a type, its trigger unknown, with the words of its participants."""

    kind: int
    actors: list[int]
    recipients: list[int]


@dataclass
class Example:
    words: list[str]
    tree: Tree | None = None
    names: list[int] | None = None
    names_have_misc: bool = True
    mentions: list[int] | None = None
    acts: Acts | None = None
    weak: Weak | None = None
