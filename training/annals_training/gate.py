"""The gate in front of the encoder: which sentences of a text may report an event.

Filters over three neighbouring word pieces, the best place of each in the sentence; then a small layer that weighs them against those
of the neighbouring sentences and of the whole text. Filters are linear in each piece, so they come to a table of what each piece adds:
all that is computed over words are sums of bytes (`crates/language/src/gate`)."""

from dataclasses import dataclass

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

FILTERS, WIDTH, HIDDEN = 64, 3, 32
EMBEDDING = 64
UNKNOWN, LONGEST_WORD, LONGEST = 100, 5, 150  # pieces


def embeddings(model, pieces):
    """The encoder's word pieces in fewer dimensions: those in which they differ most."""
    tensors = (numpy_helper.to_array(t) for t in onnx.load(model).graph.initializer if tuple(t.dims)[:1] == (pieces,))
    words = next(tensor for tensor in tensors if tensor.ndim == 2).astype(np.float32)
    words -= words.mean(0)
    _, directions = np.linalg.eigh(words.T @ words)
    reduced = words @ directions[:, -EMBEDDING:]
    return torch.tensor(reduced / reduced.std())


def pieces_of(tokenizer, words):
    """Pieces of a sentence's words, as the encoder reads them."""
    found = [(tokenizer.encode(word, add_special_tokens=False).ids or [UNKNOWN])[:LONGEST_WORD] for word in words]
    return [piece for word in found for piece in word][:LONGEST] or [UNKNOWN]


class Net(nn.Module):
    """The gate while it is trained."""

    def __init__(self, words):
        super().__init__()
        self.words = nn.Embedding.from_pretrained(words, freeze=False)
        self.filters = nn.Conv1d(words.shape[1], FILTERS, WIDTH, padding=WIDTH // 2)
        self.hidden = nn.Linear(3 * FILTERS, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, pieces, sentence, text, texts, before, after):
        real = sentence >= 0
        kept = real
        if self.training:  # words left out, so that no single one decides
            kept = real & (torch.rand(pieces.shape) > 0.15)
        words = self.drop(self.words(pieces)) * kept[:, None]
        found = self.filters(words.T[None])[0].T.relu()[real]
        index = sentence[real][:, None].expand_as(found)
        own = torch.zeros(len(text), FILTERS).scatter_reduce(0, index, found, "amax")
        whole = torch.zeros(texts, FILTERS).index_add_(0, text, own) / torch.bincount(text, minlength=texts)[:, None]
        framed = torch.cat([own, torch.zeros(1, FILTERS)])
        beside = torch.maximum(framed[before], framed[after])
        hidden = self.hidden(self.drop(torch.cat([own, beside, whole[text]], 1))).relu()
        return self.out(self.drop(hidden)).squeeze(1)


def tensors(texts):
    """Inputs of the net for some texts, given as lists of sentences of pieces."""
    sentences = [sentence for text in texts for sentence in text]
    count = len(sentences)
    # One row of all pieces; a place between sentences keeps filters from reaching over.
    pieces = np.array([piece for sentence in sentences for piece in (*sentence, UNKNOWN)])
    sentence = np.array([at for number, pieces in enumerate(sentences) for at in (*[number] * len(pieces), -1)])
    text = np.array([number for number, text in enumerate(texts) for _ in text])
    change = text[1:] != text[:-1]
    before = np.where(np.append(True, change), count, np.arange(-1, count - 1))
    after = np.where(np.append(change, True), count, np.arange(1, count + 1))
    return [torch.from_numpy(pieces), torch.from_numpy(sentence), torch.from_numpy(text), len(texts),
            torch.from_numpy(before), torch.from_numpy(after)]


def train(texts, words, seed, passes=8, batch=24, rate=1e-3):
    """Trains on texts with `pieces`, `labels` and `weights` of their sentences."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = Net(words)
    rest = [p for name, p in net.named_parameters() if not name.startswith("words")]
    optimizer = torch.optim.Adam([{"params": net.words.parameters(), "lr": rate}, {"params": rest, "lr": 2 * rate}])
    steps = passes * -(-len(texts) // batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(1 - step / steps, 0.02))
    for number in range(passes):
        order = rng.permutation(len(texts))
        for start in range(0, len(order), batch):
            chosen = [texts[at] for at in order[start : start + batch]]
            labels, weights = (torch.tensor([x for t in chosen for x in getattr(t, key)]) for key in ("labels", "weights"))
            odds = net(*tensors([text.pieces for text in chosen]))
            losses = nn.functional.binary_cross_entropy_with_logits(odds, labels, reduction="none")
            optimizer.zero_grad()
            (losses * weights).mean().backward()
            optimizer.step()
            schedule.step()
        print(f"pass {number + 1} of {passes}", flush=True)
    return net.eval()


@dataclass
class Rounded:
    """The gate as it ships: what each piece adds to each filter at each place, in bytes; the rest in floats."""

    table: np.ndarray  # [piece, place, filter]
    floats: list  # step and constant of each filter; weights and constants of the hidden layer; weights and constant of the score

    @staticmethod
    def of(net):
        with torch.no_grad():
            sums = torch.einsum("pe,fek->pkf", net.words.weight, net.filters.weight).numpy()
            step = np.quantile(np.abs(sums), 0.9999, axis=(0, 1)).astype(np.float32) / 127
            layers = (net.hidden.weight, net.hidden.bias, net.out.weight[0], net.out.bias)
            floats = [step, net.filters.bias.numpy(), *(layer.numpy() for layer in layers)]
        return Rounded(np.clip(np.round(sums / step), -127, 127).astype(np.int8), floats)

    def bytes(self):
        return self.table.tobytes() + b"".join(part.astype("<f4").tobytes() for part in self.floats)

    def scores(self, sentences):
        """Log odds of each sentence of a text to report an event."""
        step, constant, hidden, hidden_constant, out, out_constant = self.floats
        own = np.array([np.maximum(self.best(sentence) * step + constant, 0) for sentence in sentences])
        framed = np.pad(own, ((1, 1), (0, 0)))
        beside = np.maximum(framed[:-2], framed[2:])
        whole = np.broadcast_to(own.mean(0), own.shape)
        layer = np.maximum(np.concatenate([own, beside, whole], 1) @ hidden.T + hidden_constant, 0)
        return layer @ out + out_constant[0]

    def best(self, sentence):
        added = self.table[sentence].astype(np.int32)
        sums = added[:, 1].copy()
        sums[1:] += added[:-1, 0]
        sums[:-1] += added[1:, 2]
        return sums.max(0)
