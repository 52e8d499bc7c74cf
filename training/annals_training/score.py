"""Scores an exported model on gold tokens with onnxruntime: tags, trees (best head of each word), names, and participants of given
triggers in the articles left out."""

import tempfile
from pathlib import Path

import numpy as np
import onnxruntime

from . import articles, labels, names, treebanks
from .batches import Pieces, batches
from .export import to_float

ROLE_LOGIT = -0.6  # of a word that counts as found: a probability of about .35


def score(model, minilm, shared, in_floats=False):
    """Prints figures of one ONNX file on the test parts, with its weights in int8 or float arithmetic."""
    pieces = Pieces(Path(minilm, "tokenizer.json"))
    train = Path(shared, "train")
    files = [train / "ud" / f"{name}-train.conllu.gz" for name in ("en_ewt", "en_gum")]
    xpos, relations = treebanks.inventories(files)
    session = session_of(model, {"xpos": xpos, "relations": relations}, minilm, in_floats)
    index = lambda values: {value: i for i, value in enumerate(values)}
    for name in ("en_ewt", "en_gum"):
        sentences = treebanks.read(train / "ud" / f"{name}-test.conllu.gz", index(xpos), index(relations))
        examples = list(treebanks.windows(sentences, pieces, 0))
        upos, las = syntax(session, pieces, examples, [relation.split(":")[0] for relation in relations], len(xpos))
        print(f"{model} {name} test UPOS {100 * upos:.2f} LAS {100 * las:.2f}")
    examples = list(names.read(train / "ner" / "uner_ewt-test.iob2.gz"))
    print(f"{model} UNER EWT test names F1 {name_score(session, pieces, examples, len(xpos)):.3f}")
    texts = list(articles.read(train / "events", trained=False))
    actors, recipients = role_scores(session, pieces, list(articles.windows(texts, pieces, "score")))
    print(f"{model} articles left out, words of actors F1 {actors:.3f} of recipients F1 {recipients:.3f}")


def session_of(model, inventories, minilm, in_floats):
    with tempfile.TemporaryDirectory() as folder:
        if in_floats:
            plain = Path(folder, "float.onnx")
            to_float(model, inventories, minilm, plain)
            model = plain
        return onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])


def outputs(session, pieces, examples):
    """Each example with its rows of the model's outputs."""
    for batch in batches(examples, pieces, 768, 0):
        inputs, _ = pieces.tensors(batch)
        arrays = dict(zip(("pieces", "shapes", "mask", "first"), (tensor.numpy() for tensor in inputs)))
        for example, *rows in zip(batch, *session.run(None, arrays)):
            yield example, rows


def syntax(session, pieces, examples, relations, xpos):
    """UPOS accuracy, and LAS without subtypes."""
    words = upos = las = 0
    for example, (tags, arcs, dependents, heads, *_) in outputs(session, pieces, examples):
        n, sentence_of = len(example.words), np.array(example.sentence_of())
        scores = arcs[:n, : n + 1].copy()
        scores[:, 1:][sentence_of[:, None] != sentence_of[None, :]] = -np.inf
        scores[np.arange(n), np.arange(n) + 1] = -np.inf
        best = scores.argmax(1)
        named = np.einsum("wrk,wk->wr", dependents[:n], heads[best]).argmax(1)
        upos += int((tags[:n, : len(labels.UPOS)].argmax(1) == np.array(example.tree.upos)).sum())
        gold = [relations[relation] if relation >= 0 else "" for relation in example.tree.relations]
        las += sum(head == right and relations[name] == relation
                   for head, right, name, relation in zip(best, example.tree.heads, named, gold))
        words += n
    return upos / words, las / words


def name_score(session, pieces, examples, xpos):
    """F1 of spans with their kinds; MISC, which the gold tags lack, is left out."""
    start = len(labels.UPOS) + xpos
    right = found = wanted = 0
    for example, (heads, *_) in outputs(session, pieces, examples):
        tags = best_tags(heads[: len(example.words), start : start + len(labels.NAMES)])
        system, gold = spans(tags), spans(example.names)
        right, found, wanted = right + len(system & gold), found + len(system), wanted + len(gold)
    return 2 * right / (found + wanted)


def best_tags(logits):
    """The best sequence of IOB2 tags in which an inside tag follows one of its own kind (Viterbi), as the Rust engine decodes."""
    count = logits.shape[1]
    inside = lambda tag: tag > 0 and tag % 2 == 0  # tags are O, then B and I of each kind
    valid = np.array([[not inside(tag) or before in (tag - 1, tag) for tag in range(count)] for before in range(count)])
    total, back = np.where([inside(tag) for tag in range(count)], -np.inf, logits[0]), []
    for row in logits[1:]:
        steps = np.where(valid, total[:, None], -np.inf)
        back.append(steps.argmax(0))
        total = steps.max(0) + row
    tags = [int(total.argmax())]
    for before in reversed(back):
        tags.append(int(before[tags[-1]]))
    return tags[::-1]


def role_scores(session, pieces, examples):
    """F1 of the words of actors and of recipients, at the annotated triggers that are not optional."""
    counts = np.zeros((2, 3), int)  # right, found, wanted
    for example, (*_, roles, _) in outputs(session, pieces, [example for example in examples if example.acts]):
        acts, n = example.acts, len(example.words)
        for trigger in (at for at in range(n) if acts.triggers[at] > 0 and acts.weights[at] == 1):
            for role in range(2):
                found = set(np.flatnonzero(roles[trigger, role, :n] > ROLE_LOGIT))
                gold = {word for at, kind, word in acts.roles if (at, kind) == (trigger, role)}
                counts[role] += len(found & gold), len(found), len(gold)
    return [2 * right / max(found + wanted, 1) for right, found, wanted in counts]


def spans(tags):
    """Spans (start, end, kind) of IOB2 tag indices, without MISC."""
    result, start, kind = set(), None, None
    for at, tag in enumerate([*map(int, tags), 0]):
        label = labels.NAMES[tag]
        if start is not None and label != f"I-{kind}":
            result.add((start, at, kind))
            start = None
        if label.startswith("B-") or label.startswith("I-") and start is None:
            start, kind = at, label[2:]
    return {span for span in result if span[2] != "MISC"}
