"""Trains all heads at once. Each batch comes from one source and trains the heads that the source has labels for."""

import json
import random
import time
from pathlib import Path

import torch

from . import articles, labels, losses, mentions, names, treebanks, weak
from .batches import Pieces, batches
from .model import Model

# Passes over each source in one run.
PASSES = {"trees": 7, "names": 5, "web": 14, "acts": 9, "weak": 6}
BATCH = 1600  # pieces
ENCODER_RATE, HEAD_RATE, WARM_UP = 1e-4, 1e-3, 60
CHECKPOINT_EVERY = 100  # steps


def load(shared):
    """All training examples by source, and the inventories of XPOS tags and relations."""
    train = Path(shared, "train")
    files = [train / "ud" / f"{name}-train.conllu.gz" for name in ("en_ewt", "en_gum", "en_partut")]
    xpos, relations = treebanks.inventories(files[:2])
    index = lambda values: {value: i for i, value in enumerate(values)}
    trees = [e for file in files for e in treebanks.read(file, index(xpos), index(relations))]
    dev = Path(shared, "eval", "dev")
    ner = list(mentions.read(dev / "re3d.dev.jsonl.gz"))
    for part in ("train", "dev", "test"):
        ner += names.read(train / "ner" / f"crossner_politics-{part}.txt.gz", labels.CROSSNER_NAME)
    sources = {
        "trees": trees, "names": ner, "web": list(names.read(train / "ner" / "uner_ewt-dev.iob2.gz")),
        "acts": list(articles.read(train / "events")), "weak": list(weak.read(dev / "plover_rel.dev.jsonl.gz")),
    }
    return sources, xpos, relations


def schedule(sources, pieces, seed):
    """All batches of the run, mixed so that every source is spread evenly; weak labels keep to the second half."""
    placed = []
    for name, passes in PASSES.items():
        for turn in range(passes):
            for batch in batches(sources[name], pieces, BATCH, f"{seed}-{name}-{turn}"):
                start, end = turn / passes, (turn + 1) / passes
                if name == "weak":
                    start, end = 0.4 + 0.6 * start, 0.4 + 0.6 * end
                placed.append((random.Random(f"{seed}-{len(placed)}").uniform(start, end), len(placed), batch))
    return [batch for _, _, batch in sorted(placed, key=lambda item: item[:2])]


def optimizer(model):
    """AdamW with a low rate for pretrained weights and a high one for the rest."""
    fresh = ("encoder.shapes", "encoder.mix")
    pretrained = [p for n, p in model.named_parameters() if n.startswith("encoder.") and not n.startswith(fresh)]
    known = {id(p) for p in pretrained}
    heads = [p for p in model.parameters() if id(p) not in known]
    groups = [{"params": pretrained, "rate": ENCODER_RATE}, {"params": heads, "rate": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=HEAD_RATE, weight_decay=0.01, betas=(0.9, 0.98))


def train(shared, minilm, work, seed=1, limit=None):
    """Runs or resumes training; writes checkpoints and the final `model.pt` with its inventories to `work`."""
    work = Path(work)
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    sources, xpos, relations = load(shared)
    (work / "inventories.json").write_text(json.dumps({"xpos": xpos, "relations": relations}))
    pieces = Pieces(Path(minilm, "tokenizer.json"))
    plan = schedule(sources, pieces, seed)[:limit]
    model = Model(pieces.tokenizer.get_vocab_size(), len(xpos), len(relations))
    model.encoder.load_minilm(Path(minilm, "model.safetensors"))
    steps = optimizer(model)
    done = resume(work, model, steps)
    print(f"{len(plan)} steps, {done} done; " + ", ".join(f"{k} {len(v)}" for k, v in sources.items()), flush=True)
    run(model, steps, plan, done, pieces, work)
    torch.save(model.state_dict(), work / "model.pt")


def resume(work, model, steps):
    """Loads the last checkpoint, if any; returns how many steps it has seen."""
    path = work / "checkpoint.pt"
    if not path.exists():
        return 0
    state = torch.load(path)
    model.load_state_dict(state["model"])
    steps.load_state_dict(state["steps"])
    return state["done"]


def run(model, steps, plan, done, pieces, work):
    """The training loop with linear warm-up and decay."""
    model.train()
    began, average = time.time(), None
    for at in range(done, len(plan)):
        rate = min(1.0, (at + 1) / WARM_UP) * (1 - at / len(plan))
        for group in steps.param_groups:
            group["lr"] = group["rate"] * rate
        inputs, word_mask = pieces.tensors([example.words for example in plan[at]])
        with torch.autocast("cpu", torch.bfloat16):
            loss = losses.batch_loss(model, plan[at], inputs, word_mask, weak=True)
        steps.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        steps.step()
        average = loss.item() if average is None else 0.98 * average + 0.02 * loss.item()
        if (at + 1) % CHECKPOINT_EVERY == 0:
            print(f"step {at + 1}/{len(plan)} loss {average:.3f} {(time.time() - began) / (at + 1 - done):.2f} s/step", flush=True)
            save(work, model, steps, at + 1)


def save(work, model, steps, done):
    """Writes a checkpoint whole or not at all."""
    temporary = work / "checkpoint.tmp"
    torch.save({"model": model.state_dict(), "steps": steps.state_dict(), "done": done}, temporary)
    temporary.replace(work / "checkpoint.pt")
