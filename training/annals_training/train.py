"""Trains all heads at once. Each batch comes from one source and trains the heads that the source has labels for."""

import json
import random
import time
from pathlib import Path

import torch

from . import articles, claims, labels, losses, mentions, names, places, start, treebanks, weak
from .batches import Pieces, batches
from .model import Model

# Passes over each source in one run: from MiniLM's weights, and from those of an earlier export (`--start`).
PASSES = {"trees": 7, "names": 5, "web": 14, "acts": 10, "claims": 2, "places": 2, "weak": 6}
PASSES_ON = {"trees": 1, "names": 1, "web": 3, "acts": 5, "claims": 1, "places": 1, "weak": 1}
CLAIM_RECORDS = 4  # every so many records of polnear
BATCH = 1600  # pieces
HEAD_RATE, WARM_UP = 1e-3, 60
ENCODER_RATE, ENCODER_RATE_ON = 1e-4, 6e-5
KEPT = 0.3  # share of the earlier export's weights in the result
CHECKPOINT_EVERY = 50  # steps
OWN = Path(__file__).parents[1] / "annotations"


def load(shared):
    """What each source gives: a function from pieces and a seed to the examples of one pass. And the inventories of XPOS
    tags and relations."""
    train, dev = Path(shared, "train"), Path(shared, "eval", "dev")
    files = [train / "ud" / f"{name}-train.conllu.gz" for name in ("en_ewt", "en_gum", "en_partut")]
    xpos, relations = treebanks.inventories(files[:2])
    index = lambda values: {value: i for i, value in enumerate(values)}
    own_names = names.read_own(OWN / "names.tsv", files[0])
    read = lambda file: treebanks.read(file, index(xpos), index(relations), own_names if file == files[0] else None)
    trees = [sentence for file in files for sentence in read(file)]
    ner = list(mentions.read(dev / "re3d.dev.jsonl.gz"))
    for part in ("train", "dev", "test"):
        ner += names.read(train / "ner" / f"crossner_politics-{part}.txt.gz", labels.CROSSNER_NAME)
    web = list(names.read(train / "ner" / "uner_ewt-dev.iob2.gz"))
    web += [sentence.example for sentence in trees if sentence.identity in own_names]
    known = list(weak.read(dev / "plover_rel.dev.jsonl.gz"))
    texts = [*articles.read(train / "events"), *articles.read_own(OWN, dev)]
    quotes = list(claims.read(dev / "polnear.dev.jsonl.gz", CLAIM_RECORDS))
    sites = list(places.read(dev / "geoparsing.dev.jsonl.gz"))
    passes = {
        "trees": lambda *draw: treebanks.windows(trees, *draw), "names": lambda *_: ner, "web": lambda *_: web,
        "acts": lambda *draw: articles.windows(texts, *draw), "claims": lambda *draw: claims.windows(quotes, *draw),
        "places": lambda *draw: places.windows(sites, *draw),
        "weak": lambda *_: known,
    }
    return passes, xpos, relations


def schedule(sources, pieces, seed, counts):
    """All batches of the run, mixed so that every source is spread evenly; weak labels keep to the second half."""
    placed = []
    for name, passes in counts.items():
        for turn in range(passes):
            key = f"{seed}-{name}-{turn}"
            for batch in batches(list(sources[name](pieces, key)), pieces, BATCH, key):
                start, end = turn / passes, (turn + 1) / passes
                if name == "weak":
                    start, end = 0.4 + 0.6 * start, 0.4 + 0.6 * end
                placed.append((random.Random(f"{seed}-{len(placed)}").uniform(start, end), len(placed), batch))
    return [batch for _, _, batch in sorted(placed, key=lambda item: item[:2])]


def optimizer(model, encoder_rate):
    """AdamW with a low rate for pretrained weights and a high one for the rest."""
    fresh = ("encoder.shapes", "encoder.mix")
    trained = [(n, p) for n, p in model.named_parameters() if p.requires_grad]
    is_pretrained = lambda name: name.startswith("encoder.") and not name.startswith(fresh)
    pretrained, heads = [p for n, p in trained if is_pretrained(n)], [p for n, p in trained if not is_pretrained(n)]
    groups = [{"params": pretrained, "rate": encoder_rate}, {"params": heads, "rate": HEAD_RATE}]
    return torch.optim.AdamW(groups, lr=HEAD_RATE, weight_decay=0.01, betas=(0.9, 0.98))


def train(shared, minilm, work, seed=1, limit=None, earlier=None):
    """Runs or resumes training; writes checkpoints and the final `model.pt` with its inventories to `work`."""
    work = Path(work)
    work.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    sources, xpos, relations = load(shared)
    (work / "inventories.json").write_text(json.dumps({"xpos": xpos, "relations": relations}))
    pieces = Pieces(Path(minilm, "tokenizer.json"))
    plan = schedule(sources, pieces, seed, PASSES_ON if earlier else PASSES)[:limit]
    model = Model(pieces.tokenizer.get_vocab_size(), len(xpos), len(relations))
    if earlier:
        print("fresh:", *start.load(model, earlier))
        model.encoder.words.weight.requires_grad_(False)  # has learnt what it can; saves a fifth of the time
    else:
        model.encoder.load_minilm(Path(minilm, "model.safetensors"))
    steps = optimizer(model, ENCODER_RATE_ON if earlier else ENCODER_RATE)
    done = resume(work, model, steps)
    print(f"{len(plan)} steps, {done} done", flush=True)
    run(model, steps, plan, done, pieces, work)
    if earlier:
        start.average(model, earlier, KEPT)
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
    narrow = torch.cpu.get_capabilities().get("avx512_bf16", False)  # elsewhere bfloat16 is slower than float32
    began, average = time.time(), None
    for at in range(done, len(plan)):
        rate = min(1.0, (at + 1) / WARM_UP) * (1 - at / len(plan))
        for group in steps.param_groups:
            group["lr"] = group["rate"] * rate
        inputs, sentence_of = pieces.tensors(plan[at])
        with torch.autocast("cpu", torch.bfloat16, enabled=narrow):
            loss = losses.batch_loss(model, plan[at], inputs, sentence_of, weak=True)
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
