//! Countries with their names, demonyms, adjectives, and capitals that stand for governments.

use std::collections::HashMap;

use serde::Deserialize;

use crate::{
    Problems, Source,
    fold::{plain, without_article},
    table,
};

const FILE: &str = "countries.toml";
/// Shortest name that is also known in capitals; below it, capitals are acronyms of something else.
const SHORTEST_IN_CAPITALS: usize = 4;

/// All countries. Read from `data/countries.toml`.
#[derive(Debug, Default)]
pub struct Countries {
    /// By ISO3.
    countries: Vec<Country>,
    index: HashMap<String, (usize, CountryForm)>,
}

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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    iso2: String,
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    demonyms: Vec<String>,
    #[serde(default)]
    capitals: Vec<String>,
}

impl Countries {
    /// Reads `data/countries.toml`.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let mut loaded = Self::default();
        let mut lines = Vec::new();
        for (iso3, line, raw) in table::entries::<Raw>(source, FILE, problems) {
            check_codes(&iso3, &raw.iso2, line, problems);
            let Raw { iso2, name, names, adjectives, demonyms, capitals } = raw;
            loaded.countries.push(Country { iso3, iso2, name, names, adjectives, demonyms, capitals });
            lines.push(line);
        }
        loaded.index_words(&lines, problems);
        loaded
    }

    /// The country a word or phrase stands for. A leading "the" is ignored and "U.S." is "US"; names come before adjectives
    /// before demonyms before capitals. Letter case counts ("turkey" and "us" are no countries), but names in capitals are known.
    pub fn lookup(&self, phrase: &str) -> Option<CountryMatch<'_>> {
        let phrase = plain(phrase);
        let (position, form) = self.index.get(&phrase).or_else(|| self.index.get(without_article(&phrase)))?;
        Some(CountryMatch { country: &self.countries[*position], form: *form })
    }

    /// The country with that ISO3 code.
    pub fn get(&self, iso3: &str) -> Option<&Country> {
        let position = self.countries.binary_search_by(|country| country.iso3.as_str().cmp(iso3)).ok()?;
        Some(&self.countries[position])
    }

    /// All countries by ISO3.
    pub fn iter(&self) -> impl Iterator<Item = &Country> {
        self.countries.iter()
    }

    /// Fills the index form by form, so that a name is never hidden by another country's capital.
    fn index_words(&mut self, lines: &[usize], problems: &mut Problems) {
        use CountryForm::*;
        for form in [Name, Adjective, Demonym, Capital] {
            for (position, country) in self.countries.iter().enumerate() {
                for word in country.words(form) {
                    let held = *self.index.entry(plain(word)).or_insert((position, form));
                    if form == Name && held.0 != position {
                        let message = format!("the name `{word}` also stands at {}", self.countries[held.0].iso3);
                        problems.add(FILE, Some(lines[position]), message);
                    }
                    if form == Name && word.chars().count() >= SHORTEST_IN_CAPITALS {
                        self.index.entry(plain(word).to_uppercase()).or_insert((position, form));
                    }
                }
            }
        }
    }
}

impl Country {
    /// Its words of one form.
    fn words(&self, form: CountryForm) -> impl Iterator<Item = &str> {
        let (first, rest) = match form {
            CountryForm::Name => (Some(&self.name), &self.names),
            CountryForm::Adjective => (None, &self.adjectives),
            CountryForm::Demonym => (None, &self.demonyms),
            CountryForm::Capital => (None, &self.capitals),
        };
        first.into_iter().chain(rest).map(String::as_str)
    }
}

fn check_codes(iso3: &str, iso2: &str, line: usize, problems: &mut Problems) {
    for (code, length) in [(iso3, 3), (iso2, 2)] {
        if code.len() != length || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            problems.add(FILE, Some(line), format!("`{code}` is no ISO 3166-1 code of {length} capital letters"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn countries() -> Countries {
        let mut problems = Problems::default();
        let countries = Countries::load(&Source::embedded(), &mut problems);
        assert!(problems.is_empty(), "{problems}");
        countries
    }

    #[track_caller]
    fn found(countries: &Countries, phrase: &str, iso3: &str, form: CountryForm) {
        let found = countries.lookup(phrase).map(|found| (found.country.iso3.as_str(), found.form));
        assert_eq!(found, Some((iso3, form)), "{phrase}");
    }

    #[test]
    fn knows_every_form() {
        use CountryForm::*;
        let countries = countries();
        for phrase in ["US", "U.S.", "the United States", "USA", "America", "the US"] {
            found(&countries, phrase, "USA", Name);
        }
        for (phrase, iso3, form) in [
            ("Iraqi", "IRQ", Adjective),
            ("Iraqis", "IRQ", Demonym),
            ("Baghdad", "IRQ", Capital),
            ("the Kremlin", "RUS", Capital),
            ("The Hague", "NLD", Capital),
            ("Élysée Palace", "FRA", Capital),
            ("Côte d’Ivoire", "CIV", Name),
            ("Burma", "MMR", Name),
            ("Britain", "GBR", Name),
            ("Danes", "DNK", Demonym),
            ("Nigerien", "NER", Adjective),
            ("Kosovo", "XKX", Name),
            ("Palestinian", "PSE", Adjective),
            ("TURKEY", "TUR", Name),
            ("Dominican", "DOM", Adjective),
        ] {
            found(&countries, phrase, iso3, form);
        }
    }

    #[test]
    fn letter_case_counts() {
        let countries = countries();
        for word in ["us", "Us", "turkey", "chad", "jordan", "china", "polish", "hague"] {
            assert!(countries.lookup(word).is_none(), "{word}");
        }
    }

    #[test]
    fn hostile_input_finds_nothing() {
        let countries = countries();
        let long = "the ".repeat(10_000);
        for word in ["", "the", "The ", " ", ".", "\u{301}\u{301}", &long, "\0", "Iraq\u{200b}x"] {
            assert!(countries.lookup(word).is_none(), "{word:?}");
        }
    }

    #[test]
    fn gets_and_iterates_by_code() {
        let countries = countries();
        assert_eq!(countries.get("TWN").map(|country| country.name.as_str()), Some("Taiwan"));
        assert!(countries.get("ZZZ").is_none());
        assert_eq!(countries.iter().count(), 250);
        assert!(countries.iter().is_sorted_by(|a, b| a.iso3 < b.iso3));
    }

    #[test]
    fn problems_name_their_lines() {
        let text = "[AAA]\niso2 = \"AA\"\nname = \"One\"\n\n[BBB]\niso2 = \"b\"\nname = \"One\"\n";
        let mut problems = Problems::default();
        Countries::load(&Source::of([(FILE, text)]), &mut problems);
        let lines: Vec<_> = problems.0.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(5), Some(5)], "{problems}");
        let mut problems = Problems::default();
        Countries::load(&Source::of([(FILE, "[AAA]\nname = 3\n")]), &mut problems);
        assert_eq!(problems.0[0].line, Some(2), "{problems}");
        let mut problems = Problems::default();
        Countries::load(&Source::of([]), &mut problems);
        assert!(problems.to_string().contains("countries.toml"), "{problems}");
    }
}
