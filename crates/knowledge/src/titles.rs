//! Common nouns and titles that give an actor its type and sector: "gunmen", "lawmakers", "police", "spokesman", "Gen.".

use record::{EntityType, Sector};

use crate::{Problems, Source};

/// All titles. Read from `data/lang/en/titles.toml`.
#[derive(Debug, Default)]
pub struct Titles {}

/// What a title or noun says of whom it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// The lemma or phrase, in lower case.
    pub word: String,
    /// What it names.
    pub kind: EntityType,
    /// Its sector.
    pub sector: Option<Sector>,
    /// Whether it stands for the body it speaks for ("spokesman").
    pub speaks_for: bool,
    /// Whether it is an office ("prime minister") that may precede a name.
    pub office: bool,
}

impl Titles {
    /// Reads `data/lang/en/titles.toml`.
    pub fn load(_source: &Source, _problems: &mut Problems) -> Self {
        Self::default()
    }

    /// What a phrase in lower case says (lemmas: "prime minister", "gunman", "lawmaker"); the longest suffix of the phrase that is known decides.
    pub fn lookup(&self, _phrase: &str) -> Option<&Title> {
        None
    }
}
