//! Words that state a tie between what governs them and what follows.

use std::ops::Range;

use language::Sentence;
use record::LinkKind;

use crate::candidate::Candidate;

/// Conjunctions and prepositions that state a tie whatever the acts are.
const WORDS: [(&str, LinkKind); 8] = [
    ("because", LinkKind::Reason),
    ("amid", LinkKind::Reason),
    ("after", LinkKind::ResponseTo),
    ("following", LinkKind::ResponseTo),
    ("if", LinkKind::Condition),
    ("unless", LinkKind::Condition),
    ("until", LinkKind::Condition),
    ("so", LinkKind::Purpose),
];
/// The same, of several words.
const PHRASES: [(&str, LinkKind); 29] = [
    ("because of", LinkKind::Reason),
    ("due to", LinkKind::Reason),
    ("owing to", LinkKind::Reason),
    ("in connection with", LinkKind::Reason),
    ("in opposition to", LinkKind::Reason),
    ("in protest against", LinkKind::Reason),
    ("in protest at", LinkKind::Reason),
    ("in protest over", LinkKind::Reason),
    ("on charges of", LinkKind::Reason),
    ("on suspicion of", LinkKind::Reason),
    ("in response to", LinkKind::ResponseTo),
    ("in reaction to", LinkKind::ResponseTo),
    ("in reply to", LinkKind::ResponseTo),
    ("in retaliation for", LinkKind::ResponseTo),
    ("in retaliation to", LinkKind::ResponseTo),
    ("in reprisal for", LinkKind::ResponseTo),
    ("in revenge for", LinkKind::ResponseTo),
    ("in the aftermath of", LinkKind::ResponseTo),
    ("in the wake of", LinkKind::ResponseTo),
    ("in wake of", LinkKind::ResponseTo),
    ("on condition that", LinkKind::Condition),
    ("provided that", LinkKind::Condition),
    ("in a bid to", LinkKind::Purpose),
    ("in an attempt to", LinkKind::Purpose),
    ("in an effort to", LinkKind::Purpose),
    ("in order to", LinkKind::Purpose),
    ("in support of", LinkKind::Purpose),
    ("so as to", LinkKind::Purpose),
    ("with the aim of", LinkKind::Purpose),
];

/// The tie that a connective states on the way up from an act, the nearest first; none beyond a reported clause.
pub(super) fn stated(sentence: &Sentence, steps: &[usize], governor: &Candidate) -> Option<LinkKind> {
    let reported = steps.iter().position(|&step| sentence.tokens[step].relation() == "ccomp");
    let within = &steps[..reported.map_or(steps.len(), |at| at + 1)];
    within.iter().find_map(|&step| {
        let word = || {
            let word = first_word(sentence, step, governor)?;
            WORDS.iter().find(|(known, _)| *known == word).map(|&(_, kind)| kind)
        };
        phrase(sentence, step).map(|(kind, _)| kind).or_else(word)
    })
}

/// The connective of several words that ends right before a phrase or clause, and its words.
pub(super) fn phrase(sentence: &Sentence, step: usize) -> Option<(LinkKind, Range<usize>)> {
    let end = marks(sentence, step).last()? + 1;
    PHRASES.iter().find_map(|&(known, kind)| {
        let start = end.checked_sub(known.split(' ').count())?;
        let words = sentence.tokens[start..end].iter().map(|token| token.form.to_lowercase());
        words.eq(known.split(' ')).then_some((kind, start..end))
    })
}

/// The first preposition or conjunction of a phrase or clause, in lower case, unless it is part of the trigger above ("called for").
pub(super) fn first_word(sentence: &Sentence, step: usize, governor: &Candidate) -> Option<String> {
    let first = marks(sentence, step).find(|at| !governor.trigger.contains(at))?;
    Some(sentence.tokens[first].form.to_lowercase())
}

/// Prepositions and conjunctions of a phrase or clause, with further words that are fixed to them, in order.
fn marks(sentence: &Sentence, step: usize) -> impl Iterator<Item = usize> + '_ {
    let mark = |at: usize| matches!(sentence.tokens[at].relation(), "case" | "mark");
    let of_step = move |at: usize| {
        let head = sentence.tokens[at].head;
        let fixed = sentence.tokens[at].relation() == "fixed" && head.is_some_and(mark);
        mark(at) && head == Some(step) || fixed && head.is_some_and(|head| sentence.tokens[head].head == Some(step))
    };
    (0..step).filter(move |&at| of_step(at))
}
