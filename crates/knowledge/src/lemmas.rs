//! Word forms whose dictionary form rules do not give ("went", "children"), and verbs that rules choose among ("hope", "hop").
//! Read from `data/lang/en/lemmas.tsv` and `verbs.txt`.

use std::collections::{HashMap, HashSet};

use crate::{PatternSet, Problems, Source};

const FILE: &str = "lang/en/lemmas.tsv";
const VERBS: &str = "lang/en/verbs.txt";

/// Exceptions by form in lower case and Penn Treebank tag, and known verbs.
#[derive(Debug, Default)]
pub struct Lemmas {
    verbs: HashSet<String>,
    exceptions: HashMap<String, Vec<(String, String)>>,
}

impl Lemmas {
    /// Reads the table: form, tag, lemma, separated by tabs; and the verbs, one a line, to which those of the patterns are added.
    pub fn load(source: &Source, patterns: &PatternSet, problems: &mut Problems) -> Self {
        let mut lemmas = Self::default();
        let known = source.text(VERBS).unwrap_or_else(|| {
            problems.add(VERBS, None, "is missing or not UTF-8; `training/lemmas.py` writes it");
            ""
        });
        lemmas.verbs = known.lines().map(str::to_owned).chain(patterns.verbs().map(str::to_owned)).collect();
        let Some(text) = source.text(FILE) else {
            problems.add(FILE, None, "is missing or not UTF-8; `training/lemmas.py` writes it");
            return lemmas;
        };
        for (at, line) in text.lines().enumerate() {
            let mut columns = line.split('\t');
            match (columns.next(), columns.next(), columns.next(), columns.next()) {
                (Some(form), Some(tag), Some(lemma), None) if !form.is_empty() && !lemma.is_empty() => {
                    lemmas.exceptions.entry(form.to_owned()).or_default().push((tag.to_owned(), lemma.to_owned()));
                }
                _ => problems.add(FILE, Some(at + 1), "expected form, tag and lemma, separated by tabs"),
            }
        }
        lemmas
    }

    /// Whether a word is the dictionary form of a known verb.
    pub fn is_verb(&self, word: &str) -> bool {
        self.verbs.contains(word)
    }

    /// The lemma of a form in lower case with a tag, where it is an exception.
    pub fn exception(&self, form: &str, tag: &str) -> Option<&str> {
        self.exceptions.get(form)?.iter().find(|(known, _)| known == tag).map(|(_, lemma)| lemma.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_lines_are_named() {
        let mut problems = Problems::default();
        let source = Source::of([(FILE, "went\tVBD\tgo\nbroken line\n"), (VERBS, "go\n")]);
        let lemmas = Lemmas::load(&source, &PatternSet::default(), &mut problems);
        assert!(lemmas.is_verb("go") && !lemmas.is_verb("went"));
        assert_eq!(lemmas.exception("went", "VBD"), Some("go"));
        assert_eq!(lemmas.exception("went", "NN"), None);
        assert_eq!(problems.0[0].line, Some(2));
    }
}
