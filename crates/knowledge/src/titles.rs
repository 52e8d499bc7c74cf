//! Common nouns and titles that give an actor its type and sector: "gunmen", "lawmakers", "police", "spokesman", "Gen.".

use std::collections::{HashMap, HashSet};

use record::{EntityType, Sector};
use serde::Deserialize;
use toml::Spanned;

use crate::{Problems, Source, fold::plain, table};

const FILE: &str = "lang/en/titles.toml";
/// Most words of a known phrase that are compared, counted from its end.
const LONGEST: usize = 8;

/// All titles. Read from `data/lang/en/titles.toml`.
#[derive(Debug, Default)]
pub struct Titles {
    words: HashMap<String, Title>,
    /// Words that end the head of a phrase ("of").
    ends: HashSet<String>,
}

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

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ends: HashSet<String>,
    group: Vec<Group>,
}

/// Words that share what they say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    kind: EntityType,
    sector: Option<Sector>,
    #[serde(default)]
    speaks_for: bool,
    #[serde(default)]
    office: bool,
    words: Vec<Spanned<String>>,
}

impl Titles {
    /// Reads `data/lang/en/titles.toml`.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let mut titles = Self::default();
        let lines = table::Lines::of(source.text(FILE).unwrap_or_default());
        let file: File = table::read(source, FILE, problems);
        titles.ends = file.ends;
        for group in file.group {
            for word in &group.words {
                titles.add(&group, word, &lines, problems);
            }
        }
        titles
    }

    /// What a phrase in lower case says (lemmas: "prime minister", "gunman", "lawmaker"); the longest suffix of the phrase that
    /// is known decides, or that of its head ("government" of "government of Ethiopia"). A regular plural at its end is known by its singular, and a space before an apostrophe is none.
    pub fn lookup(&self, phrase: &str) -> Option<&Title> {
        let phrase = plain(phrase).replace(" '", "'");
        self.suffix(&phrase).or_else(|| self.suffix(self.head(&phrase)?))
    }

    /// The longest known suffix.
    fn suffix(&self, phrase: &str) -> Option<&Title> {
        let mut starts: Vec<usize> = phrase.rmatch_indices(' ').take(LONGEST).map(|(at, _)| at + 1).collect();
        if starts.len() < LONGEST {
            starts.push(0);
        }
        starts.iter().rev().find_map(|start| self.exact(&phrase[*start..]))
    }

    /// All titles by word.
    pub fn iter(&self) -> impl Iterator<Item = &Title> {
        let mut titles: Vec<&Title> = self.words.values().collect();
        titles.sort_by(|a, b| a.word.cmp(&b.word));
        titles.into_iter()
    }

    fn add(&mut self, group: &Group, word: &Spanned<String>, lines: &table::Lines, problems: &mut Problems) {
        let line = Some(lines.at(word.span().start));
        let written = word.get_ref();
        let key = plain(written);
        if key.is_empty() || key.chars().any(char::is_uppercase) || key.split(' ').count() > LONGEST {
            problems.add(FILE, line, format!("`{written}` must be 1 to {LONGEST} words in lower case"));
        }
        let Group { kind, sector, speaks_for, office, .. } = *group;
        let title = Title { word: key.clone(), kind, sector, speaks_for, office };
        if self.words.insert(key, title).is_some() {
            problems.add(FILE, line, format!("`{written}` stands here a second time: delete one"));
        }
    }

    /// What stands before the first word that ends a head: "government" of "government of national unity".
    fn head<'p>(&self, phrase: &'p str) -> Option<&'p str> {
        let spaces = phrase.match_indices(' ').map(|(at, _)| at);
        let mut ends =
            spaces.filter(|at| phrase[at + 1..].split(' ').next().is_some_and(|word| self.ends.contains(word)));
        Some(&phrase[..ends.next()?])
    }

    fn exact(&self, phrase: &str) -> Option<&Title> {
        self.words.get(phrase).or_else(|| singulars(phrase).find_map(|singular| self.words.get(&singular)))
    }
}

