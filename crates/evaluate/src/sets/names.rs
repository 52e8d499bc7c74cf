//! Names of persons, organisations and places (re3d): exact spans with types.

use std::collections::BTreeSet;

use language::NameKind;

use super::{
    part::{Part, Scored, Tally, differences, sums},
    standoff::Text,
};
use crate::EvaluateError;

/// The types scored, as the set names them.
const KINDS: [&str; 3] = ["Person", "Organisation", "Location"];

/// Words that names hold in lower case.
const SMALL: [&str; 9] = ["of", "the", "and", "for", "al", "el", "de", "in", "bin"];

/// Micro precision, recall and F1 over all mentions, and F1 over those that are names: the set annotates nouns and pronouns too.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        let analysis = part.analyse(text)?;
        let names = analysis.sentences.iter().flat_map(|sentence| &sentence.names);
        let found: BTreeSet<(usize, usize, &str)> =
            names.filter_map(|name| Some((name.span.start, name.span.end, kind(name.kind)?))).collect();
        let wanted = text.spans.iter().filter(|span| KINDS.contains(&span.kind.as_str()));
        let wanted: BTreeSet<_> = wanted.map(|span| (span.start, span.end, span.kind.as_str())).collect();
        let named =
            wanted.iter().filter_map(|&(start, end, kind)| Some((name(text, start, end)?, end, kind))).collect();
        let tallies = [Tally::of_sets(&found, &wanted), Tally::of_sets(&found, &named)];
        Ok((tallies, differences(text, &found, &named)))
    })?;
    let [all, named] = sums(&tallies);
    let [precision, recall, f] = all.scores();
    let figures = vec![
        ("names F1", named.f1(), None),
        ("precision over all mentions", precision, None),
        ("recall over all mentions", recall, None),
        ("F1 over all mentions", f, None),
    ];
    Ok(Scored { figures, errors })
}

/// Where the name of a mention begins, after its article; `None` where not all its words but small ones are capitalised.
fn name(text: &Text, start: usize, end: usize) -> Option<usize> {
    let words = text.slice(start, end);
    let article =
        ["The ", "the ", "A ", "a "].into_iter().find(|article| words.starts_with(article)).map_or(0, str::len);
    let words: Vec<&str> = words.get(article..)?.split_whitespace().collect();
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || SMALL.contains(word);
    let opens = words.first()?.starts_with(char::is_uppercase);
    let pronoun = ["It", "He", "She", "They", "We", "I", "You"].contains(&words[0]);
    (opens && !pronoun && words.iter().all(capital)).then_some(start + article)
}

fn kind(kind: NameKind) -> Option<&'static str> {
    match kind {
        NameKind::Person => Some("Person"),
        NameKind::Organisation => Some("Organisation"),
        NameKind::Location => Some("Location"),
        NameKind::Other => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn names_count_with_span_and_type() {
        let text = "Angela Merkel met Barack Obama in Berlin.";
        let spans = [
            span(text, "Angela Merkel", "1", "Person"),
            span(text, "Barack Obama", "2", "Person"),
            span(text, "Berlin", "3", "Person"),
        ];
        let scored = testing::score(score, json!({"text": text, "spans": spans}));
        assert!((testing::figure(&scored, "names F1") - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(scored.errors, ["a missed Person `Berlin`", "a spurious Location `Berlin`"]);
    }
}
