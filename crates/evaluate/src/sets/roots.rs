//! Sentences with one PLOVER type, a source and a target (plover_rel): type and participants of the surest record
//! against them. The mean over types is that of Hu et al. (2024, zero-shot PLOVER).

use std::collections::{BTreeMap, BTreeSet};

use language::Analysis;
use record::{Argument, Event};

use super::{
    heads::{self, Word},
    part::{Part, Scored, Tally, sums},
    standoff::{self, Text},
};
use crate::EvaluateError;

/// What one text gives: its type and that of the record, and its source and target.
type Outcome = ((String, String), [Tally; 2]);

/// Accuracy and macro F1 over the texts that hold one act, and head match of source and target.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (outcomes, errors) = part.each(|text| match text.events.as_slice() {
        [event] => {
            let (record, analysis) = part.code(text)?;
            let surest = record.events.iter().max_by(|a, b| a.confidence.total_cmp(&b.confidence));
            Ok(of_text(text, event, surest, &analysis))
        }
        _ => Ok((None, Vec::new())),
    })?;
    let (types, participants): (Vec<_>, Vec<_>) = outcomes.into_iter().flatten().unzip();
    let right = types.iter().filter(|(wanted, given)| wanted == given).count();
    let [source, target] = sums(&participants).map(Tally::f1);
    let figures = vec![
        ("type accuracy", right as f64 / types.len().max(1) as f64, None),
        ("type macro F1", macro_f1(&types), Some(("zero-shot RoBERTa-large, PLV test", 0.821))),
        ("source head F1", source, None),
        ("target head F1", target, None),
    ];
    Ok(Scored { figures, errors })
}

fn of_text(
    text: &Text,
    gold: &standoff::Event,
    surest: Option<&Event>,
    analysis: &Analysis,
) -> (Option<Outcome>, Vec<String>) {
    let wanted = root(&gold.kind).to_owned();
    let given = surest.map_or("", |event| root(event.kind.name())).to_owned();
    let tally = |role: &'static str, arguments: Option<&Vec<Argument>>| {
        let spans = text.fillers(gold, move |name| name == role);
        let wanted: BTreeSet<Word> = spans.filter_map(|span| heads::head(analysis, span.start, span.end)).collect();
        Tally::of_sets(&heads::of_arguments(analysis, arguments.into_iter().flatten()), &wanted)
    };
    let participants =
        [tally("source", surest.map(|event| &event.actors)), tally("target", surest.map(|event| &event.recipients))];
    let mut errors = Vec::new();
    if wanted != given {
        let given = if given.is_empty() { "nothing" } else { &given };
        errors.push(format!("{} {given} for {wanted}: {}", text.id, text.text));
    }
    (Some(((wanted, given), participants)), errors)
}

/// The 15 roots of the set: those of PLOVER before it split YIELD, and CAMEO's roots where it has them.
fn root(kind: &str) -> &str {
    match kind {
        "CONCEDE" | "RETREAT" => "YIELD",
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        other => other,
    }
}

/// Mean F1 over the types that are wanted.
fn macro_f1(types: &[(String, String)]) -> f64 {
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for (wanted, given) in types {
        let tally = tallies.entry(wanted).or_default();
        tally.wanted += 1;
        tally.right += usize::from(wanted == given);
        tallies.entry(given).or_default().found += 1;
    }
    let wanted: Vec<f64> = tallies.values().filter(|tally| tally.wanted > 0).map(|tally| tally.f1()).collect();
    wanted.iter().sum::<f64>() / wanted.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn the_mean_is_over_types_wanted() {
        let pair = |wanted: &str, given: &str| (wanted.to_owned(), given.to_owned());
        let types = [pair("AID", "AID"), pair("AID", "ASSAULT"), pair("YIELD", "YIELD")];
        assert!((macro_f1(&types) - (2.0 / 3.0 + 1.0) / 2.0).abs() < 1e-9);
        assert_eq!(root("RETREAT"), root("CONCEDE"));
    }

    #[test]
    fn participants_match_by_their_heads() {
        let text = "Police arrested the editor of a newspaper.";
        let spans = [span(text, "Police", "s", "source"), span(text, "the editor", "t", "target")];
        let event = json!({"type": "COERCE", "args": {"source": ["s"], "target": ["t"]}});
        let scored = testing::score(score, json!({"text": text, "spans": spans, "events": [event]}));
        for metric in ["type accuracy", "source head F1", "target head F1"] {
            assert_eq!(testing::figure(&scored, metric), 1.0, "{metric}");
        }
    }
}
