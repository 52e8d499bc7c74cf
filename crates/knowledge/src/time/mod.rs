//! Words and phrases that name times or say how to count them. Read from `data/lang/en/time/*.toml`.

mod codes;
mod load;
mod sense;

use std::collections::HashMap;

pub use sense::{
    Anchor, Bounds, DayPart, HalfDay, Holiday, Measure, NamedDays, Season, Shift, TimeModifier, TimeReference,
    TimeSense, TimeUnit,
};

/// All time words. A word may have several senses ("second", "may", "fall").
#[derive(Debug, Default)]
pub struct TimeWords {
    phrases: HashMap<String, Vec<TimePhrase>>,
}

/// A word or phrase with one of its senses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimePhrase {
    /// The words after the first, in lower case.
    pub rest: Vec<String>,
    /// What it says.
    pub sense: TimeSense,
}

impl TimeWords {
    /// The phrases that begin with a word in lower case, the longest first.
    pub fn beginning(&self, word: &str) -> &[TimePhrase] {
        self.phrases.get(word).map_or(&[], Vec::as_slice)
    }

    /// Number of phrases, a phrase counting once for each of its senses.
    pub fn len(&self) -> usize {
        self.phrases.values().map(Vec::len).sum()
    }

    /// Whether there are no phrases.
    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }
}

#[cfg(test)]
mod tests;
