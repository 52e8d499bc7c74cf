//! The operators that the network uses: what is not listed is not linked into the binary.

use rten::{OpRegistry, op_registry};

/// A registry of the operators of `models/annals.onnx`; loading a network with others fails and names the one that lacks.
pub(super) fn registry() -> OpRegistry {
    op_registry!(
        Add,
        Cast,
        Clip,
        Concat,
        ConstantOfShape,
        CumSum,
        DequantizeLinear,
        Div,
        DynamicQuantizeLinear,
        Equal,
        Erf,
        Expand,
        Gather,
        GatherElements,
        LayerNormalization,
        MatMul,
        MatMulInteger,
        Max,
        Mul,
        Range,
        Relu,
        Reshape,
        ScatterElements,
        Shape,
        Slice,
        Softmax,
        Split,
        Squeeze,
        Sub,
        TopK,
        Transpose,
        Unsqueeze,
        Where
    )
}
