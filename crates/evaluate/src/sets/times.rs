//! TIMEX3 expressions by the measures of TempEval-3 (UzZaman et al. 2013).
//!
//! A span is found strictly where both ends agree (a final point apart), and loosely where it overlaps. Types and values count among
//! pairs that overlap, over all that was found and all that was wanted.

use language::{Analysis, TimeExpression};

use super::{
    part::{Part, Scored, Tally, sums},
    standoff::{Span, Text},
};
use crate::EvaluateError;

/// Strict and relaxed span F1, type and value F1.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| Ok(of_text(text, &part.analyse(text)?)))?;
    let [strict, precise, recalled, kinds, values] = sums(&tallies);
    let share = |tally: Tally, whole: usize| tally.right as f64 / whole.max(1) as f64;
    let (precision, recall) = (share(precise, precise.found), share(recalled, recalled.wanted));
    let relaxed = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    let figures = vec![
        ("strict span F1", strict.f1(), None),
        ("relaxed span F1", relaxed, None),
        ("type F1", kinds.f1(), None),
        ("value F1", values.f1(), Some(("HeidelTime, platinum", 0.776))),
    ];
    Ok(Scored { figures, errors })
}

/// Tallies of strict spans, of those found that overlap wanted ones and the other way round, of types and of values. Each
/// expression is paired with one wanted at most.
fn of_text(text: &Text, analysis: &Analysis) -> ([Tally; 5], Vec<String>) {
    let (mut right, mut errors) = ([0; 5], Vec::new());
    let times = &analysis.times;
    let mut paired = vec![false; times.len()];
    for span in text.spans_of("TIMEX3") {
        right[0] += usize::from(times.iter().any(|time| is_same(text, time, span)));
        right[2] += usize::from(times.iter().any(|time| overlap(time, span)));
        let pair = (0..times.len()).find(|&at| !paired[at] && overlap(&times[at], span));
        let time = pair.map(|at| {
            paired[at] = true;
            &times[at]
        });
        let said = |key: &str| span.more.get(key).and_then(|value| value.as_str());
        right[3] += usize::from(time.is_some_and(|time| Some(time.kind.name()) == said("timex_type")));
        if time.is_some_and(|time| Some(time.value.as_str()) == said("value")) {
            right[4] += 1;
        } else {
            let given = time.map_or("nothing", |time| time.value.as_str());
            let words = text.slice(span.start, span.end);
            errors.push(format!("{} `{words}`: {given} for {}", text.id, said("value").unwrap_or_default()));
        }
    }
    for time in times {
        if text.spans_of("TIMEX3").any(|span| overlap(time, span)) {
            right[1] += 1;
        } else {
            let words = text.slice(time.span.start, time.span.end);
            errors.push(format!("{} spurious `{words}`: {}", text.id, time.value));
        }
    }
    let (found, wanted) = (times.len(), text.spans_of("TIMEX3").count());
    (right.map(|right| Tally { right, found, wanted }), errors)
}

fn overlap(time: &TimeExpression, span: &Span) -> bool {
    time.span.start < span.end && span.start < time.span.end
}

fn is_same(text: &Text, time: &TimeExpression, span: &Span) -> bool {
    let end = span.end - usize::from(text.slice(span.start, span.end).ends_with('.'));
    time.span.start == span.start && (time.span.end == span.end || time.span.end == end)
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
