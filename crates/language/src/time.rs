//! English time expressions with TIMEX3 values (TimeML 1.2.1).

use std::ops::Range;

use record::{Interval, Span};

/// A time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value: `2024-02-07`, `2024-W06`, `P3D`, `PRESENT_REF`, `XXXX-WXX-3`; relative ones stay open without a document date.
    pub value: String,
    /// TIMEX3 modifier: `START`, `APPROX`, `MORE_THAN`.
    pub modifier: Option<String>,
    /// The days it covers, where they are known.
    pub interval: Option<Interval>,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}
