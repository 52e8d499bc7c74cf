//! Quotations that run over words and sentences.

use language::Analysis;

/// A quotation: from (sentence, token) of its opening mark to that of its closing mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    pub open: (usize, usize),
    pub close: (usize, usize),
}

/// Most sentences a quotation may run over; a mark that stays open longer was no opening one.
const LONGEST: usize = 8;

/// All quotations of the document, in order.
pub(super) fn quotes(analysis: &Analysis) -> Vec<Quote> {
    let mut found = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        if open.is_some_and(|(began, _)| index - began > LONGEST) {
            open = None;
        }
        for (at, token) in sentence.tokens.iter().enumerate() {
            match (token.form.as_str(), open) {
                ("“" | "``" | "«" | "„", _) | ("\"", None) => open = Some((index, at)),
                ("”" | "''" | "»" | "\"", Some(began)) => {
                    found.push(Quote { open: began, close: (index, at) });
                    open = None;
                }
                _ => {}
            }
        }
    }
    found
}

impl Quote {
    /// Whether a token lies inside.
    pub fn contains(&self, sentence: usize, token: usize) -> bool {
        self.open < (sentence, token) && (sentence, token) < self.close
    }

    /// Whether it is long enough for somebody's words rather than a word marked as such.
    pub fn is_speech(&self) -> bool {
        self.open.0 != self.close.0 || self.close.1 - self.open.1 > 4
    }
}
