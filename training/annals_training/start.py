"""Starts from the weights of an earlier export: its tensors, made floats again, where the present model has the same ones."""

import onnx
import torch
from onnx import numpy_helper


def load(model, path):
    """Copies what an exported model shares with this one; of a layer that has grown, the part that was there. Returns the
    names of the parameters that stay fresh."""
    known = tensors(path)
    fresh = []
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            old = known.get(name)
            if old is None or old.dim() != parameter.dim() or old.shape[1:] != parameter.shape[1:]:
                fresh.append(name)
                continue
            rows = min(len(old), len(parameter))
            parameter[:rows] = old[:rows]
    return fresh


def average(model, path, share):
    """Puts a share of an exported model's weights back into a model that went on from it (Wortsman et al. 2022): better than
    either of the two on what neither was trained on."""
    trained = {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
    trained["encoder.mix"] -= trained["encoder.mix"].logsumexp(0)  # of logits, as the export has them
    load(model, path)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(share * parameter + (1 - share) * trained[name])


def tensors(path):
    """Tensors of an int8 ONNX file by their names in the PyTorch model."""
    graph = onnx.load(str(path)).graph
    stored = {tensor.name: torch.tensor(numpy_helper.to_array(tensor)) for tensor in graph.initializer}
    result = {name: tensor for name, tensor in stored.items() if not name.startswith("onnx::")}
    for name in [name for name in stored if name.endswith(".weight_quantized")]:  # embeddings
        result[name.removesuffix("_quantized")] = plain(stored, name.removesuffix("_quantized"))
    for node in graph.node:
        if node.op_type == "MatMulInteger":  # /encoder/layers.0/qkv/MatMul_quant
            layer = ".".join(node.name.strip("/").split("/")[:-1])
            result[f"{layer}.weight"] = plain(stored, node.input[1].removesuffix("_quantized")).T
    result["encoder.mix"] = mix(stored)
    return result


def mix(stored):
    """The export holds the layers' weights as constants: that of the embeddings, and those of the layers."""
    first = next(tensor for name, tensor in stored.items() if name.startswith("onnx::Mul_"))
    rest = next(tensor for name, tensor in stored.items() if name.startswith("onnx::Split_"))
    return torch.cat([first.reshape(1), rest]).log()


def plain(stored, name):
    """A tensor from its integers, scale and zero point (by column for matrices)."""
    integers, zero = stored[f"{name}_quantized"].float(), stored[f"{name}_zero_point"].float()
    return (integers - zero) * stored[f"{name}_scale"]
