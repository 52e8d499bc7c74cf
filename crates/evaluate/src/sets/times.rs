//! TIMEX3 expressions (TempEval-3; UzZaman et al. 2013): strict and relaxed spans, and values among relaxed
//! matches.

use coder::Coder;

use super::{Measured, Text};
use crate::{EvaluateError, f1};

/// Strict span, relaxed span and value F1.
pub(super) fn score(
    coder: &Coder,
    texts: &[&Text],
    wrong: &mut dyn FnMut(String),
) -> Result<Vec<Measured>, EvaluateError> {
    let (mut found, mut wanted, mut strict, mut relaxed, mut valued) = (0, 0, 0, 0, 0);
    for text in texts {
        let analysis = coder.engine().analyse(&text.text, text.published()).map_err(coder::CoderError::from)?;
        let gold: Vec<_> = text.spans.iter().filter(|span| span.kind == "TIMEX3").collect();
        found += analysis.times.len();
        wanted += gold.len();
        for span in gold {
            let same = analysis.times.iter().any(|time| (time.span.start, time.span.end) == (span.start, span.end));
            strict += usize::from(same);
            let overlapping =
                analysis.times.iter().find(|time| time.span.start < span.end && span.start < time.span.end);
            relaxed += usize::from(overlapping.is_some());
            let right = overlapping.is_some_and(|time| Some(&time.value) == span.value.as_ref());
            valued += usize::from(right);
            if !right {
                let given = overlapping.map_or("nothing", |time| time.value.as_str());
                let wanted = span.value.as_deref().unwrap_or_default();
                wrong(format!("{} `{}`: {given} for {wanted}", text.id, text.slice(span.start, span.end)));
            }
        }
        for time in &analysis.times {
            if !gold_overlaps(text, time.span.start, time.span.end) {
                wrong(format!("{} spurious `{}`: {}", text.id, text.slice(time.span.start, time.span.end), time.value));
            }
        }
    }
    let f = |right: usize| f1(right, found, wanted)[2];
    Ok(vec![
        ("strict span F1", f(strict), None),
        ("relaxed span F1", f(relaxed), None),
        ("value F1", f(valued), Some(("HeidelTime, platinum", 0.776))),
    ])
}

fn gold_overlaps(text: &Text, start: usize, end: usize) -> bool {
    text.spans.iter().any(|span| span.kind == "TIMEX3" && start < span.end && span.start < end)
}
