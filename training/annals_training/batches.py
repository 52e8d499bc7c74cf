"""From examples to tensors: word pieces, and label tensors padded with IGNORE."""

import random

import torch
from tokenizers import Tokenizer

from .examples import IGNORE

CLS, SEP, UNKNOWN = 101, 102, 100
LONGEST_WORD = 5  # pieces; longer words are cut


def shape(word):
    """Word shape class, the same as in the Rust engine."""
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper() and word[1:].islower():
        return 4
    if word.isdigit():
        return 5
    if any(c.isdigit() for c in word):
        return 6
    return 7 if any(c.isupper() for c in word) else 8


class Pieces:
    """Word pieces of words, cached."""

    def __init__(self, path):
        self.tokenizer = Tokenizer.from_file(str(path))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.cache = {}

    def of(self, word):
        if word not in self.cache:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD]
            self.cache[word] = (ids or [UNKNOWN], shape(word))
        return self.cache[word]

    def length(self, words):
        """Pieces of a sentence with its separator."""
        return sum(len(self.of(word)[0]) for word in words) + 1

    def tensors(self, examples):
        """pieces, shapes, mask [batch, pieces]; first [batch, words]; sentence of each word [batch, words], -1 for padding."""
        rows = [self.row(example) for example in examples]
        pad = lambda index, fill=0: pad_rows([row[index] for row in rows], fill)
        mask = pad_rows([[1] * len(row[0]) for row in rows], 0)
        return (pad(0), pad(1), mask.float(), pad(2)), pad_rows([example.sentence_of() for example in examples], -1)

    def row(self, example):
        """[CLS], then the words, with [SEP] after each sentence."""
        ids, shapes, first = [CLS], [0], []
        for at, word in enumerate(example.words):
            if at > 0 and at in example.starts:
                ids.append(SEP)
                shapes.append(0)
            pieces, kind = self.of(word)
            first.append(len(ids))
            ids += pieces
            shapes += [kind] * len(pieces)
        return ids + [SEP], shapes + [0], first


def pad_rows(rows, fill):
    """A long tensor of rows padded to the longest."""
    width = max(map(len, rows))
    return torch.tensor([row + [fill] * (width - len(row)) for row in rows])


def batches(examples, pieces, size, seed):
    """Shuffled batches of about `size` pieces with padding, of windows of like length."""
    rng = random.Random(seed)
    lengths = [pieces.length(example.words) + len(example.starts) for example in examples]
    order = sorted((i for i in range(len(examples)) if lengths[i] <= 400), key=lambda i: lengths[i] + rng.random() * 4)
    result, current, longest = [], [], 0
    for i in order:
        longest = max(longest, lengths[i])
        if current and longest * (len(current) + 1) > size:
            result.append(current)
            current, longest = [], lengths[i]
        current.append(examples[i])
    if current:
        result.append(current)
    rng.shuffle(result)
    return result


def word_labels(batch, get):
    """Padded labels of one per-word head; examples without them are ignored."""
    return pad_rows([get(example) or [IGNORE] * len(example.words) for example in batch], IGNORE)
