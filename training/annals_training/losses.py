"""The loss of a batch: each head is trained by the examples that have labels for it."""

import torch
import torch.nn.functional as F

from . import labels
from .batches import word_labels
from .examples import IGNORE

WEIGHTS = {"upos": 0.3, "xpos": 0.3, "arcs": 1.0, "relations": 0.5, "names": 0.6, "mentions": 0.3, "antecedents": 0.3,
           "triggers": 4.0, "status": 0.3, "historical": 0.2, "modes": 0.3, "roles": 3.0, "claims": 1.0, "speakers": 1.0, "weak": 0.5}
# Words whose role scores are averaged, as if each trigger stood in a sentence of so many.
ROLE_WORDS = 30


def cross_entropy(logits, gold):
    """Mean over the words that have a label; 0 where none has."""
    if not (gold != IGNORE).any():
        return logits.sum() * 0.0
    return F.cross_entropy(logits.float().flatten(0, -2), gold.flatten(), ignore_index=IGNORE)


def batch_loss(model, batch, inputs, sentence_of, weak):
    """Weighted sum over heads. `weak` says whether weakly labelled sentences count yet."""
    words, arcs, dependents, governors, roles, antecedents = model(*inputs, known_triggers(batch))
    heads = model.split(words)
    parts = {}
    if any(e.tree for e in batch):
        parts.update(tree_losses(batch, heads, arcs, dependents, governors, sentence_of))
    if any(e.names for e in batch):
        parts["names"] = name_loss(batch, heads["names"])
    if any(e.mentions for e in batch):
        parts["mentions"] = cross_entropy(heads["mentions"], word_labels(batch, lambda e: e.mentions))
    if any(e.antecedents for e in batch):
        parts["antecedents"] = antecedent_loss(batch, antecedents)
    if any(e.acts for e in batch):
        parts.update(act_losses(batch, heads, roles, sentence_of))
    if any(e.claims for e in batch):
        parts.update(claim_losses(batch, heads, roles, sentence_of))
    if weak and any(e.weak for e in batch):
        parts["weak"] = weak_loss(batch, heads["triggers"], roles)
    return sum((WEIGHTS[name] * part for name, part in parts.items()), words.sum() * 0.0)


def known_triggers(batch):
    """Which words are triggers of acts or begin cues of claims, as far as is known: [batch, words]."""
    acts = word_labels(batch, lambda e: e.acts and e.acts.triggers) > 0
    cues = word_labels(batch, lambda e: e.claims and e.claims.cues) == 1
    return (acts | cues).float()


def tree_losses(batch, heads, arcs, dependents, governors, sentence_of):
    """Heads are sought in the word's own sentence."""
    tree = lambda field: word_labels(batch, lambda e: e.tree and getattr(e.tree, field))
    gold_heads = tree("heads")
    visible = sentence_of[:, :, None] == sentence_of[:, None, :]
    visible = torch.cat([torch.ones_like(visible[:, :, :1]), visible], 2)
    index = gold_heads.clamp(min=0)[:, :, None].expand(-1, -1, governors.shape[2])
    chosen = torch.einsum("bwrk,bwk->bwr", dependents.float(), torch.gather(governors, 1, index).float())
    return {
        "upos": cross_entropy(heads["upos"], tree("upos")), "xpos": cross_entropy(heads["xpos"], tree("xpos")),
        "arcs": cross_entropy(arcs.float().masked_fill(~visible, -1e4), gold_heads),
        "relations": cross_entropy(chosen, tree("relations")),
    }


def name_loss(batch, logits):
    """Sources without MISC say nothing about it: its logits are taken out of their sentences' sums."""
    silent = torch.tensor([not e.names_have_misc for e in batch])[:, None, None]
    misc = torch.tensor([name.endswith("MISC") for name in labels.NAMES])[None, None, :]
    return cross_entropy(logits.float().masked_fill(silent & misc, -1e4), word_labels(batch, lambda e: e.names))


def antecedent_loss(batch, antecedents):
    """Each word that names somebody refers to one of the earlier words that do, or to nobody named before."""
    total, count = antecedents.sum() * 0.0, 0
    for row, example in enumerate(batch):
        known = [(at, found) for at, found in enumerate(example.antecedents or []) if found is not None]
        if not known:
            continue
        at = torch.tensor([at for at, _ in known])
        logits = antecedents[row, at].float()
        logits = logits.masked_fill(torch.arange(logits.shape[1])[None, :] > at[:, None], -1e4)
        right = torch.zeros(logits.shape, dtype=torch.bool)
        for line, (_, found) in enumerate(known):
            right[line, [other + 1 for other in found] or [0]] = True
        chosen = logits.masked_fill(~right, -1e4)
        total = total + (torch.logsumexp(logits, 1) - torch.logsumexp(chosen, 1)).sum()
        count += len(known)
    return total / max(count, 1)


def act_losses(batch, heads, roles, sentence_of):
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
        kinds = list(range(labels.ROLES.index("speaker")))
        parts["roles"] = link_loss(batch, roles, triggers > 0, kinds, sentence_of, lambda e: e.acts.roles if e.acts else ())
    return parts


def claim_losses(batch, heads, roles, sentence_of):
    parts = {"claims": sum(cross_entropy(heads[part], word_labels(batch, lambda e: e.claims and getattr(e.claims, part)))
                           for part in ("sources", "cues"))}
    cues = word_labels(batch, lambda e: e.claims and e.claims.cues) == 1
    if cues.any():
        kinds = [labels.ROLES.index("speaker")]
        parts["speakers"] = link_loss(batch, roles, cues, kinds, sentence_of, lambda e: e.claims.links if e.claims else ())
    return parts


def link_loss(batch, roles, triggers, kinds, sentence_of, links):
    """Binary loss of the links from some triggers, by role and word."""
    gold = torch.zeros(roles.shape)
    for row, example in enumerate(batch):
        for trigger, role, word in links(example):
            gold[row, trigger, role, word] = 1
    counted = triggers[:, :, None, None] & (sentence_of >= 0)[:, None, None, :]
    losses = F.binary_cross_entropy_with_logits(roles[:, :, kinds].float(), gold[:, :, kinds], reduction="none") * counted
    return losses.sum() / (triggers.sum() * len(kinds) * ROLE_WORDS)


def weak_loss(batch, triggers, roles):
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
