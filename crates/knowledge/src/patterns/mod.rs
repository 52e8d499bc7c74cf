//! Trigger patterns: words in constructions that name acts. Read from `data/lang/en/patterns`, whose README gives the format.

mod condition;
mod load;

use std::collections::{HashMap, HashSet};

use record::EventType;

pub use condition::{Condition, Relation, Test};

/// All patterns of the language, by the first word of their entries.
#[derive(Debug, Default)]
pub struct PatternSet {
    patterns: Vec<Pattern>,
    /// First word → pattern and entry.
    index: HashMap<String, Vec<(usize, usize)>>,
    classes: HashMap<String, HashSet<String>>,
}

/// One pattern.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// `en.TYPE.ID`.
    pub id: String,
    /// Type of the acts it names; `None` where its words look like an act and name none ("seized the chance").
    pub kind: Option<EventType>,
    /// Modes that its words say.
    pub modes: Vec<String>,
    /// Contexts that its words say.
    pub contexts: Vec<String>,
    /// Share of its matches that are acts of its type, 0 to 1.
    pub weight: f64,
    /// The words it matches.
    pub entries: Vec<Entry>,
    /// All of these must hold.
    pub when: Vec<Condition>,
    /// None of these may hold.
    pub unless: Vec<Condition>,
    /// Relations whose words are actors, where the usual reading would not find them.
    pub actor: Vec<Relation>,
    /// Relations whose words are recipients, likewise.
    pub recipient: Vec<Relation>,
    /// Sentences in which it must match.
    pub accept: Vec<String>,
    /// Sentences in which it must not match.
    pub refuse: Vec<String>,
    /// Its file, relative to `data/`.
    pub file: String,
    /// Line of its block, from 1.
    pub line: usize,
}

/// Words that hang together, by dictionary form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The words, in order.
    pub words: Vec<String>,
    /// What the topmost of them in the tree must be.
    pub class: EntryClass,
}

/// Part of speech of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryClass {
    /// A verb, with up to four other words between the entry's.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

impl PatternSet {
    /// Every pattern, by file and place in it.
    pub fn iter(&self) -> impl Iterator<Item = &Pattern> {
        self.patterns.iter()
    }

    /// Patterns and entries that begin with a word (dictionary form, lower case).
    pub fn beginning_with(&self, word: &str) -> impl Iterator<Item = (&Pattern, &Entry)> {
        let found = self.index.get(word).map_or(&[][..], Vec::as_slice);
        found.iter().map(|&(pattern, entry)| (&self.patterns[pattern], &self.patterns[pattern].entries[entry]))
    }

    /// The first words of all verb entries.
    pub fn verbs(&self) -> impl Iterator<Item = &str> {
        let entries = self.patterns.iter().flat_map(|pattern| &pattern.entries);
        entries.filter(|entry| entry.class == EntryClass::Verb).map(|entry| entry.words[0].as_str())
    }

    /// Whether a word belongs to a class of `classes.toml`.
    pub fn in_class(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(word))
    }
}

#[cfg(test)]
mod tests;
