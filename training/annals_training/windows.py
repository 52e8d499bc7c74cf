"""Windows of consecutive sentences, drawn anew in each pass so that a sentence is seen with more and less around it."""

import random

SMALLEST, LARGEST = 24, 128  # pieces


def draw(lengths, seed):
    """Runs (start, end) of sentences whose pieces stay below limits drawn at random; lengths are in pieces."""
    rng = random.Random(seed)
    start, total, limit = 0, 0, rng.randint(SMALLEST, LARGEST)
    for at, length in enumerate(lengths):
        if at > start and total + length > limit:
            yield start, at
            start, total, limit = at, 0, rng.randint(SMALLEST, LARGEST)
        total += length
    if lengths:
        yield start, len(lengths)
