//! Sentences with one PLOVER type (plover_rel): the type of the surest record against it.
//! The mean over types is that of Hu et al. (2024, zero-shot PLOVER).

use std::collections::BTreeMap;

use coder::Coder;
use record::Document;

use super::{Measured, Text};
use crate::{EvaluateError, f1};

/// Accuracy and macro F1 over the texts that hold one act.
pub(super) fn score(
    coder: &Coder,
    texts: &[&Text],
    wrong: &mut dyn FnMut(String),
) -> Result<Vec<Measured>, EvaluateError> {
    // Right, given, wanted by type.
    let mut types: BTreeMap<String, [usize; 3]> = BTreeMap::new();
    let (mut right, mut all) = (0, 0);
    for text in texts.iter().filter(|text| text.events.len() == 1) {
        let gold = text.events[0].kind.as_str();
        let document = Document { text: text.text.clone(), language: "en".into(), ..Document::default() };
        let events = coder.code(document)?.events;
        let surest = events.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence));
        let given = surest.map_or("", |event| event.kind.name());
        types.entry(gold.to_owned()).or_default()[2] += 1;
        types.entry(given.to_owned()).or_default()[1] += 1;
        if given == gold {
            types.entry(gold.to_owned()).or_default()[0] += 1;
            right += 1;
        } else {
            let given = if given.is_empty() { "nothing" } else { given };
            wrong(format!("{} {given} for {gold}: {}", text.id, text.text));
        }
        all += 1;
    }
    let wanted: Vec<f64> = types
        .values()
        .filter(|[_, _, wanted]| *wanted > 0)
        .map(|[right, given, wanted]| f1(*right, *given, *wanted)[2])
        .collect();
    let mean = wanted.iter().sum::<f64>() / wanted.len().max(1) as f64;
    Ok(vec![
        ("type accuracy", right as f64 / all.max(1) as f64, None),
        ("type macro F1", mean, Some(("zero-shot RoBERTa-large, PLV test", 0.821))),
    ])
}
