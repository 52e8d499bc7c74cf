//! Abbreviations: which keep their full stop, and which may end a sentence with it.

use std::{collections::BTreeSet, sync::LazyLock};

use serde::Deserialize;

#[derive(Deserialize)]
struct Lists {
    titles: BTreeSet<String>,
    inner: BTreeSet<String>,
    before_number: BTreeSet<String>,
    general: BTreeSet<String>,
    openers: BTreeSet<String>,
    speech: BTreeSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    // The file is part of the crate and read by every test of it.
    toml::from_str(include_str!("../../../../data/lang/en/abbreviations.toml"))
        .expect("abbreviations.toml holds the lists")
});

/// What a full stop after a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// It belongs to the word and ends no sentence.
    Inner,
    /// It belongs to the word and may end a sentence too.
    Either,
    /// It stands for itself.
    Own,
}

/// What the stop after `word` (given without it) means, `next` being the word that follows it in its paragraph.
pub fn stop_after(word: &str, next: Option<&str>) -> Stop {
    let lists = &*LISTS;
    let next_char = next.and_then(|next| next.chars().find(|c| !matches!(c, '"' | '“' | '(' | '#' | '$')));
    if listed(&lists.titles, word) {
        return if next.is_some() { Stop::Inner } else { Stop::Either };
    }
    if listed(&lists.inner, word) {
        // "v" and "al" are words of their own too: at the end the stop is the sentence's.
        return if next.is_some() { Stop::Inner } else { Stop::Either };
    }
    if listed(&lists.before_number, word) && next_char.is_some_and(|c| c.is_ascii_digit()) {
        return Stop::Inner;
    }
    if listed(&lists.general, word) || is_dotted(word) {
        return Stop::Either;
    }
    if is_initial(word) && next_char.is_some_and(char::is_uppercase) {
        return Stop::Inner;
    }
    Stop::Own
}

/// Whether a capitalised word tends to open sentences rather than to go on with a name.
pub fn is_opener(word: &str) -> bool {
    let mut chars = word.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    capital && (word.len() == 1 || chars.all(|c| !c.is_uppercase())) && LISTS.openers.contains(&word.to_lowercase())
}

/// Whether a word is a verb of speech.
pub fn is_speech(word: &str) -> bool {
    LISTS.speech.contains(word)
}

/// A list holds a word as it stands, in small letters where the list does, or in capitals throughout.
fn listed(list: &BTreeSet<String>, word: &str) -> bool {
    if word.len() > 10 {
        return false;
    }
    if list.contains(word) {
        return true;
    }
    let mut chars = word.chars();
    let Some(first) = chars.next().filter(|c| c.is_uppercase()) else { return false };
    let lower = word.to_lowercase();
    let rest = &lower[lower.len().min(first.to_lowercase().map(char::len_utf8).sum())..];
    // "ETC" and "Etc" for "etc"; "GEN" for "Gen", but not "gen".
    list.contains(&lower) || word.len() > 1 && chars.all(char::is_uppercase) && list.contains(&format!("{first}{rest}"))
}

/// "U.S", "a.m", "D.C", "J.F": single letters with stops between.
pub fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
        })
}

/// One capital letter other than the pronoun.
fn is_initial(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(|c| c.is_uppercase() && c != 'I') && chars.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_belong_to_abbreviations() {
        for (word, next, stop) in [
            ("Gen", Some("Abdul"), Stop::Inner),
            ("GEN", Some("ABDUL"), Stop::Inner),
            ("gen", Some("They"), Stop::Own),
            ("U.S", Some("forces"), Stop::Either),
            ("a.m", None, Stop::Either),
            ("J", Some("Smith"), Stop::Inner),
            ("I", Some("They"), Stop::Own),
            ("B", None, Stop::Own),
            ("No", Some("5"), Stop::Inner),
            ("No", Some("They"), Stop::Own),
            ("Etc", Some("They"), Stop::Either),
            ("sat", Some("They"), Stop::Own),
            ("house", Some("They"), Stop::Own),
        ] {
            assert_eq!(stop_after(word, next), stop, "{word}. {next:?}");
        }
    }

    #[test]
    fn openers_are_capitalised_function_words() {
        assert!(is_opener("The") && is_opener("A"));
        assert!(!is_opener("the") && !is_opener("THE") && !is_opener("Army"));
    }
}
