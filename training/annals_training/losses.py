"""The loss of a batch: each head is trained by the examples that have labels for it."""

import torch
import torch.nn.functional as F

from . import labels
from .batches import word_labels
from .examples import IGNORE

WEIGHTS = {"upos": 0.3, "xpos": 0.3, "arcs": 1.0, "relations": 0.5, "names": 0.6, "mentions": 0.3, "triggers": 4.0,
           "status": 0.3, "historical": 0.2, "modes": 0.3, "roles": 3.0, "weak": 0.5}


def cross_entropy(logits, gold):
    return F.cross_entropy(logits.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORE)


def batch_loss(model, batch, inputs, word_mask, weak):
    """Weighted sum over heads. `weak` says whether weakly labelled sentences count yet."""
    words, arcs, relations, roles = model(*inputs)
    heads = model.split(words)
    parts = {}
    if any(e.tree for e in batch):
        parts.update(tree_losses(batch, heads, arcs, relations, word_mask))
    if any(e.names for e in batch):
        parts["names"] = name_loss(batch, heads["names"])
    if any(e.mentions for e in batch):
        parts["mentions"] = cross_entropy(heads["mentions"], word_labels(batch, lambda e: e.mentions))
    if any(e.acts for e in batch):
        parts.update(act_losses(batch, heads, roles, word_mask))
    if weak and any(e.weak for e in batch):
        parts["weak"] = weak_loss(batch, heads["triggers"], roles, word_mask)
    return sum((WEIGHTS[name] * part for name, part in parts.items()), words.sum() * 0.0)


def tree_losses(batch, heads, arcs, relations, word_mask):
    tree = lambda field: word_labels(batch, lambda e: e.tree and getattr(e.tree, field))
    gold_heads = tree("heads")
    visible = torch.cat([torch.ones_like(word_mask[:, :1]), word_mask], 1)
    arcs = arcs.float().masked_fill(~visible[:, None, :], -1e4)
    index = gold_heads.clamp(min=0)[:, :, None, None].expand(-1, -1, relations.shape[2], 1)
    chosen = torch.gather(relations, 3, index).squeeze(3)
    return {
        "upos": cross_entropy(heads["upos"], tree("upos")), "xpos": cross_entropy(heads["xpos"], tree("xpos")),
        "arcs": cross_entropy(arcs, gold_heads), "relations": cross_entropy(chosen, tree("relations")),
    }


def name_loss(batch, logits):
    """Sources without MISC say nothing about it: its logits are taken out of their sentences' sums."""
    silent = torch.tensor([not e.names_have_misc for e in batch])[:, None, None]
    misc = torch.tensor([name.endswith("MISC") for name in labels.NAMES])[None, None, :]
    return cross_entropy(logits.float().masked_fill(silent & misc, -1e4), word_labels(batch, lambda e: e.names))


def act_losses(batch, heads, roles, word_mask):
    act = lambda field: word_labels(batch, lambda e: e.acts and getattr(e.acts, field))
    triggers = act("triggers")
    weights = torch.ones(triggers.shape)
    for row, example in enumerate(batch):
        if example.acts:
            weights[row, : len(example.words)] = torch.tensor(example.acts.weights)
    losses = F.cross_entropy(heads["triggers"].float().flatten(0, 1), triggers.flatten(), ignore_index=IGNORE, reduction="none")
    parts = {"triggers": (losses * weights.flatten()).sum() / (triggers >= 0).sum()}
    if (triggers > 0).any():
        for name in ("status", "historical", "modes"):
            gold = act(name)
            if (gold >= 0).any():
                parts[name] = cross_entropy(heads[name], gold)
        gold, counted = torch.zeros(roles.shape), (triggers > 0)[:, :, None, None] & word_mask[:, None, None, :]
        for row, example in enumerate(batch):
            for trigger, role, word in example.acts.roles if example.acts else ():
                gold[row, trigger, role, word] = 1
        losses = F.binary_cross_entropy_with_logits(roles.float(), gold, reduction="none") * counted
        parts["roles"] = losses.sum() / counted.expand_as(losses).sum().clamp(min=1)
    return parts


def weak_loss(batch, triggers, roles, word_mask):
    """The word that the model finds likeliest to be a trigger of the known type is taken as the trigger."""
    logp = torch.log_softmax(triggers.float(), -1)
    total, count = 0.0, 0
    for row, example in enumerate(batch):
        if example.weak is None:
            continue
        n = len(example.words)
        scores = logp[row, :n, example.weak.kind]
        at = int(scores.argmax())
        gold = torch.zeros(2, n)
        gold[0, example.weak.actors], gold[1, example.weak.recipients] = 1, 1
        edges = F.binary_cross_entropy_with_logits(roles[row, at, :2, :n].float(), gold)
        total, count = total - scores[at] + edges, count + 1
    return total / max(count, 1)
