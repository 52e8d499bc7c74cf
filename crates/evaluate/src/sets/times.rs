//! TIMEX3 expressions (TempEval-3; UzZaman et al. 2013): strict and relaxed spans, and values among relaxed
//! matches.

use language::{Analysis, TimeExpression};

use super::{
    part::{Part, Scored, Tally, sums},
    standoff::{Span, Text},
};
use crate::EvaluateError;

/// Strict span, relaxed span and value F1.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| Ok(of_text(text, &part.analyse(text)?)))?;
    let [strict, relaxed, valued] = sums(&tallies).map(Tally::f1);
    let figures = vec![
        ("strict span F1", strict, None),
        ("relaxed span F1", relaxed, None),
        ("value F1", valued, Some(("HeidelTime, platinum", 0.776))),
    ];
    Ok(Scored { figures, errors })
}

fn of_text(text: &Text, analysis: &Analysis) -> ([Tally; 3], Vec<String>) {
    let mut errors = Vec::new();
    let overlap = |time: &TimeExpression, span: &Span| time.span.start < span.end && span.start < time.span.end;
    let counts = Tally { right: 0, found: analysis.times.len(), wanted: text.spans_of("TIMEX3").count() };
    let mut tallies = [counts; 3];
    for span in text.spans_of("TIMEX3") {
        let strict = analysis.times.iter().any(|time| (time.span.start, time.span.end) == (span.start, span.end));
        let relaxed = analysis.times.iter().find(|time| overlap(time, span));
        let wanted = span.more.get("value").and_then(|value| value.as_str());
        let valued = relaxed.is_some_and(|time| Some(time.value.as_str()) == wanted);
        for (tally, right) in tallies.iter_mut().zip([strict, relaxed.is_some(), valued]) {
            tally.right += usize::from(right);
        }
        if !valued {
            let given = relaxed.map_or("nothing", |time| time.value.as_str());
            let words = text.slice(span.start, span.end);
            errors.push(format!("{} `{words}`: {given} for {}", text.id, wanted.unwrap_or_default()));
        }
    }
    for time in analysis.times.iter().filter(|time| !text.spans_of("TIMEX3").any(|span| overlap(time, span))) {
        let words = text.slice(time.span.start, time.span.end);
        errors.push(format!("{} spurious `{words}`: {}", text.id, time.value));
    }
    (tallies, errors)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing;

    #[test]
    fn values_count_where_spans_overlap() {
        let span = |start: usize, end: usize, value: &str| json!({"start": start, "end": end, "type": "TIMEX3", "value": value});
        let spans = [span(17, 27, "2019-05-03"), span(32, 36, "2021")];
        let scored = testing::score(score, json!({"text": "Troops left Aden 3 May 2019 and 2020.", "spans": spans}));
        assert_eq!(testing::figure(&scored, "relaxed span F1"), 1.0);
        assert_eq!(testing::figure(&scored, "value F1"), 0.5);
        assert_eq!(scored.errors, ["a `2020`: 2020 for 2021"]);
    }
}
