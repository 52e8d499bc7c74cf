//! TIMEX3 expressions by the measures of TempEval-3 (UzZaman et al. 2013).
//!
//! A span is found strictly where both ends agree (a final point apart), and loosely where it overlaps. Types and values count among
//! pairs that overlap, over all that was found and all that was wanted.

use coder::Coder;
use language::TimeExpression;

use super::{Measured, Span, Text};
use crate::{EvaluateError, f1};

#[derive(Default)]
struct Counts {
    found: usize,
    wanted: usize,
    strict: usize,
    /// Found ones that overlap wanted ones, and the other way round.
    relaxed: [usize; 2],
    kinds: usize,
    values: usize,
}

/// Strict and relaxed span F1, type and value F1.
pub(super) fn score(
    coder: &Coder,
    texts: &[&Text],
    wrong: &mut dyn FnMut(String),
) -> Result<Vec<Measured>, EvaluateError> {
    let mut counts = Counts::default();
    for text in texts {
        let analysis = coder.engine().analyse(&text.text, text.published()).map_err(coder::CoderError::from)?;
        let wanted: Vec<&Span> = text.spans.iter().filter(|span| span.kind == "TIMEX3").collect();
        add(&mut counts, text, &analysis.times, &wanted, wrong);
    }
    let f = |right: usize| f1(right, counts.found, counts.wanted)[2];
    let [precise, recalled] = counts.relaxed;
    let (precision, recall) = (share(precise, counts.found), share(recalled, counts.wanted));
    let relaxed = if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 };
    Ok(vec![
        ("strict span F1", f(counts.strict), None),
        ("relaxed span F1", relaxed, None),
        ("type F1", f(counts.kinds), None),
        ("value F1", f(counts.values), Some(("HeidelTime, platinum", 0.776))),
    ])
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// Counts one text. Each expression is paired with one wanted at most.
fn add(counts: &mut Counts, text: &Text, found: &[TimeExpression], wanted: &[&Span], wrong: &mut dyn FnMut(String)) {
    counts.found += found.len();
    counts.wanted += wanted.len();
    let mut paired = vec![false; found.len()];
    for span in wanted {
        counts.strict += usize::from(found.iter().any(|time| is_same(text, time, span)));
        counts.relaxed[1] += usize::from(found.iter().any(|time| overlap(time, span)));
        let pair = (0..found.len()).find(|&at| !paired[at] && overlap(&found[at], span));
        let time = pair.map(|at| {
            paired[at] = true;
            &found[at]
        });
        counts.kinds += usize::from(time.is_some_and(|time| Some(time.kind.name()) == span.timex_type.as_deref()));
        if time.is_some_and(|time| Some(&time.value) == span.value.as_ref()) {
            counts.values += 1;
        } else {
            let given = time.map_or("nothing", |time| time.value.as_str());
            let wanted = span.value.as_deref().unwrap_or_default();
            wrong(format!("{} `{}`: {given} for {wanted}", text.id, text.slice(span.start, span.end)));
        }
    }
    for time in found {
        if wanted.iter().any(|span| overlap(time, span)) {
            counts.relaxed[0] += 1;
        } else {
            let words = text.slice(time.span.start, time.span.end);
            wrong(format!("{} spurious `{words}`: {}", text.id, time.value));
        }
    }
}

fn overlap(time: &TimeExpression, span: &Span) -> bool {
    time.span.start < span.end && span.start < time.span.end
}

fn is_same(text: &Text, time: &TimeExpression, span: &Span) -> bool {
    let end = span.end - usize::from(text.slice(span.start, span.end).ends_with('.'));
    time.span.start == span.start && (time.span.end == span.end || time.span.end == end)
}
