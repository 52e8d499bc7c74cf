//! Words for what an assault is done with.

use std::collections::HashMap;

use record::EventType;
use serde::Deserialize;

use crate::{Ontology, Problems, Source, table};

const FILE: &str = "lang/en/means.toml";

/// Means of assaults and the modes they give. Read from `data/lang/en/means.toml`.
#[derive(Debug, Default)]
pub struct Means {
    /// Each word with the rank of its mode.
    words: HashMap<String, usize>,
    modes: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    means: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    mode: String,
    words: Vec<String>,
}

impl Means {
    /// Reads `data/lang/en/means.toml`.
    pub fn load(source: &Source, ontology: &Ontology, problems: &mut Problems) -> Self {
        let mut means = Self::default();
        for group in table::read::<File>(source, FILE, problems).means {
            if !ontology.has_mode(EventType::Assault, &group.mode) {
                problems.add(FILE, None, format!("ASSAULT has no mode `{}`", group.mode));
            }
            for word in group.words {
                if means.words.insert(word.clone(), means.modes.len()).is_some() {
                    problems.add(FILE, None, format!("`{word}` stands twice: delete one"));
                }
            }
            means.modes.push(group.mode);
        }
        means
    }

    /// Rank of the mode that a word or two words in a row give; the lowest rank decides.
    pub fn rank(&self, words: &str) -> Option<usize> {
        self.words.get(words).copied()
    }

    /// Whether a mode says what an assault is done with.
    pub fn is_mode(&self, mode: &str) -> bool {
        self.modes.iter().any(|known| known == mode)
    }

    /// The mode of a rank.
    pub fn mode(&self, rank: usize) -> Option<&str> {
        self.modes.get(rank).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_telling_means_ranks_first() {
        let mut problems = Problems::default();
        let source = Source::embedded();
        let ontology = Ontology::load(&source, &mut problems);
        let means = Means::load(&source, &ontology, &mut problems);
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(means.rank("drone").and_then(|rank| means.mode(rank)), Some("drone"));
        assert!(means.rank("suicide") < means.rank("car bomb"));
        assert_eq!(means.rank("table"), None);
    }
}
