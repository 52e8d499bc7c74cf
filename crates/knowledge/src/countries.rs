//! Countries with their names, demonyms, adjectives, and capitals that stand for governments.

use crate::{Problems, Source};

/// All countries. Read from `data/countries.toml`.
#[derive(Debug, Default)]
pub struct Countries {}

/// One country.
#[derive(Debug, Clone)]
pub struct Country {
    /// ISO 3166-1 alpha-3.
    pub iso3: String,
    /// ISO 3166-1 alpha-2.
    pub iso2: String,
    /// Short English name.
    pub name: String,
    /// Other names ("U.S.", "Burma").
    pub names: Vec<String>,
    /// Adjectives ("Iraqi", "US", "American").
    pub adjectives: Vec<String>,
    /// Words for its people ("Iraqi", "Iraqis", "Dane").
    pub demonyms: Vec<String>,
    /// Capital, and other names that stand for its government ("Baghdad", "the Kremlin", "White House").
    pub capitals: Vec<String>,
}

/// A country found under some word.
#[derive(Debug, Clone, Copy)]
pub struct CountryMatch<'k> {
    /// The country.
    pub country: &'k Country,
    /// By what kind of word.
    pub form: CountryForm,
}

/// Kinds of words for a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CountryForm {
    /// "Iraq".
    Name,
    /// "Iraqi".
    Adjective,
    /// "Iraqis".
    Demonym,
    /// "Baghdad", "the Kremlin".
    Capital,
}

impl Countries {
    /// Reads `data/countries.toml`.
    pub fn load(_source: &Source, _problems: &mut Problems) -> Self {
        Self::default()
    }

    /// The country a word or phrase stands for (leading "the" ignored, "U.S." = "US"; names before adjectives before demonyms before capitals).
    pub fn lookup(&self, _phrase: &str) -> Option<CountryMatch<'_>> {
        None
    }

    /// The country with that ISO3 code.
    pub fn get(&self, _iso3: &str) -> Option<&Country> {
        None
    }
}
