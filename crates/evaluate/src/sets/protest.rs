//! Documents and sentences that tell of protests (GLOCON gold; Hürriyetoğlu et al. 2019).

use record::EventType;

use super::{
    part::{Part, Scored, Tally, sums},
    standoff::Text,
};
use crate::EvaluateError;

/// F1 of documents and of sentences. What is labelled 2 is left out: the set does not say what that means.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        let (record, _) = part.code(text)?;
        let events = record.events.iter().filter(|event| event.kind == EventType::Protest);
        let protests: Vec<usize> = events.map(|event| event.trigger.start).collect();
        Ok(of_text(text, &protests))
    })?;
    let [document, sentence] = sums(&tallies).map(Tally::f1);
    let figures = vec![("document F1", document, None), ("sentence F1", sentence, None)];
    Ok(Scored { figures, errors })
}

/// Tallies of the document and its sentences, given where acts of protest stand.
fn of_text(text: &Text, protests: &[usize]) -> ([Tally; 2], Vec<String>) {
    let mut errors = Vec::new();
    let mut compare = |label: Option<u64>, found: bool, words: String| match label {
        Some(label @ (0 | 1)) => {
            if found != (label == 1) {
                errors.push(format!("{} {}: {words}", text.id, if found { "spurious" } else { "missed" }));
            }
            Tally::of(found, label == 1)
        }
        _ => Tally::default(),
    };
    let document = compare(text.labels["protest"].as_u64(), !protests.is_empty(), "the document".to_owned());
    let sentences = text.spans_of("sentence").map(|sentence| {
        let found = protests.iter().any(|at| (sentence.start..sentence.end).contains(at));
        let label = sentence.more.get("label").and_then(|label| label.as_u64());
        compare(label, found, text.slice(sentence.start, sentence.end))
    });
    let sentences = sentences.sum();
    ([document, sentences], errors)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn protests_count_by_sentence() {
        let text = "Students protested in Dhaka. Rice is cheap. It rained.";
        let sentence = |words: &str, label: u64| {
            let mut sentence = span(text, words, "s", "sentence");
            sentence["label"] = label.into();
            sentence
        };
        let spans =
            [sentence("Students protested in Dhaka.", 1), sentence("Rice is cheap.", 1), sentence("It rained.", 2)];
        let scored = testing::score(score, json!({"text": text, "spans": spans, "labels": {"protest": 1}}));
        assert_eq!(testing::figure(&scored, "document F1"), 1.0);
        assert!((testing::figure(&scored, "sentence F1") - 2.0 / 3.0).abs() < 1e-9);
        assert_eq!(scored.errors, ["a missed: Rice is cheap."]);
    }
}
