//! Proposals of the model's trigger head.

use record::{EventType, Status};

use crate::candidate::{Bound, Proposal};
use language::{Sentence, Upos};

/// Least probability of a trigger that is worth a proposal; arbitration decides later.
const TRIGGER_FLOOR: f32 = 0.15;
/// Least probability of a mode.
const MODE_FLOOR: f32 = 0.3;

/// One proposal for each word, or adjacent words of one expression, that the model takes for a trigger.
pub fn propose(sentence: &Sentence, index: usize) -> Vec<Proposal> {
    let mut proposals: Vec<Proposal> = Vec::new();
    for token in 0..sentence.tokens.len().min(sentence.events.triggers.len()) {
        if sentence.events.trigger(token) < TRIGGER_FLOOR {
            continue;
        }
        let proposal = propose_at(sentence, index, token);
        match proposals.last_mut() {
            Some(last) if joins(sentence, last, token) => merge(sentence, last, proposal),
            _ => proposals.push(proposal),
        }
    }
    proposals.iter_mut().for_each(|proposal| take_particle(sentence, proposal));
    proposals.into_iter().filter_map(|proposal| with_content_word(sentence, proposal)).collect()
}

/// A lone negator or other function word stands for the expression it opens ("not accepting"); without one it is no trigger.
fn with_content_word(sentence: &Sentence, mut proposal: Proposal) -> Option<Proposal> {
    let token = &sentence.tokens[proposal.head];
    if !matches!(token.upos, Upos::Part | Upos::Aux | Upos::Det | Upos::Adp | Upos::Sconj | Upos::Cconj | Upos::Punct) {
        return Some(proposal);
    }
    let verb = token.head.filter(|&head| head == proposal.trigger.end && sentence.tokens[head].upos == Upos::Verb)?;
    proposal.trigger.end = verb + 1;
    proposal.head = verb;
    Some(proposal)
}

/// Probability of one type at a token; 0 before the model has run.
pub(crate) fn probability(sentence: &Sentence, token: usize, kind: EventType) -> f64 {
    sentence.events.triggers.get(token).map_or(0.0, |row| f64::from(row[1 + kind as usize]))
}

/// Probability of one status of a trigger token; uniform before the model has run.
pub(crate) fn status(sentence: &Sentence, token: usize, status: Status) -> f64 {
    sentence.events.status.get(token).map_or(0.25, |row| f64::from(row[status as usize]))
}

/// Modes of a type that the model gives a trigger token, likeliest first.
pub(crate) fn modes(sentence: &Sentence, token: usize, kind: EventType) -> Vec<String> {
    let Some(row) = sentence.events.modes.get(token) else { return Vec::new() };
    let mode_of = |label: &'_ String| label.strip_prefix(kind.name())?.strip_prefix('/').map(str::to_owned);
    let mut found: Vec<(f32, String)> = row
        .iter()
        .zip(sentence.events.mode_labels.iter())
        .filter(|(score, _)| **score >= MODE_FLOOR)
        .filter_map(|(score, label)| Some((*score, mode_of(label)?)))
        .collect();
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    found.into_iter().map(|(_, mode)| mode).collect()
}

fn propose_at(sentence: &Sentence, index: usize, token: usize) -> Proposal {
    let best = |a: &&EventType, b: &&EventType| {
        probability(sentence, token, **a).total_cmp(&probability(sentence, token, **b)).then(b.cmp(a))
    };
    let kind = *EventType::ALL.iter().max_by(best).unwrap_or(&EventType::Assault);
    Proposal {
        sentence: index,
        trigger: token..token + 1,
        special: 1,
        head: token,
        kind,
        modes: modes(sentence, token, kind),
        contexts: Vec::new(),
        by: "model".to_owned(),
        score: f64::from(sentence.events.trigger(token)),
        bound: Bound::default(),
    }
}

/// Whether the token continues the expression before it: the next word, of one phrase with it ("car bombs", "shot dead").
fn joins(sentence: &Sentence, last: &Proposal, token: usize) -> bool {
    let tokens = &sentence.tokens;
    let tie = |child: usize, head: usize| {
        tokens[child].head == Some(head)
            && ["compound", "flat", "fixed", "amod", "xcomp", "goeswith"].contains(&tokens[child].relation())
    };
    last.trigger.end == token
        && (tie(last.head, token) || tie(token, last.head))
        && !(tokens[token].relation() == "xcomp" && tokens[token].upos == language::Upos::Verb)
}

fn merge(sentence: &Sentence, last: &mut Proposal, next: Proposal) {
    let trigger = last.trigger.start..next.trigger.end;
    if sentence.dominates(next.head, last.head) {
        last.head = next.head;
    }
    if next.score > last.score {
        (last.kind, last.modes, last.score) = (next.kind, next.modes, next.score);
    }
    last.trigger = trigger;
}

/// A particle that follows its verb belongs to the trigger ("shot down").
fn take_particle(sentence: &Sentence, proposal: &mut Proposal) {
    let next = proposal.trigger.end;
    let particle = |token: &language::Token| token.deprel == "compound:prt" && token.head == Some(proposal.head);
    if sentence.tokens.get(next).is_some_and(particle) {
        proposal.trigger.end = next + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{mark, sentence};

    #[test]
    fn triggers_become_proposals_with_particles() {
        let mut parsed =
            sentence("Troops:NNS:2:nsubj shot:VBD:0:root down:RP:2:compound:prt a:DT:5:det drone:NN:2:obj");
        mark(&mut parsed, 1, EventType::Assault, 0.9);
        let proposals = propose(&parsed, 4);
        assert_eq!(proposals.len(), 1);
        assert_eq!(
            (proposals[0].trigger.clone(), proposals[0].kind, proposals[0].sentence),
            (1..3, EventType::Assault, 4)
        );
    }

    #[test]
    fn words_of_one_expression_are_one_trigger() {
        let mut parsed = sentence("Two:CD:3:nummod car:NN:3:compound bombs:NNS:4:nsubj exploded:VBD:0:root");
        mark(&mut parsed, 1, EventType::Assault, 0.6);
        mark(&mut parsed, 2, EventType::Assault, 0.7);
        mark(&mut parsed, 3, EventType::Assault, 0.8);
        let proposals = propose(&parsed, 0);
        assert_eq!(proposals.iter().map(|p| p.trigger.clone()).collect::<Vec<_>>(), [1..3, 3..4]);
        assert_eq!(proposals[0].head, 2);
    }

    #[test]
    fn a_negator_stands_for_its_verb() {
        let mut parsed = sentence("He:PRP:4:nsubj is:VBZ:4:aux not/not:RB:4:advmod accepting:VBG:0:root");
        parsed.tokens[2].upos = Upos::Part;
        mark(&mut parsed, 2, EventType::Reject, 0.8);
        let proposals = propose(&parsed, 0);
        assert_eq!(proposals.iter().map(|p| (p.trigger.clone(), p.head)).collect::<Vec<_>>(), [(2..4, 3)]);
    }

    #[test]
    fn nothing_is_proposed_before_the_model_has_run() {
        assert!(propose(&sentence("Troops:NNS:2:nsubj fired:VBD:0:root"), 0).is_empty());
    }
}
