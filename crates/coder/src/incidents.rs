//! Which mentions within a document tell of one act.

use std::collections::BTreeMap;

use language::Analysis;

use crate::{
    candidate::{Candidate, Phrase},
    entities::Entities,
};

/// Sentences between two mentions of one act at most, where their participants do not decide.
const REACH: usize = 4;

/// Incident number of each candidate, from 1, in order of first mention.
pub fn group(analysis: &Analysis, entities: &Entities, candidates: &[Candidate]) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::with_capacity(candidates.len());
    let mut last = 0;
    for (at, candidate) in candidates.iter().enumerate() {
        let earlier = (0..at).rev().find(|&other| same(analysis, entities, &candidates[other], candidate));
        numbers.push(earlier.map_or_else(
            || {
                last += 1;
                last
            },
            |other| numbers[other],
        ));
    }
    numbers
}

/// Fills roles that one mention of an act leaves empty with the participants of the nearest mention that names some.
pub fn share(incidents: &[usize], candidates: &mut [Candidate]) {
    let mut mentions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, &incident) in incidents.iter().enumerate() {
        mentions.entry(incident).or_default().push(at);
    }
    for mentions in mentions.values().filter(|mentions| mentions.len() > 1) {
        share_role(mentions, candidates, |candidate| &mut candidate.actors);
        share_role(mentions, candidates, |candidate| &mut candidate.recipients);
    }
}

fn share_role(mentions: &[usize], candidates: &mut [Candidate], role: fn(&mut Candidate) -> &mut Vec<Phrase>) {
    let known: Vec<(usize, Vec<Phrase>)> = mentions.iter().map(|&at| (at, role(&mut candidates[at]).clone())).collect();
    for &at in mentions {
        let named = known.iter().filter(|(_, phrases)| !phrases.is_empty());
        let nearest = named.min_by_key(|(other, _)| other.abs_diff(at));
        let empty = role(&mut candidates[at]);
        if let Some((_, phrases)) = nearest.filter(|_| empty.is_empty()) {
            let told = |phrase: &Phrase| Phrase { path: format!("of the same act; {}", phrase.path), ..phrase.clone() };
            empty.extend(phrases.iter().map(told));
        }
    }
}

/// One type and status, nobody in both who differs, and a word or a participant in common.
fn same(analysis: &Analysis, entities: &Entities, a: &Candidate, b: &Candidate) -> bool {
    if a.kind != b.kind || a.status != b.status || a.historical != b.historical || a.sentence == b.sentence {
        return false;
    }
    let actors = overlap(entities, &a.actors, &b.actors);
    let recipients = overlap(entities, &a.recipients, &b.recipients);
    let lemma = |c: &Candidate| analysis.sentences[c.sentence].tokens[c.head].lemma.clone();
    let word = lemma(a) == lemma(b);
    let shared = [actors, recipients].into_iter().filter(|side| *side == Some(true)).count();
    let differs = [actors, recipients].contains(&Some(false));
    !differs && (shared == 2 || word && (shared == 1 || b.sentence - a.sentence <= REACH && shared > 0))
}

/// Whether two lists of participants share one; `None` where one of them is empty.
fn overlap(entities: &Entities, a: &[Phrase], b: &[Phrase]) -> Option<bool> {
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let ids = |phrases: &[Phrase]| -> Vec<String> {
        phrases.iter().filter_map(|phrase| entities.of(phrase)).map(|entity| entity.id.clone()).collect()
    };
    let known = ids(b);
    Some(ids(a).iter().any(|id| known.contains(id)))
}
