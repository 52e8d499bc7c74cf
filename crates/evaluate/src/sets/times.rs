//! TIMEX3 expressions (TempEval-3; UzZaman et al. 2013): strict and relaxed spans, and values among relaxed matches. Texts
//! with even numbers were looked at; the odd ones are held out.

use coder::Coder;

use super::{Measured, Text};
use crate::{EvaluateError, f1};

/// Strict span, relaxed span and value F1 on the texts with odd numbers.
pub(super) fn score(coder: &Coder, texts: &[Text]) -> Result<Vec<Measured>, EvaluateError> {
    let (mut found, mut wanted, mut strict, mut relaxed, mut valued) = (0, 0, 0, 0, 0);
    for text in texts.iter().skip(1).step_by(2) {
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
            valued += usize::from(overlapping.is_some_and(|time| Some(&time.value) == span.value.as_ref()));
        }
    }
    let f = |right: usize| f1(right, found, wanted)[2];
    Ok(vec![
        ("strict span F1", f(strict), None),
        ("relaxed span F1", f(relaxed), None),
        ("value F1", f(valued), Some(("HeidelTime, platinum", 0.776))),
    ])
}
