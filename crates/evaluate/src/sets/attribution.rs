//! Who says, and by which words (PolNeAR; Newell et al. 2018): exact spans of sources and cues.

use std::collections::BTreeSet;

use coder::attribution::statements;
use record::Span;

use super::{
    part::{Part, Scored, Tally, differences, sums},
    standoff::Text,
};
use crate::EvaluateError;

/// F1 of sources and of cues.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        let statements = statements(&part.analyse(text)?, part.job.coder.knowledge());
        let sources = against(text, "Source", statements.iter().map(|statement| statement.source));
        let cues = against(text, "Cue", statements.iter().map(|statement| statement.cue));
        Ok(([sources.0, cues.0], [sources.1, cues.1].concat()))
    })?;
    let [source, cue] = sums(&tallies).map(Tally::f1);
    let figures = vec![("source F1", source, Some(("CRF, test", 0.506))), ("cue F1", cue, Some(("CRF, test", 0.534)))];
    Ok(Scored { figures, errors })
}

fn against(text: &Text, kind: &'static str, found: impl Iterator<Item = Span>) -> (Tally, Vec<String>) {
    let found: BTreeSet<_> = found.map(|span| (span.start, span.end, kind)).collect();
    let wanted: BTreeSet<_> = text.spans_of(kind).map(|span| (span.start, span.end, kind)).collect();
    (Tally::of_sets(&found, &wanted), differences(text, &found, &wanted))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn sources_and_cues_count_by_exact_spans() {
        let text = "The mayor said that rebels attacked the town.";
        let spans = [span(text, "The mayor", "s", "Source"), span(text, "said that", "c", "Cue")];
        let scored = testing::score(score, json!({"text": text, "spans": spans}));
        assert_eq!(testing::figure(&scored, "source F1"), 1.0);
        assert_eq!(testing::figure(&scored, "cue F1"), 0.0);
        assert_eq!(scored.errors, ["a missed Cue `said that`", "a spurious Cue `said`"]);
    }
}
