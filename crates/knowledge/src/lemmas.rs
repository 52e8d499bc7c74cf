//! Word forms whose dictionary form rules do not give ("went", "children"). Read from `data/lang/en/lemmas.tsv`.

use std::collections::HashMap;

use crate::{Problems, Source};

const FILE: &str = "lang/en/lemmas.tsv";

/// Exceptions by form in lower case and Penn Treebank tag.
#[derive(Debug, Default)]
pub struct Lemmas {
    exceptions: HashMap<String, Vec<(String, String)>>,
}

impl Lemmas {
    /// Reads the table: form, tag, lemma, separated by tabs.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let mut lemmas = Self::default();
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
        let source = Source::of([(FILE, "went\tVBD\tgo\nbroken line\n")]);
        let lemmas = Lemmas::load(&source, &mut problems);
        assert_eq!(lemmas.exception("went", "VBD"), Some("go"));
        assert_eq!(lemmas.exception("went", "NN"), None);
        assert_eq!(problems.0[0].line, Some(2));
    }
}
