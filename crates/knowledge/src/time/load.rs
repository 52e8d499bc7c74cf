//! Reading and checking the files of time words.

use serde::Deserialize;
use toml::Spanned;

use super::{TimePhrase, TimeSense, TimeWords};
use crate::{Problems, Source, table};

const FOLDER: &str = "lang/en/time";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

/// Words that say the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    means: Spanned<TimeSense>,
    words: Vec<Spanned<String>>,
}

impl TimeWords {
    /// Reads the files of `data/lang/en/time`.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let mut words = Self::default();
        for path in source.list(FOLDER, ".toml") {
            let lines = table::Lines::of(source.text(path).unwrap_or_default());
            let file: File = table::read(source, path, problems);
            for group in file.group {
                let sense = *group.means.get_ref();
                if let Some(wrong) = sense.problem() {
                    problems.add(path, Some(lines.at(group.means.span().start)), wrong);
                }
                for word in group.words {
                    if let Err(wrong) = words.add(word.get_ref(), sense) {
                        problems.add(path, Some(lines.at(word.span().start)), wrong);
                    }
                }
            }
        }
        if words.is_empty() {
            problems.add(FOLDER, None, "holds no time words: restore its files");
        }
        for phrases in words.phrases.values_mut() {
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        words
    }

    fn add(&mut self, written: &str, sense: TimeSense) -> Result<(), String> {
        let mut parts = written.split(' ').map(str::to_owned);
        let first = parts.next().filter(|first| !first.is_empty());
        if first.is_none() || written.contains("  ") || written.ends_with(' ') || written.to_lowercase() != written {
            return Err(format!("`{written}` must be words in lower case with single spaces"));
        }
        let phrase = TimePhrase { rest: parts.collect(), sense };
        let known = self.phrases.entry(first.unwrap_or_default()).or_default();
        let same = |other: &TimePhrase| {
            other.rest == phrase.rest && std::mem::discriminant(&other.sense) == std::mem::discriminant(&sense)
        };
        if known.iter().any(same) {
            return Err(format!("`{written}` has such a sense already: delete one"));
        }
        known.push(phrase);
        Ok(())
    }
}
