//! Spans in code points, and the way between code points and bytes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A half-open range of Unicode code points of a document's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Self { start, end }
    }

    /// Number of code points.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether both spans share a code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span covering both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// Maps code points of one text to its bytes and back.
///
/// Holds a checkpoint every 64 code points, so that a look-up costs a short scan and little memory.
#[derive(Debug, Clone)]
pub struct CharIndex<'t> {
    text: &'t str,
    checkpoints: Vec<usize>,
    chars: usize,
}

const STRIDE: usize = 64;

impl<'t> CharIndex<'t> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut chars = 0;
        for (byte, _) in text.char_indices() {
            if chars % STRIDE == 0 {
                checkpoints.push(byte);
            }
            chars += 1;
        }
        Self { text, checkpoints, chars }
    }

    /// The indexed text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// Length in code points.
    pub fn len(&self) -> usize {
        self.chars
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// Byte offset of code point `at`; the text's length in bytes where `at` is past its end.
    pub fn byte(&self, at: usize) -> usize {
        if at >= self.chars {
            return self.text.len();
        }
        let base = self.checkpoints[at / STRIDE];
        let rest = &self.text[base..];
        base + rest.char_indices().nth(at % STRIDE).map_or(rest.len(), |(byte, _)| byte)
    }

    /// Code point offset of byte `at`, which must lie on a character boundary.
    pub fn char(&self, at: usize) -> usize {
        let block = self.checkpoints.partition_point(|&byte| byte <= at).saturating_sub(1);
        let base = self.checkpoints.get(block).copied().unwrap_or(0);
        block * STRIDE + self.text[base..at].chars().count()
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &'t str {
        &self.text[self.byte(span.start)..self.byte(span.end)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_points_and_bytes_map_both_ways() {
        let text = "“Ölpreis” — ".repeat(40);
        let index = CharIndex::new(&text);
        for (at, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(index.byte(at), byte);
            assert_eq!(index.char(byte), at);
        }
        assert_eq!(index.byte(index.len()), text.len());
        assert_eq!(index.char(text.len()), index.len());
    }

    #[test]
    fn empty_text_has_one_boundary() {
        let index = CharIndex::new("");
        assert_eq!((index.byte(0), index.char(0), index.len()), (0, 0, 0));
    }
}
