//! Quantities with bounds: "at least 12", "dozens", "between 5 and 7", "over 165".

use std::ops::Range;

use record::Span;

/// A number of things, with bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens, modifiers included.
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// At least; `None` where the text gives no lower bound.
    pub min: Option<u64>,
    /// At most; `None` where the text gives no upper bound.
    pub max: Option<u64>,
    /// Index of the word counted, where there is one ("students").
    pub counted: Option<usize>,
}
