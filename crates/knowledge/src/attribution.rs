//! Words that say on whose word something is reported.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use crate::{Problems, Source, table};

const FILE: &str = "lang/en/attribution.toml";

/// Cues of attribution. Read from `data/lang/en/attribution.toml`.
#[derive(Debug, Default)]
pub struct AttributionCues {
    verbs: HashMap<String, CueKind>,
    prepositions: HashSet<String>,
    carriers: HashSet<String>,
    hearsay: HashSet<String>,
}

/// Kinds of attributing verbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// "said": its subject answers for the content.
    Speech,
    /// "accused": as speech, and mostly an act itself.
    Claim,
    /// "quoted": its object answers, its subject passes on.
    Relay,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    prepositions: Vec<String>,
    carriers: Vec<String>,
    hearsay: Vec<String>,
    verb: Vec<Verbs>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verbs {
    kind: CueKind,
    words: Vec<String>,
}

impl AttributionCues {
    /// Reads `data/lang/en/attribution.toml`.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let file: File = table::read(source, FILE, problems);
        let mut verbs = HashMap::new();
        for group in file.verb {
            for word in group.words {
                if verbs.insert(word.clone(), group.kind).is_some_and(|kind| kind != group.kind) {
                    problems.add(FILE, None, format!("the verb `{word}` has two kinds: delete one"));
                }
            }
        }
        Self {
            verbs,
            prepositions: file.prepositions.into_iter().collect(),
            carriers: file.carriers.into_iter().collect(),
            hearsay: file.hearsay.into_iter().collect(),
        }
    }

    /// What kind of attributing verb a lemma is.
    pub fn verb(&self, lemma: &str) -> Option<CueKind> {
        self.verbs.get(lemma).copied()
    }

    /// Whether the word opens a phrase that names the source ("according to").
    pub fn is_preposition(&self, lemma: &str) -> bool {
        self.prepositions.contains(lemma)
    }

    /// Whether the noun carries somebody's words ("statement").
    pub fn is_carrier(&self, lemma: &str) -> bool {
        self.carriers.contains(lemma)
    }

    /// Whether the word reports without a source ("allegedly").
    pub fn is_hearsay(&self, lemma: &str) -> bool {
        self.hearsay.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_known_by_kind() {
        let mut problems = Problems::default();
        let cues = AttributionCues::load(&Source::embedded(), &mut problems);
        assert!(problems.is_empty(), "{problems}");
        assert_eq!(cues.verb("say"), Some(CueKind::Speech));
        assert_eq!(cues.verb("quote"), Some(CueKind::Relay));
        assert_eq!(cues.verb("walk"), None);
        assert!(cues.is_preposition("according") && cues.is_carrier("statement") && cues.is_hearsay("allegedly"));
    }
}
