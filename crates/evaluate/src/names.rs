//! When two names name the same, for scoring: the comparison of the gold documents' scorer.

use std::collections::BTreeSet;

const STOP: [&str; 11] = ["the", "a", "an", "of", "and", "'s", "in", "on", "at", "its", "his"];
const MORE_STOP: [&str; 2] = ["her", "their"];
const ALIASES: [(&str, &str); 10] = [
    ("us", "united states"),
    ("america", "united states"),
    ("american", "united states"),
    ("u s", "united states"),
    ("washington", "united states"),
    ("uk", "united kingdom"),
    ("britain", "united kingdom"),
    ("british", "united kingdom"),
    ("un", "united nations"),
    ("eu", "european union"),
];
/// Share of the longer name that the shorter one must cover.
const COVER: f64 = 0.34;

/// Whether any of the given names names what any of the accepted ones does.
pub(crate) fn matches<S: AsRef<str>, T: AsRef<str>>(given: &[S], accepted: &[T]) -> bool {
    given.iter().any(|given| accepted.iter().any(|accepted| same(given.as_ref(), accepted.as_ref())))
}

fn same(given: &str, accepted: &str) -> bool {
    let (given, accepted) = (canonical(given), canonical(accepted));
    let set = |name: &str| name.split_whitespace().map(str::to_owned).collect::<BTreeSet<String>>();
    let (a, b) = (set(&given), set(&accepted));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let covers = |small: &BTreeSet<String>, large: &BTreeSet<String>| {
        small.is_subset(large) && small.len() as f64 / large.len() as f64 >= COVER
    };
    let shared = a.intersection(&b).count() as f64;
    given == accepted || covers(&a, &b) || covers(&b, &a) || shared / a.union(&b).count() as f64 >= 0.5
}

/// Words in lower case without small ones, joined by spaces; well-known short names written out.
fn canonical(name: &str) -> String {
    let lower = name.to_lowercase().replace("u.s.", "us").replace("u.n.", "un");
    let lower = without_possessive(&lower);
    let words: Vec<&str> = lower
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty() && !STOP.contains(word) && !MORE_STOP.contains(word))
        .collect();
    let joined = words.join(" ");
    match ALIASES.iter().find(|(short, _)| *short == joined) {
        Some((_, long)) => (*long).to_owned(),
        None => joined,
    }
}

fn without_possessive(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let chars: Vec<char> = name.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let ends = chars.get(at + 2).is_none_or(|c| !(c.is_alphanumeric() || *c == '_'));
        if matches!(chars[at], '\'' | '’') && chars.get(at + 1) == Some(&'s') && ends {
            at += 2;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_match_and_names_that_do_not() {
        assert!(matches(&["U.S."], &["America"]));
        assert!(matches(&["Iraq's parliament"], &["the parliament"]));
        assert!(matches(&["Mohammed Shia al-Sudani"], &["al-Sudani"]));
        assert!(!matches(&["Iraq"], &["Iran"]));
        assert!(!matches(&["the"], &["the"]));
        assert!(!matches(&["army"], &["a very long name of some army unit"]));
    }
}