/// Singulars that a plural may have, likeliest first.
fn singulars(phrase: &str) -> impl Iterator<Item = String> {
    [("men", "man"), ("women", "woman"), ("ies", "y"), ("es", ""), ("s", "")]
        .into_iter()
        .filter_map(move |(plural, singular)| Some(format!("{}{singular}", phrase.strip_suffix(plural)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles() -> Titles {
        let mut problems = Problems::default();
        let titles = Titles::load(&Source::embedded(), &mut problems);
        assert!(problems.is_empty(), "{problems}");
        titles
    }

    #[test]
    fn nouns_give_their_sector() {
        let titles = titles();
        for (phrase, sector) in [
            ("gunman", Sector::Uaf),
            ("lawmaker", Sector::Leg),
            ("police", Sector::Cop),
            ("top commander", Sector::Mil),
            ("shiite militia", Sector::Prm),
            ("insurgent", Sector::Reb),
            ("protester", Sector::Cvl),
            ("university student", Sector::Edu),
            ("reporter", Sector::Jrn),
            ("doctor", Sector::Med),
            ("supreme court", Sector::Jud),
            ("former prime minister", Sector::Eli),
            ("deputy foreign minister", Sector::Gov),
            ("opposition leader", Sector::Opp),
            ("refugee", Sector::Ref),
            ("troops from abroad", Sector::Mil),
            ("government of the island", Sector::Gov),
            ("members of the opposition", Sector::Opp),
        ] {
            assert_eq!(titles.lookup(phrase).and_then(|title| title.sector), Some(sector), "{phrase}");
        }
    }

    #[test]
    fn the_longest_suffix_decides() {
        let titles = titles();
        assert_eq!(
            titles.lookup("the country's prime minister").map(|title| title.word.as_str()),
            Some("prime minister")
        );
        assert_eq!(titles.lookup("prime time"), None);
    }

    #[test]
    fn plurals_are_known() {
        let titles = titles();
        for (plural, word) in [("gunmen", "gunman"), ("lawmakers", "lawmaker"), ("deputies", "deputy")] {
            assert_eq!(titles.lookup(plural).map(|title| title.word.as_str()), Some(word));
        }
    }

    #[test]
    fn speakers_and_offices_are_marked() {
        let titles = titles();
        assert!(titles.lookup("spokeswoman").is_some_and(|title| title.speaks_for));
        assert!(titles.lookup("president").is_some_and(|title| title.office));
        assert!(titles.lookup("gen.").is_some_and(|title| title.office));
        assert!(titles.lookup("gunman").is_some_and(|title| !title.office && !title.speaks_for));
    }

    #[test]
    fn there_are_enough_of_them_in_order() {
        let titles = titles();
        assert!(titles.iter().count() >= 500);
        assert!(titles.iter().is_sorted_by(|a, b| a.word < b.word));
    }

    #[test]
    fn hostile_input_finds_nothing() {
        let titles = titles();
        let long = "x ".repeat(100_000);
        for phrase in ["", " ", "the", "s", "es", &long, "\u{301}", "\0", "gunman\u{200b}"] {
            assert_eq!(titles.lookup(phrase), None, "{phrase:?}");
        }
    }

    #[test]
    fn problems_name_their_lines() {
        let text = "ends = []\n[[group]]\nkind = \"person\"\nwords = [\n \"mayor\",\n \"mayor\",\n \"Mayor\",\n]\n";
        let mut problems = Problems::default();
        Titles::load(&Source::of([(FILE, text)]), &mut problems);
        let lines: Vec<_> = problems.0.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [Some(6), Some(7)], "{problems}");
        let mut problems = Problems::default();
        Titles::load(
            &Source::of([(FILE, "ends = []\n[[group]]\nkind = \"person\"\nsector = \"XYZ\"\nwords = []\n")]),
            &mut problems,
        );
        assert_eq!(problems.0[0].line, Some(4), "{problems}");
    }
}
