//! WordPiece of uncased BERT (Wu et al. 2016; the reference is `BertTokenizer`), one word at a time.

use std::collections::HashMap;

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

static VOCABULARY: &str = include_str!("../../../../models/vocab.txt");
pub(super) const CLS: i32 = 101;
pub(super) const SEP: i32 = 102;
const UNKNOWN: i32 = 100;
/// Longer words are cut after so many pieces, as in training.
const LONGEST_WORD: usize = 5;
/// Longer runs of characters are unknown, as in BERT.
const LONGEST_RUN: usize = 100;

/// The vocabulary.
pub(super) struct WordPiece {
    ids: HashMap<&'static str, i32>,
}

impl WordPiece {
    /// The vocabulary built into the binary.
    pub fn embedded() -> Self {
        Self { ids: VOCABULARY.lines().zip(0..).collect() }
    }

    /// Ids of a word's pieces: one at least, [`LONGEST_WORD`] at most.
    pub fn pieces(&self, word: &str) -> Vec<i32> {
        let mut ids = Vec::new();
        for run in runs(word) {
            if ids.len() >= LONGEST_WORD {
                break;
            }
            self.run_pieces(&run, &mut ids);
        }
        ids.truncate(LONGEST_WORD);
        if ids.is_empty() {
            ids.push(UNKNOWN);
        }
        ids
    }

    /// Longest match first; a run with a rest that matches nothing is unknown as a whole.
    fn run_pieces(&self, run: &str, ids: &mut Vec<i32>) {
        let before = ids.len();
        let mut rest = run;
        let mut key = String::with_capacity(run.len() + 2);
        while !rest.is_empty() {
            let prefix = if ids.len() == before { "" } else { "##" };
            let found = rest.char_indices().rev().find_map(|(at, c)| {
                let end = at + c.len_utf8();
                key.clear();
                key.push_str(prefix);
                key.push_str(&rest[..end]);
                self.ids.get(key.as_str()).map(|&id| (id, end))
            });
            match found {
                Some((id, end)) => {
                    ids.push(id);
                    rest = &rest[end..];
                }
                None => {
                    ids.truncate(before);
                    ids.push(UNKNOWN);
                    return;
                }
            }
        }
    }
}

/// A word in lower case without accents, cut around punctuation and CJK characters; overlong runs come back as U+FFFD.
fn runs(word: &str) -> Vec<String> {
    let mut runs = vec![String::new()];
    let folded = word.nfd().filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    for c in folded.take(LONGEST_RUN * LONGEST_WORD) {
        if c.is_whitespace() || is_dropped(c) {
            if c.is_whitespace() {
                runs.push(String::new());
            }
        } else if is_punctuation(c) || is_cjk(c) {
            runs.push(c.to_string());
            runs.push(String::new());
        } else if let Some(run) = runs.last_mut() {
            run.push(c);
        }
    }
    runs.retain(|run| !run.is_empty());
    for run in &mut runs {
        if run.chars().count() > LONGEST_RUN {
            *run = '\u{fffd}'.to_string();
        }
    }
    runs
}

/// Controls and format characters, which BERT drops.
fn is_dropped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\0' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}')
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c, '\u{a1}' | '\u{a7}' | '\u{ab}' | '\u{b6}' | '\u{b7}' | '\u{bb}' | '\u{bf}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{60c}' | '\u{61b}' | '\u{61f}' | '\u{ff01}'..='\u{ff0f}')
            && !matches!(c, '\u{2044}' | '\u{2052}')
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2ceaf}' | '\u{2f800}'..='\u{2fa1f}')
}

/// Word shape, which an uncased vocabulary loses: the classes of `training/annals_training/batches.py`.
pub(super) fn shape(word: &str) -> i32 {
    let cased = |c: char| c.is_lowercase() || c.is_uppercase();
    let any_lower = word.chars().any(char::is_lowercase);
    let any_upper = word.chars().any(char::is_uppercase);
    let mut chars = word.chars();
    let first_upper = chars.next().is_some_and(char::is_uppercase);
    let rest = chars.as_str();
    match (any_lower, any_upper) {
        (true, false) => 1,
        (false, true) => 2 + i32::from(word.chars().count() == 1),
        _ if first_upper && rest.chars().any(cased) && !rest.chars().any(char::is_uppercase) => 4,
        _ if !word.is_empty() && word.chars().all(|c| c.is_numeric() && !c.is_alphabetic()) => 5,
        _ if word.chars().any(char::is_numeric) => 6,
        (_, true) => 7,
        _ => 8,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_of_words() {
        let vocabulary = WordPiece::embedded();
        let words = |word: &str| {
            let lines: Vec<&str> = VOCABULARY.lines().collect();
            vocabulary.pieces(word).into_iter().map(|id| lines[id as usize]).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words("Militia"), "militia");
        assert_eq!(words("Café"), "cafe");
        assert_eq!(words("don't"), "don ' t");
        assert_eq!(words("Hezbollah"), "hezbollah");
        assert_eq!(words("\u{fffd}"), "[UNK]");
        assert_eq!(words(""), "[UNK]");
        assert_eq!(words(&"x".repeat(5_000)), "[UNK]");
        assert_eq!(words("U.S."), "u . s .");
    }

    #[test]
    fn shapes_of_words() {
        for (word, class) in [
            ("troops", 1),
            ("US", 2),
            ("A", 3),
            ("Iraq", 4),
            ("12", 5),
            ("1.5", 6),
            ("McCain", 7),
            ("--", 8),
            ("U.S.", 2),
        ] {
            assert_eq!(shape(word), class, "{word}");
        }
    }
}
