//! Words of other walks of life, in which the words for political acts mean something else: sport, markets, weather, medicine.

use std::collections::HashSet;

use serde::Deserialize;

use crate::{Problems, Source, table};

const FILE: &str = "lang/en/domains.toml";

/// Nouns by what they say of an act that they take part in. Read from `data/lang/en/domains.toml`.
#[derive(Debug, Default)]
pub struct Domains {
    agents: HashSet<String>,
    objects: HashSet<String>,
    anywhere: HashSet<String>,
    proxies: HashSet<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    proxies: HashSet<String>,
    domain: Vec<Domain>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Domain {
    #[expect(dead_code, reason = "names the block for readers of the file")]
    name: String,
    #[serde(default)]
    both: Vec<String>,
    #[serde(default)]
    agents: Vec<String>,
    #[serde(default)]
    objects: Vec<String>,
    #[serde(default)]
    anywhere: Vec<String>,
}

impl Domains {
    /// Reads `data/lang/en/domains.toml`.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let file: File = table::read(source, FILE, problems);
        let mut domains = Self { proxies: file.proxies, ..Self::default() };
        for domain in file.domain {
            domains.agents.extend(domain.both.iter().cloned().chain(domain.agents));
            domains.objects.extend(domain.both.into_iter().chain(domain.objects));
            domains.anywhere.extend(domain.anywhere);
        }
        for word in domains.agents.iter().filter(|word| domains.proxies.contains(*word)) {
            problems.add(FILE, None, format!("`{word}` acts for somebody and is of another domain: delete one"));
        }
        domains
    }

    /// Whether what this does is no act ("the striker attacked", "shares rallied").
    pub fn is_agent(&self, lemma: &str) -> bool {
        self.agents.contains(lemma)
    }

    /// Whether what somebody private does to this is no act ("condemned the film").
    pub fn is_object(&self, lemma: &str) -> bool {
        self.objects.contains(lemma)
    }

    /// Whether what hangs together with this at all is no act ("beat Spain in the semifinal").
    pub fn is_sign(&self, lemma: &str) -> bool {
        self.anywhere.contains(lemma)
    }

    /// Whether a thing acts for those who use it ("rockets hit", "the law bans").
    pub fn is_proxy(&self, lemma: &str) -> bool {
        self.proxies.contains(lemma)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_by_their_part() {
        let mut problems = Problems::default();
        let domains = Domains::load(&Source::embedded(), &mut problems);
        assert!(problems.is_empty(), "{problems}");
        assert!(domains.is_agent("striker") && domains.is_object("soup") && !domains.is_agent("rebel"));
        assert!(domains.is_sign("semifinal") && domains.is_proxy("rocket"));
    }

    #[test]
    fn a_word_cannot_be_both() {
        let text = "proxies = [\"rocket\"]\n[[domain]]\nname = \"toys\"\nboth = [\"rocket\"]\n";
        let mut problems = Problems::default();
        Domains::load(&Source::of([(FILE, text)]), &mut problems);
        assert_eq!(problems.0.len(), 1, "{problems}");
    }
}
