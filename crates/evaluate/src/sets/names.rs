//! Names of persons, organisations and places (re3d): exact spans with types.

use std::collections::BTreeSet;

use language::NameKind;

use super::part::{Part, Scored, Tally, differences};
use crate::EvaluateError;

/// The types scored, as the set names them.
const KINDS: [&str; 3] = ["Person", "Organisation", "Location"];

/// Micro precision, recall and F1.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        let analysis = part.analyse(text)?;
        let names = analysis.sentences.iter().flat_map(|sentence| &sentence.names);
        let found: BTreeSet<(usize, usize, &str)> =
            names.filter_map(|name| Some((name.span.start, name.span.end, kind(name.kind)?))).collect();
        let wanted = text.spans.iter().filter(|span| KINDS.contains(&span.kind.as_str()));
        let wanted = wanted.map(|span| (span.start, span.end, span.kind.as_str())).collect();
        Ok((Tally::of_sets(&found, &wanted), differences(text, &found, &wanted)))
    })?;
    let [precision, recall, f] = tallies.into_iter().sum::<Tally>().scores();
    let figures = vec![("names precision", precision, None), ("names recall", recall, None), ("names F1", f, None)];
    Ok(Scored { figures, errors })
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
