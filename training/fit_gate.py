"""Fits the gate in front of the encoder (`models/gate.bin`, `models/gate.toml`): which sentences may report an event.

usage: fit_gate.py texts SHARED
       fit_gate.py fit SHARED CODED.jsonl MODELS

`texts` prints texts without annotation (even records of public sets, treebanks) as JSON Lines for `annals code --every-sentence
--format jsonl`, whose output is CODED.jsonl: from it the gate learns what the coder finds in texts of all walks of life. Besides it
learns from the annotated articles, all but every sixth: on these the threshold is chosen so that RECALL of the scored events pass.
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np

from annals_training import articles, text as plain
from annals_training.gate import Rounded, embeddings, pieces_of, train
from annals_training.gate_texts import Cached, annotated, coded, fragments, plain_texts, single

SEED = 1
RECALL = 0.995
SET_ASIDE = 6
EXAMPLE = [
    "Rebels shelled the port on 12 May, killing 34, the army's spokesman said.",
    "Die Köche: Stir in 250 g of flour, then bake it (don't open the oven)!",
]


def report(name, texts, gate, limit):
    """Prints what passes."""
    scores = np.concatenate([gate.scores(text.pieces) for text in texts])
    labels, scored = (np.concatenate([getattr(text, key) for text in texts]) for key in ("labels", "scored"))
    busy = np.concatenate([[max(text.labels) > 0] * len(text.labels) for text in texts])
    rate = lambda chosen: f"{(scores[chosen] >= limit).mean():.3f} of {chosen.sum()}" if chosen.any() else "–"
    lost, events = int(scored[scores < limit].sum()), int(scored.sum())
    print(f"{name}: {lost} of {events} scored events held back; what passes of sentences with optional events alone "
          f"{rate((labels > 0) & (scored == 0))}, without events {rate((labels == 0) & busy)}, of texts without events {rate(~busy)}, "
          f"of all {rate(scores > -np.inf)}", flush=True)


def threshold(texts, gate, recall):
    """The largest at which so many of the scored events pass."""
    scores = np.concatenate([np.repeat(gate.scores(text.pieces), text.scored) for text in texts])
    return float(np.sort(scores)[int(len(scores) * (1 - recall))])


def write(gate, limit, folder, tokenizer):
    """The gate's bytes, and its settings with a checksum and an example that the code is tested on."""
    Path(folder, "gate.bin").write_bytes(gate.bytes())
    words = [[sentence[a:b] for a, b in plain.words(sentence, 0, len(sentence))] for sentence in EXAMPLE]
    scores = gate.scores([pieces_of(tokenizer, sentence) for sentence in words])
    Path(folder, "gate.toml").write_text(
        "# Written by `training/fit_gate.py`. Model card: models/README.md; figures: docs/results.md.\n"
        f'sha256 = "{hashlib.sha256(gate.bytes()).hexdigest()}"\n'
        f"# Log odds at which a sentence passes.\nthreshold = {limit:.4f}\n\n"
        "# Sentences of one text with their log odds, for the test that the code computes the same.\n"
        f"[example]\nsentences = {json.dumps(EXAMPLE, ensure_ascii=False)}\nscores = {[round(float(s), 4) for s in scores]}\n",
        encoding="utf-8",
    )


def gold(folder):
    """The gold documents, for the report alone."""
    for path in sorted(Path(folder, "gold").glob("*.json")):
        text = json.loads(Path(folder, "articles", path.name).read_text(encoding="utf-8"))["text"]
        yield articles.article_of(text, json.loads(path.read_text(encoding="utf-8")))


def fit(shared, labelled, models):
    own, events, dev = Path(__file__).parent / "annotations", Path(shared, "train/events"), Path(shared, "eval/dev")
    tokenizer = Cached(Path(models, "vocab.txt"))
    known = [*annotated(articles.read(events), tokenizer), *annotated(articles.read_own(own, dev), tokenizer)]
    aside = known[::SET_ASIDE]
    texts = [text for number, text in enumerate(known) if number % SET_ASIDE] + list(coded(labelled, tokenizer))
    texts += [*fragments(texts, np.random.default_rng(SEED)), *single(shared, tokenizer)]
    words = embeddings(Path(models, "annals.onnx"), tokenizer.tokenizer.get_vocab_size())
    gate = Rounded.of(train(texts, words, SEED))
    limit = threshold(aside, gate, RECALL)
    write(gate, limit, models, tokenizer)
    for recall in (0.98, 0.985, 0.99, 0.995):
        report(f"set aside, at {recall}", aside, gate, threshold(aside, gate, recall))
    for name, found in (
        ("every tenth article", articles.read(events, trained=False)),
        ("articles whose licence keeps them out of training", articles.read_own(own / "held_out", dev)),
        ("gold documents", gold(Path(shared, "eval/gold"))),
    ):
        report(name, list(annotated(found, tokenizer)), gate, limit)


def main():
    if sys.argv[1:2] == ["texts"] and len(sys.argv) == 3:
        for identity, text in plain_texts(sys.argv[2]):
            print(json.dumps({"id": identity, "text": text}))
    elif sys.argv[1:2] == ["fit"] and len(sys.argv) == 5:
        fit(*sys.argv[2:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main()
