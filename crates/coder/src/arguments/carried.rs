//! Participants that another act of the document names: an event noun that takes up an earlier act ("the attack") has that
//! act's participants, and whoever condemns or backs an act means those who did it, not those who suffered it.

use language::{Analysis, Sentence, Upos};
use record::{EventType, Span};

use super::slots::{self, Slot};
use crate::candidate::{Candidate, Phrase};

/// Where the act that is condemned or backed stands.
const OBJECT: [Slot; 5] = [Slot::Patient, Slot::Against, Slot::For, Slot::Of, Slot::With];
/// Sentences that an act may be taken up after.
const REACH: usize = 12;

/// Fills empty roles of candidates, which are in the order of the text.
pub(crate) fn carry(analysis: &Analysis, candidates: &mut [Candidate]) {
    for at in 0..candidates.len() {
        if let Some(earlier) = taken_up(analysis, candidates, at) {
            let (actors, recipients) = (candidates[earlier].actors.clone(), candidates[earlier].recipients.clone());
            let candidate = &mut candidates[at];
            fill(&mut candidate.actors, actors);
            fill(&mut candidate.recipients, recipients);
        }
    }
    for at in 0..candidates.len() {
        let Some(act) = object(analysis, candidates, at) else { continue };
        if candidates[at].kind != EventType::Support {
            let suffered: Vec<Span> = candidates[act].recipients.iter().map(|phrase| phrase.span).collect();
            candidates[at].recipients.retain(|phrase| !suffered.contains(&phrase.span));
        }
        if candidates[at].recipients.is_empty() {
            let doers = candidates[act].actors.clone();
            let own = &candidates[at].actors;
            let others = doers.into_iter().filter(|doer| !own.iter().any(|actor| actor.span == doer.span)).collect();
            fill(&mut candidates[at].recipients, others);
        }
    }
}

fn fill(role: &mut Vec<Phrase>, from: Vec<Phrase>) {
    if role.is_empty() {
        role.extend(
            from.into_iter().map(|phrase| Phrase { path: format!("of an act told before; {}", phrase.path), ..phrase }),
        );
    }
}

/// The earlier act that an event noun takes up: the nearest of its type whose participants are no others.
fn taken_up(analysis: &Analysis, candidates: &[Candidate], at: usize) -> Option<usize> {
    let candidate = &candidates[at];
    let sentence = &analysis.sentences[candidate.sentence];
    if !candidate.actors.is_empty() && !candidate.recipients.is_empty() || !is_definite(sentence, candidate.head) {
        return None;
    }
    (0..at).rev().take_while(|&other| candidate.sentence - candidates[other].sentence <= REACH).find(|&other| {
        let earlier = &candidates[other];
        earlier.kind == candidate.kind
            && earlier.head != candidate.head
            && earlier.status == candidate.status
            && !(earlier.actors.is_empty() && earlier.recipients.is_empty())
            && agree(analysis, &earlier.actors, &candidate.actors)
            && agree(analysis, &earlier.recipients, &candidate.recipients)
    })
}

/// An event noun with a definite article or demonstrative.
fn is_definite(sentence: &Sentence, head: usize) -> bool {
    sentence.tokens[head].upos == Upos::Noun && sentence.has_definite_determiner(head)
}

/// Whether one of two lists is empty or they share a head word.
fn agree(analysis: &Analysis, a: &[Phrase], b: &[Phrase]) -> bool {
    let word = |phrase: &Phrase| analysis.sentences[phrase.sentence].tokens[phrase.head].lemma.as_str();
    a.is_empty() || b.is_empty() || a.iter().any(|first| b.iter().any(|second| word(first) == word(second)))
}

/// The act that a position is about: an event noun, or its owner's, in the place of an object.
fn object(analysis: &Analysis, candidates: &[Candidate], at: usize) -> Option<usize> {
    use EventType::*;
    let candidate = &candidates[at];
    if !matches!(candidate.kind, Accuse | Support | Reject | Request) {
        return None;
    }
    let sentence = &analysis.sentences[candidate.sentence];
    let places = slots::slots(sentence, candidate.head);
    let is_object = |head: usize| places.iter().any(|&(place, slot)| place == head && OBJECT.contains(&slot));
    (0..candidates.len()).find(|&other| {
        other != at && candidates[other].sentence == candidate.sentence && is_object(candidates[other].head)
    })
}
