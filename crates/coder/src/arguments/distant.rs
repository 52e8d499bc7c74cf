//! Participants that the act's own sentence does not name: phrases of neighbouring sentences, by the model's role scores.

use language::{Analysis, Role, Sentence, Upos};

use super::phrase;
use crate::candidate::{Candidate, Phrase};

/// Least probability of an actor and of a recipient in another sentence.
const FLOOR: [f64; 2] = [0.3, 0.4];
/// Sentences that a participant may stand away.
const REACH: usize = 6;

/// The likeliest phrase for a role outside the act's sentence, with those coordinated with it that are likely as well.
pub(super) fn find(analysis: &Analysis, candidate: &Candidate, role: usize) -> Vec<Phrase> {
    let near = candidate.sentence.saturating_sub(REACH)..(candidate.sentence + REACH + 1).min(analysis.sentences.len());
    let scored = near.filter(|&sentence| sentence != candidate.sentence).flat_map(|sentence| {
        let parsed = &analysis.sentences[sentence];
        let heads = (0..parsed.tokens.len()).filter(move |&head| may_fill(parsed, head));
        heads.map(move |head| (score(analysis, candidate, role, (sentence, head)), sentence, head))
    });
    let likely: Vec<(f64, usize, usize)> = scored.filter(|(score, ..)| *score >= FLOOR[role]).collect();
    let best = likely.iter().copied().max_by(|a, b| a.0.total_cmp(&b.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let Some((_, sentence, first)) = best else { return Vec::new() };
    let parsed = &analysis.sentences[sentence];
    let beside = |head: usize| super::coordination(parsed, head) == super::coordination(parsed, first);
    let chosen = likely.into_iter().filter(|&(_, other, head)| other == sentence && beside(head));
    chosen
        .map(|(score, _, head)| phrase::phrase(analysis, sentence, head, format!("another sentence, model {score:.2}")))
        .collect()
}

/// The model's probability over a phrase, its head counting as much as all its words.
fn score(analysis: &Analysis, candidate: &Candidate, role: usize, (sentence, head): (usize, usize)) -> f64 {
    let role = [Role::Actor, Role::Recipient][role];
    let of = |word: usize| f64::from(analysis.role(role, (candidate.sentence, candidate.head), (sentence, word)));
    let words = phrase::core(&analysis.sentences[sentence], head);
    let count = words.len().max(1) as f64;
    0.5 * of(head) + 0.5 * words.map(of).sum::<f64>() / count
}

/// Nouns, names and pronouns that are not part of another's name.
fn may_fill(sentence: &Sentence, head: usize) -> bool {
    let token = &sentence.tokens[head];
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron)
        && !["flat", "fixed", "goeswith", "compound", "expl"].contains(&token.relation())
}
