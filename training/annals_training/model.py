"""The multi-task model: MiniLM encoder, word pooling, and heads for syntax, names and events.

Encoder after Devlin et al. (2019) with the weights of all-MiniLM-L6-v2; biaffine parser after Dozat and Manning (2017).
"""

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

from . import labels
from .pairs import Pairs, sentence_of
from .rounding import Linear

WIDTH, HEADS, LAYERS, INNER, SHAPES = 384, 12, 6, 1536, 10
ARC, RELATION, ROLE, ANTECEDENT = 256, 64, 64, 128


class Layer(nn.Module):
    """One transformer layer, post-norm. Plain attention: its backward is faster on a CPU than the fused one."""

    def __init__(self):
        super().__init__()
        self.qkv, self.out = Linear(WIDTH, 3 * WIDTH), Linear(WIDTH, WIDTH)
        self.up, self.down = Linear(WIDTH, INNER), Linear(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x, bias):
        batch, length = x.shape[0], x.shape[1]
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + bias, -1)
        x = self.norm1(x + self.out((weights @ v).transpose(1, 2).reshape(batch, length, WIDTH)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces with word-shape embeddings (MiniLM is uncased) to one vector a word, by a learned mix of layers."""

    def __init__(self, vocabulary):
        super().__init__()
        self.words, self.positions = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.zeros(LAYERS + 1))
        nn.init.zeros_(self.shapes.weight)

    def forward(self, pieces, shapes, mask, first):
        """pieces, shapes, mask: [batch, pieces]; first: [batch, words], index of each word's first piece."""
        positions = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.norm(self.words(pieces) + self.positions(positions) + self.segment + self.shapes(shapes))
        x = F.dropout(x, 0.1, self.training)
        bias = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        mix = torch.softmax(self.mix, 0)
        total = x * mix[0]
        for layer, weight in zip(self.layers, mix[1:]):
            x = layer(x, bias)
            total = total + x * weight
        return torch.gather(total, 1, first[:, :, None].expand(-1, -1, WIDTH))

    def load_minilm(self, path):
        """Copies the weights of a BERT checkpoint in safetensors."""
        weights = load_file(path)
        with torch.no_grad():
            copy_bert(self, weights)


def copy_bert(encoder, weights):
    """BERT's names for this encoder's tensors."""
    embeddings = "embeddings."
    encoder.words.weight.copy_(weights[embeddings + "word_embeddings.weight"])
    encoder.positions.weight.copy_(weights[embeddings + "position_embeddings.weight"])
    encoder.segment.copy_(weights[embeddings + "token_type_embeddings.weight"][0])
    encoder.norm.weight.copy_(weights[embeddings + "LayerNorm.weight"])
    encoder.norm.bias.copy_(weights[embeddings + "LayerNorm.bias"])
    for index, layer in enumerate(encoder.layers):
        prefix = f"encoder.layer.{index}."
        for kind in ("weight", "bias"):
            parts = [weights[f"{prefix}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            getattr(layer.qkv, kind).copy_(torch.cat(parts))
            for module, name in (
                (layer.out, "attention.output.dense"), (layer.norm1, "attention.output.LayerNorm"),
                (layer.up, "intermediate.dense"), (layer.down, "output.dense"), (layer.norm2, "output.LayerNorm"),
            ):
                getattr(module, kind).copy_(weights[f"{prefix}{name}.{kind}"])


class Model(nn.Module):
    """Encoder and heads. `sizes` gives the widths of the per-word heads, in the order of the output."""

    SYNTAX = ("upos", "xpos")
    NAMES = ("names", "mentions")
    EVENTS = ("triggers", "status", "historical", "modes", "sources", "cues")

    def __init__(self, vocabulary, xpos, relations):
        super().__init__()
        self.sizes = {
            "upos": len(labels.UPOS), "xpos": xpos, "names": len(labels.NAMES), "mentions": len(labels.MENTIONS),
            "triggers": len(labels.TRIGGERS), "status": len(labels.STATUS), "historical": 2, "modes": len(labels.MODES),
            "sources": len(labels.SPANS), "cues": len(labels.SPANS),
        }
        self.relations = relations
        self.encoder = Encoder(vocabulary)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.nobody = nn.Parameter(torch.randn(ANTECEDENT) * 0.02)
        self.tags = Linear(WIDTH, sum(self.sizes[name] for name in self.SYNTAX))
        self.name_hidden = Linear(WIDTH, WIDTH)
        self.name_tags = Linear(WIDTH, sum(self.sizes[name] for name in self.NAMES))
        self.event_hidden = Linear(WIDTH, WIDTH)
        self.event_tags = Linear(WIDTH, sum(self.sizes[name] for name in self.EVENTS))
        self.arc_head, self.arc_dependent = Linear(WIDTH, ARC), Linear(WIDTH, ARC)
        self.arc = Linear(ARC, ARC)
        self.arc_bias = Linear(ARC, 1)
        self.relation_head, self.relation_dependent = Linear(WIDTH, RELATION), Linear(WIDTH, RELATION)
        self.relation = Linear(RELATION + 1, relations * (RELATION + 1), bias=False)
        self.role_hidden = Linear(WIDTH, WIDTH)
        self.role_trigger = Linear(WIDTH, len(labels.ROLES) * ROLE)
        self.role_word = Linear(WIDTH, len(labels.ROLES) * ROLE)
        self.pairs = Pairs(WIDTH)
        self.anaphor, self.antecedent = Linear(WIDTH, ANTECEDENT), Linear(WIDTH, ANTECEDENT)
        nn.init.normal_(self.relation.weight, 0, 0.02)
        nn.init.zeros_(self.role_hidden.weight)  # so that roles go on from weights that were trained without it
        nn.init.zeros_(self.role_hidden.bias)

    def forward(self, pieces, shapes, mask, first, likely=None):
        """Returns, for b windows of w words: `words` [b, w, sum of sizes], `arcs` [b, w, w + 1] (0 is the root), `dependents`
        [b, w, relations, 65] and `heads` [b, w + 1, 65], whose products score relations, `roles` [b, trigger, role, word],
        and `antecedents` [b, w, w + 1] (0 is nobody); all logits. What spans sentences is up to the reader to mask."""
        drop = lambda x, rate: F.dropout(x, rate, self.training)
        hidden = drop(self.encoder(pieces, shapes, mask, first), 0.25)
        batch, count = hidden.shape[0], hidden.shape[1]
        named = drop(F.gelu(self.name_hidden(hidden)), 0.2)
        events = drop(F.gelu(self.event_hidden(hidden)), 0.2)
        words = torch.cat([self.tags(hidden), self.name_tags(named), self.event_tags(events)], -1)

        candidates = torch.cat([self.root.expand(batch, 1, WIDTH), hidden], 1)
        mlp = lambda layer, x: drop(F.gelu(layer(x)), 0.2)
        arc_heads = mlp(self.arc_head, candidates)
        arcs = self.arc(mlp(self.arc_dependent, hidden)) @ arc_heads.transpose(1, 2)
        arcs = arcs + self.arc_bias(arc_heads).transpose(1, 2)
        one = lambda x: torch.cat([x, torch.ones_like(x[..., :1])], -1)
        dependents = self.relation(one(mlp(self.relation_dependent, hidden)))
        dependents = dependents.view(batch, count, self.relations, RELATION + 1)
        heads = one(mlp(self.relation_head, candidates))

        kinds = len(labels.ROLES)
        parts = hidden + drop(F.gelu(self.role_hidden(hidden)), 0.2)
        triggers = self.role_trigger(parts).view(batch, count, kinds, ROLE).transpose(1, 2)
        role_words = self.role_word(parts).view(batch, count, kinds, ROLE).permute(0, 2, 3, 1)
        roles = triggers @ role_words * ROLE**-0.5 - 2.0
        roles = roles.permute(0, 2, 3, 1)
        both = lambda x: torch.cat([parts, x], -1)
        likely = self.likely(words) if likely is None else likely
        roles = self.pairs(both(events), both(named), roles, arcs, sentence_of(pieces, first), likely)

        nobody = self.nobody.expand(batch, 1, ANTECEDENT)
        earlier = torch.cat([nobody, self.antecedent(hidden)], 1)
        antecedents = self.anaphor(hidden) @ earlier.transpose(1, 2) * ANTECEDENT**-0.5
        return words, arcs, dependents, heads, roles.transpose(2, 3), antecedents

    def likely(self, words):
        """How likely each word is the trigger of an act or begins the cue of a claim: [b, w]."""
        heads = self.split(words)
        act, cue = torch.softmax(heads["triggers"], -1), torch.softmax(heads["cues"], -1)
        return torch.maximum(1 - act[..., 0], cue[..., labels.SPANS.index("B")])

    def split(self, words):
        """The per-word output as a dictionary of heads."""
        parts = torch.split(words, list(self.sizes.values()), -1)
        return dict(zip(self.sizes, parts))
