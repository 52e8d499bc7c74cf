"""From a checkpoint to `models/`: ONNX, int8 weights, vocabulary and manifest."""

import hashlib
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from . import labels, manifest, start
from .model import Model

INPUTS = ("pieces", "shapes", "mask", "first")
OUTPUTS = ("words", "arcs", "dependents", "heads", "roles", "antecedents")
OPSET = 17


def load(work, minilm):
    """The trained model with its inventories; the last checkpoint where training has not ended."""
    work = Path(work)
    inventories = json.loads((work / "inventories.json").read_text())
    vocabulary = vocabulary_of(minilm)
    model = Model(len(vocabulary), len(inventories["xpos"]), len(inventories["relations"]))
    final = work / "model.pt"
    state = torch.load(final) if final.exists() else torch.load(work / "checkpoint.pt")["model"]
    model.load_state_dict(state)
    return model.eval(), inventories, vocabulary


def vocabulary_of(minilm):
    """Word pieces in the order of their ids."""
    return Path(minilm, "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")


def to_onnx(model, path):
    """Writes the float model with free batch, piece and word counts."""
    example = (torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9),
               torch.ones(2, 5, dtype=torch.long))
    axes = {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]} | {"first": {0: "batch", 1: "words"}}
    axes |= {name: {0: "batch"} for name in OUTPUTS}
    torch.onnx.export(model, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS),
                      dynamic_axes=axes, opset_version=OPSET, dynamo=False)


def to_int8(source, target):
    """Per-channel int8 weights in 7 bits: sums of two products then fit 16 bits on processors without VNNI. What `pairs` applies to
    pairs of words stays in floats: it is little, and was not trained with rounding."""
    pairs = [node.name for node in onnx.load(str(source)).graph.node if node.name.startswith("/pairs/MatMul")]
    quantize_dynamic(source, target, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8,
                     op_types_to_quantize=["MatMul", "Gather"], nodes_to_exclude=pairs)


def to_float(exported, inventories, minilm, target):
    """Writes the model of an export, whose weights int8 has rounded, as a float one: what is left is the loss of int8 arithmetic."""
    model = Model(len(vocabulary_of(minilm)), len(inventories["xpos"]), len(inventories["relations"]))
    fresh = start.load(model, exported)
    if fresh:
        raise ValueError(f"{exported} has no {', '.join(fresh)}")
    to_onnx(model.eval(), target)


def export(work, minilm, models, float_copy=None):
    """Writes `annals.onnx`, `vocab.txt` and `manifest.toml` to `models`; the float model to `float_copy` if given."""
    model, inventories, vocabulary = load(work, minilm)
    models = Path(models)
    models.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(float_copy or Path(folder, "float.onnx"))
        to_onnx(model, plain)
        to_int8(plain, models / "annals.onnx")
    onnx.checker.check_model(str(models / "annals.onnx"))
    (models / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    files = {name: hashlib.sha256((models / name).read_bytes()).hexdigest() for name in ("annals.onnx", "vocab.txt")}
    (models / "manifest.toml").write_text(manifest.text(files, inventories, labels), encoding="utf-8")
