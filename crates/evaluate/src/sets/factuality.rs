//! How sure it is that an event happened, from −3 to 3 (unified factuality; Stanovsky et al. 2017): the status that the
//! coder gives the event's word, as a number.

use coder::status;
use language::Analysis;
use record::Status;

use super::{
    heads,
    part::{Part, Scored},
    standoff::{Span, Text},
};
use crate::EvaluateError;

/// What always saying that all happened amounts to.
const ALWAYS: f64 = 3.0;

/// Mean absolute error; the lower the better.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (pairs, errors) = part.each(|text| {
        let analysis = part.analyse(text)?;
        let mut pairs = Vec::new();
        let mut errors = Vec::new();
        for span in text.spans_of("event") {
            let Some(wanted) = span.more.get("factuality").and_then(|value| value.as_f64()) else { continue };
            let given = status_at(part, &analysis, span);
            pairs.push((wanted, value(given)));
            if (wanted - value(given)).abs() > 1.0 {
                errors.push(complaint(text, span, given, wanted));
            }
        }
        Ok((pairs, errors))
    })?;
    let pairs = pairs.concat();
    let error = |given: fn(f64) -> f64| {
        pairs.iter().map(|(wanted, value)| (wanted - given(*value)).abs()).sum::<f64>() / pairs.len().max(1) as f64
    };
    let figures = vec![("mean absolute error", error(|value| value), Some(("always 3", error(|_| ALWAYS))))];
    Ok(Scored { figures, errors })
}

/// The status of an event whose head is that of a span.
fn status_at(part: &Part<'_>, analysis: &Analysis, span: &Span) -> Status {
    let Some((sentence, head)) = heads::head(analysis, span.start, span.end) else { return Status::Actual };
    status::reading(&analysis.sentences[sentence], part.job.coder.knowledge(), head).status
}

/// A status on the set's scale: the median of what the annotators give such acts in even records. They take plans and most of what can or
/// must be for certain.
fn value(status: Status) -> f64 {
    match status {
        Status::Actual | Status::Future | Status::Hypothetical => ALWAYS,
        Status::Negated => -1.4,
    }
}

fn complaint(text: &Text, span: &Span, given: Status, wanted: f64) -> String {
    format!("{} `{}`: {given} for {wanted}: {}", text.id, text.slice(span.start, span.end), text.text)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing;

    #[test]
    fn negated_events_are_far_from_always() {
        let event = json!({"start": 13, "end": 19, "type": "event", "factuality": -1.4});
        let scored = testing::score(score, json!({"text": "Rebels never attack towns.", "spans": [event]}));
        assert_eq!(scored.figures[0].1, 0.0);
        assert_eq!(scored.figures[0].2, Some(("always 3", 4.4)));
    }
}
