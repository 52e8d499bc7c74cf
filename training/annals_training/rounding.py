"""Linear layers that, in training, compute with what int8 leaves of their inputs and weights, so that the export loses little.

Straight-through gradients after Bengio et al. (2013); the grids are those of `onnxruntime.quantization.quantize_dynamic` as
`export` calls it.
"""

import torch
import torch.nn.functional as F
from torch import nn


class Linear(nn.Linear):
    """Rounds while it trains."""

    def forward(self, x):
        if not self.training:
            return super().forward(x)
        return F.linear(x + (activations(x) - x).detach(), self.weight + (weights(self.weight) - self.weight).detach(), self.bias)


@torch.no_grad()
def activations(x):
    """Unsigned 8 bits over the range of the whole tensor, zero included."""
    low, high = x.amin().clamp(max=0), x.amax().clamp(min=0)
    scale = ((high - low) / 255).clamp(min=1e-8)
    return ((x - low) / scale).round() * scale + low


@torch.no_grad()
def weights(weight):
    """Signed 7 bits over the range of each output."""
    scale = (weight.abs().amax(1, keepdim=True) / 64).clamp(min=1e-8)
    return (weight / scale).round() * scale
