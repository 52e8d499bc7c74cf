//! Acts that are none beside the one that another candidate names: the content of demands and plans, and verbs that only say that
//! something did not happen or is thought about.

use knowledge::Knowledge;
use language::Analysis;
use record::{EventType, Quad, Status};

use super::cue::{self, Cue};
use crate::candidate::Candidate;

/// Least probability of a hypothetical act that another word governs: most such are no more than a demand's content.
const CONTENT_FLOOR: f64 = 0.8;

/// What was found about a candidate's status.
pub(super) struct Found {
    sentence: usize,
    kind: EventType,
    status: Status,
    /// Words that govern it.
    governors: Vec<usize>,
    /// Whether its own clause supposes it ("may", "if").
    supposed: bool,
}

impl Found {
    /// Of a candidate whose status is decided.
    pub(super) fn new(candidate: &Candidate, cue: Option<Cue>) -> Self {
        let supposed = cue.as_ref().is_some_and(|cue| cue.governors.is_empty() && cue.near);
        let governors = cue.map(|cue| cue.governors).unwrap_or_default();
        Self { sentence: candidate.sentence, kind: candidate.kind, status: candidate.status, governors, supposed }
    }
}

/// Drops them; `found` is in the order of the candidates.
pub(super) fn drop(analysis: &Analysis, knowledge: &Knowledge, found: &[Found], candidates: &mut Vec<Candidate>) {
    let keep: Vec<bool> = candidates
        .iter()
        .zip(found)
        .map(|(candidate, own)| {
            let unlikely = own.status == Status::Hypothetical && !own.supposed && candidate.score < CONTENT_FLOOR;
            !unlikely
                && !only_denies(analysis, knowledge, found, candidate)
                && !only_weighs(analysis, knowledge, found, candidate)
        })
        .collect();
    let mut keep = keep.into_iter();
    candidates.retain(|_| keep.next().unwrap_or(true));
}

/// Whether a verb says no more than that another candidate did not happen ("failed to agree", "foiled an attack").
fn only_denies(analysis: &Analysis, knowledge: &Knowledge, found: &[Found], candidate: &Candidate) -> bool {
    let sentence = &analysis.sentences[candidate.sentence];
    let verb = cue::verb(sentence, candidate.head);
    let denied = |other: &&Found| {
        other.sentence == candidate.sentence
            && other.status == Status::Negated
            && other.governors.contains(&candidate.head)
    };
    let modality = &knowledge.modality;
    found.iter().filter(denied).any(|other| {
        // Calling off a meeting is an act towards those who were to meet.
        modality.is_empty(&verb) || modality.cancels(&verb) && other.kind.quad() == Quad::MaterialConflict
    })
}

/// Whether a verb says no more than that another candidate is thought about ("considered banning").
fn only_weighs(analysis: &Analysis, knowledge: &Knowledge, found: &[Found], candidate: &Candidate) -> bool {
    let verb = cue::verb(&analysis.sentences[candidate.sentence], candidate.head);
    let governs = |other: &Found| {
        other.sentence == candidate.sentence
            && other.status == Status::Hypothetical
            && other.governors.contains(&candidate.head)
    };
    knowledge.modality.weighs(&verb) && found.iter().any(governs)
}
