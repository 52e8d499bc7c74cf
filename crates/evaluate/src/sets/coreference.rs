//! Mentions of one act in the articles of a topic (ECB+; Cybulska & Vossen 2014), over the annotated mentions that Annals codes.

use std::collections::BTreeMap;

use language::Analysis;
use record::Record;

use super::{
    heads,
    part::{Part, Scored},
    standoff::{Span, Text},
};
use crate::{EvaluateError, clusters::Agreement, incidents::incidents};

/// An annotated mention that has a record.
struct Mention {
    /// Position of the record.
    event: usize,
    /// The act that it tells of.
    act: String,
    /// Lemma of its head word.
    lemma: String,
}

/// A text, coded.
struct Coded {
    topic: Option<usize>,
    id: String,
    record: Record,
    mentions: Vec<Mention>,
    annotated: usize,
}

/// A scored mention: its document, the act wanted, the incident given, its lemma and its words.
struct Placed<'c> {
    document: &'c str,
    act: &'c str,
    incident: Option<i64>,
    lemma: &'c str,
    words: &'c str,
}

/// CoNLL F1 across the documents of a topic and within documents, beside clusters of mentions with one head lemma.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (coded, _) = part.each(|text| {
        let (record, analysis) = part.code(text)?;
        let annotated = text.spans.iter().filter(|span| is_act(span)).count();
        let mentions = mentions(text, &record, &analysis);
        Ok((Coded { topic: text.topic, id: text.id.clone(), record, mentions, annotated }, Vec::new()))
    })?;
    let mut topics: BTreeMap<Option<usize>, Vec<Coded>> = BTreeMap::new();
    let annotated: usize = coded.iter().map(|text| text.annotated).sum();
    let found: usize = coded.iter().map(|text| text.mentions.len()).sum();
    coded.into_iter().for_each(|text| topics.entry(text.topic).or_default().push(text));
    let mut sums = [Agreement::default(); 4];
    let mut errors = Vec::new();
    for texts in topics.values() {
        let records: Vec<Record> = texts.iter().map(|text| text.record.clone()).collect();
        let placed = placed(texts, &incidents(&records)?);
        sums.iter_mut().zip(agreements(&placed)).for_each(|(sum, one)| *sum += one);
        errors.extend(wrong(&placed));
    }
    let [across, across_lemma, within, within_lemma] = sums.map(|sum| sum.conll());
    let figures = vec![
        ("mentions coded", found as f64 / annotated.max(1) as f64, None),
        ("CoNLL F1 in a topic", across, Some(("head lemma", across_lemma))),
        ("CoNLL F1 in a document", within, Some(("head lemma", within_lemma))),
    ];
    Ok(Scored { figures, errors })
}

/// Acts in the sentences whose annotation was checked.
fn is_act(span: &Span) -> bool {
    span.kind.contains("ACTION") && span.more.get("selected").is_some_and(|selected| selected == true)
}

/// The annotated mentions with a record, one to one.
fn mentions(text: &Text, record: &Record, analysis: &Analysis) -> Vec<Mention> {
    let mut free: Vec<usize> = (0..record.events.len()).collect();
    let mut mentions = Vec::new();
    for span in text.spans.iter().filter(|span| is_act(span)) {
        let overlaps = |at: &usize| {
            let trigger = &record.events[*at].trigger;
            trigger.start < span.end && span.start < trigger.end
        };
        let Some(position) = free.iter().position(overlaps) else { continue };
        let Some((sentence, token)) = heads::head(analysis, span.start, span.end) else { continue };
        let alone = || format!("{}:{}", text.id, span.id);
        mentions.push(Mention {
            event: free.remove(position),
            act: span.more.get("cluster").and_then(|act| act.as_str()).map_or_else(alone, str::to_owned),
            lemma: analysis.sentences[sentence].tokens[token].lemma.to_lowercase(),
        });
    }
    mentions
}

