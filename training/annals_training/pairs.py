"""Roles looked at once more, for the likeliest triggers of a window: what the trigger and a word are, how far apart and where in
the tree they stand, and what the likeliest participants of the same trigger look like.

That each word is judged beside a pooled view of the others follows Zaheer et al. (2017), "Deep sets".
"""

import torch
import torch.nn.functional as F
from torch import nn

from . import labels
from .rounding import Linear

PAIR, SECOND, FARTHEST, SEP = 96, 48, 24, 102
ROWS = 12  # triggers and cues looked at in a window
TREE = 7  # features of `relations`


class Pairs(nn.Module):
    """Role logits of each pair of words. Matrices applied to pairs are parameters, which the export leaves in floats."""

    def __init__(self, width):
        super().__init__()
        kinds = len(labels.ROLES)
        self.trigger, self.word = Linear(2 * width, PAIR), Linear(2 * width, PAIR)
        self.distances = nn.Embedding(2 * FARTHEST + 1, PAIR)
        self.tree = nn.Parameter(torch.randn(TREE + 1, PAIR) * 0.1)
        self.scored = nn.Parameter(torch.randn(kinds, PAIR) * 0.02)
        self.first = nn.Parameter(torch.randn(PAIR, kinds) * 0.02)
        self.look = nn.Parameter(torch.randn(PAIR, SECOND) * PAIR**-0.5)
        self.others = nn.Parameter(torch.randn(2 * PAIR, SECOND) * PAIR**-0.5)
        self.second = nn.Parameter(torch.zeros(SECOND, kinds))
        nn.init.normal_(self.distances.weight, 0, 0.1)

    def forward(self, triggers, words, roles, arcs, sentence, likely):
        """triggers, words: [b, w, 2 width]; roles: bilinear logits [b, trigger, word, kinds]; arcs: [b, w, w + 1]; sentence: [b, w];
        likely: [b, w], how likely each word is a trigger. Returns `roles` with the rows of the likeliest triggers made anew."""
        rows = likely.sort(1, descending=True).indices[:, :ROWS]  # a slice, since a window may have fewer words
        triggers = rows_of(triggers, rows)
        tree = rows_of(relations(arcs, sentence), rows)
        before = rows_of(roles, rows)
        pairs = self.trigger(triggers)[:, :, None] + self.word(words)[:, None] + self.distances(distances(words, rows))
        pairs = pairs + tree @ self.tree + before @ self.scored
        pairs = F.dropout(F.relu(pairs), 0.1, self.training)
        logits = before + pairs @ self.first
        chosen = torch.softmax(logits[..., :2], 2).transpose(2, 3) @ pairs  # what the likeliest actor and recipient are
        others = chosen.flatten(2) @ self.others
        second = F.relu(pairs @ self.look + others[:, :, None])
        logits = logits + F.dropout(second, 0.1, self.training) @ self.second
        return roles.scatter(1, rows[:, :, None, None].expand_as(logits), logits.to(roles.dtype))


def rows_of(values, rows):
    """Rows [b, k] of values [b, w, …]."""
    index = rows.reshape(*rows.shape, *[1] * (values.dim() - 2)).expand(-1, -1, *values.shape[2:])
    return torch.gather(values, 1, index)


def distances(words, rows):
    """How many words each word stands after those of `rows`, cut off, as an index: [b, k, w]."""
    at = torch.arange(words.shape[1], device=words.device)
    return (at[None, None, :] - rows[:, :, None]).clamp(-FARTHEST, FARTHEST) + FARTHEST


def sentence_of(pieces, first):
    """Number of the sentence of each word: separators before it."""
    return torch.gather((pieces == SEP).float().cumsum(1), 1, first)


def relations(arcs, sentence):
    """How likely each word is the trigger's governor, dependent, sibling, governor's governor, dependent's dependent, dependent's
    dependent's dependent, sibling's dependent, and whether both share a sentence: [b, w, w, 8]."""
    same = (sentence[:, :, None] == sentence[:, None, :]).to(arcs.dtype)
    bias = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    up = torch.softmax(arcs.detach() + (bias - 1) * 1e4, 2)[:, :, 1:]
    down = up.transpose(1, 2)
    twice = up @ up
    return torch.stack([up, down, up @ down, twice, twice.transpose(1, 2), (twice @ up).transpose(1, 2),
                        up @ twice.transpose(1, 2), same], -1)