fn placed<'c>(texts: &'c [Coded], incidents: &[Vec<Option<i64>>]) -> Vec<Placed<'c>> {
    let each = texts.iter().zip(incidents).flat_map(|(text, incidents)| {
        text.mentions.iter().map(|mention| Placed {
            document: &text.id,
            act: &mention.act,
            incident: incidents[mention.event],
            lemma: &mention.lemma,
            words: &text.record.events[mention.event].trigger.text,
        })
    });
    each.collect()
}

/// In the topic, then within its documents: of incidents, and of lemmas.
fn agreements(placed: &[Placed<'_>]) -> [Agreement; 4] {
    let acts: Vec<_> = placed.iter().map(|one| one.act).collect();
    let incidents: Vec<_> = placed.iter().map(|one| one.incident).collect();
    let lemmas: Vec<_> = placed.iter().map(|one| one.lemma).collect();
    let here: Vec<_> = placed.iter().map(|one| (one.document, one.act)).collect();
    let incidents_here: Vec<_> = placed.iter().map(|one| (one.document, one.incident)).collect();
    let lemmas_here: Vec<_> = placed.iter().map(|one| (one.document, one.lemma)).collect();
    [
        Agreement::of(&acts, &incidents),
        Agreement::of(&acts, &lemmas),
        Agreement::of(&here, &incidents_here),
        Agreement::of(&here, &lemmas_here),
    ]
}

/// Incidents that hold several acts, and acts that are spread over several incidents.
fn wrong(placed: &[Placed<'_>]) -> Vec<String> {
    let mut incidents: BTreeMap<Option<i64>, BTreeMap<&str, Vec<&Placed<'_>>>> = BTreeMap::new();
    let mut acts: BTreeMap<&str, BTreeMap<Option<i64>, Vec<&Placed<'_>>>> = BTreeMap::new();
    for one in placed {
        incidents.entry(one.incident).or_default().entry(one.act).or_default().push(one);
        acts.entry(one.act).or_default().entry(one.incident).or_default().push(one);
    }
    let merged = incidents.values().filter(|parts| parts.len() > 1).map(|parts| line("merged", parts.values()));
    let split = acts.values().filter(|parts| parts.len() > 1).map(|parts| line("split", parts.values()));
    merged.chain(split).collect()
}

fn line<'p>(what: &str, parts: impl Iterator<Item = &'p Vec<&'p Placed<'p>>>) -> String {
    let part = |part: &Vec<&Placed<'_>>| {
        let words: Vec<String> = part.iter().map(|one| format!("{} `{}`", one.document, one.words)).collect();
        words.join(", ")
    };
    format!("{what}: {}", parts.map(part).collect::<Vec<_>>().join(" | "))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn incidents_and_lemmas_are_compared_with_acts() {
        let text =
            "Rebels attacked Aden on Monday. The attack on Aden killed three soldiers. Police arrested a man in Paris.";
        let act = |words: &str, id: &str, cluster: &str| {
            let mut act = span(text, words, id, "ACTION_OCCURRENCE");
            act["selected"] = true.into();
            act["cluster"] = cluster.into();
            act
        };
        let spans = [act("attacked", "m1", "a"), act("attack on", "m2", "a"), act("arrested", "m3", "b")];
        let scored = testing::score(score, json!({"text": text, "topic": 1, "spans": spans}));
        assert_eq!(testing::figure(&scored, "mentions coded"), 1.0);
        let lemma = scored.figures.iter().find(|figure| figure.0 == "CoNLL F1 in a topic").and_then(|figure| figure.2);
        assert_eq!(lemma, Some(("head lemma", 1.0)));
    }

    #[test]
    fn merges_and_splits_are_named() {
        let placed = |document, act, incident| Placed { document, act, incident, lemma: "hit", words: "hit" };
        let all = [placed("a", "x", Some(1)), placed("b", "x", Some(2)), placed("b", "y", Some(2))];
        assert_eq!(wrong(&all), ["merged: b `hit` | b `hit`", "split: a `hit` | b `hit`"]);
        let [across, lemmas, within, _] = agreements(&all);
        assert!(across.conll() < 1.0 && lemmas.pairwise() == 0.5 && within.pairwise() == 0.0);
    }
}
