//! Who did it, and to whom: the model's role scores, the tree and the patterns' bindings decide together.

mod barred;
pub(crate) mod carried;
mod circumstances;
mod distant;
mod elsewhere;
mod fillers;
mod forest;
pub(crate) mod opposed;
pub(crate) mod phrase;
mod shared;
pub(crate) mod slots;
#[cfg(test)]
pub(crate) mod testing;
mod weights;

pub(crate) use fillers::is_mutual;
pub(crate) use weights::{hash_with, odds, sigmoid};

use std::ops::Range;

use knowledge::Knowledge;
use language::{Analysis, Sentence};
use record::Evidence;

use crate::candidate::{Candidate, Phrase};
use elsewhere::Elsewhere;
use fillers::Filler;
use slots::Slot;

/// Fills actors and recipients from each candidate's own sentence, and from its neighbours where it names none.
pub fn fill(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut [Candidate]) {
    let weighed = weighed(analysis, knowledge, candidates);
    for (candidate, fillers) in candidates.iter_mut().zip(weighed) {
        let sentence = &analysis.sentences[candidate.sentence];
        let [actors, recipients] = choose(sentence, candidate, &fillers);
        for (field, chosen, role) in [("actors", &actors, 0), ("recipients", &recipients, 1)] {
            if let Some(best) = chosen.iter().map(|filler| filler.score[role]).reduce(f64::max) {
                candidate.evidence.push(Evidence { field: field.into(), by: "arguments".into(), score: Some(best) });
            }
        }
        candidate.actors = phrases(analysis, knowledge, candidate, &actors, 0);
        candidate.recipients = phrases(analysis, knowledge, candidate, &recipients, 1);
        if candidate.actors.is_empty() {
            candidate.actors = distant::find(analysis, candidate, 0);
        }
        opposed::turn(analysis, knowledge, candidate);
        if candidate.recipients.is_empty() && !is_mutual(candidate) {
            candidate.recipients = distant::find(analysis, candidate, 1);
        }
    }
}

/// A noun phrase that may take part in an act, as the role forests see it.
#[derive(Debug)]
pub struct Described {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether all who take part in the act do so together.
    pub mutual: bool,
    /// Its numbers as actor and as recipient.
    pub numbers: [Vec<f64>; 2],
}

/// For each candidate every noun phrase of its sentence that may take part (`training/fit_roles.py`).
pub fn describe(analysis: &Analysis, knowledge: &Knowledge, candidates: &[Candidate]) -> Vec<Vec<Described>> {
    let described = |(candidate, fillers): (&Candidate, Vec<Filler>)| {
        let (sentence, mutual) = (&analysis.sentences[candidate.sentence], is_mutual(candidate));
        let describe = |filler: Filler| Described {
            tokens: phrase::core(sentence, filler.head),
            mutual,
            numbers: [0, 1].map(|role| filler.numbers(role, mutual).to_vec()),
        };
        fillers.into_iter().map(describe).collect()
    };
    candidates.iter().zip(weighed(analysis, knowledge, candidates)).map(described).collect()
}

/// The phrases that may take part in each candidate, weighed in the light of all candidates.
fn weighed(analysis: &Analysis, knowledge: &Knowledge, candidates: &[Candidate]) -> Vec<Vec<Filler>> {
    let acts: Vec<(usize, usize)> = candidates.iter().map(|candidate| (candidate.sentence, candidate.head)).collect();
    let mut all: Vec<Vec<Filler>> = Vec::new();
    let mut elsewhere = Elsewhere::default();
    for (number, candidate) in candidates.iter().enumerate() {
        let sentence = &analysis.sentences[candidate.sentence];
        let fillers = fillers::fillers(sentence, knowledge, candidate, &within(&acts, candidate.sentence));
        elsewhere.note(number, candidate.kind, sentence, &fillers);
        all.push(fillers);
    }
    for (number, (candidate, fillers)) in candidates.iter().zip(&mut all).enumerate() {
        let sentence = &analysis.sentences[candidate.sentence];
        let mutual = is_mutual(candidate);
        for filler in fillers {
            filler.elsewhere = elsewhere.numbers(number, candidate.kind, sentence, filler.head);
            filler.score = weights::weigh(mutual, filler);
        }
    }
    all
}

/// Heads of the acts, given as sentence and head, that stand in a sentence.
fn within(acts: &[(usize, usize)], sentence: usize) -> Vec<usize> {
    acts.iter().filter(|(other, _)| *other == sentence).map(|(_, head)| *head).collect()
}

/// Fillers of both roles: each phrase in its likelier role; phrases inside a chosen one and second names of one are left out.
fn choose<'f>(sentence: &Sentence, candidate: &Candidate, fillers: &'f [Filler]) -> [Vec<&'f Filler>; 2] {
    let mutual = is_mutual(candidate);
    let mut chosen: [Vec<&Filler>; 2] = [Vec::new(), Vec::new()];
    let mut ranked: Vec<(usize, &Filler)> = fillers
        .iter()
        .map(|filler| (usize::from(!mutual && filler.score[1] > filler.score[0]), filler))
        .filter(|(role, filler)| !barred::is_barred(sentence, candidate, filler, *role))
        .filter(|(role, filler)| {
            let beside = |other: &&Filler| {
                other.score[*role] >= weights::floor(mutual, *role)
                    && coordination(sentence, other.head) == coordination(sentence, filler.head)
            };
            filler.score[*role] >= weights::COORDINATED_FLOOR && fillers.iter().any(|other| beside(&other))
        })
        .collect();
    // Wider phrases first: what lies inside one that is chosen only identifies it.
    ranked.sort_by_key(|(_, filler)| (std::cmp::Reverse(phrase::core(sentence, filler.head).len()), filler.head));
    for (role, filler) in ranked {
        let inside = |other: &&Filler| phrase::core(sentence, other.head).contains(&filler.head);
        // "criticized his rival's plan": the owner is who it is done to, the thing owned is what it is about.
        let owned = fillers.iter().any(|owner| {
            owner.slot == Slot::Owner
                && owner.score[role] > filler.score[role]
                && phrase::core(sentence, filler.head).contains(&owner.head)
        });
        if !owned && !chosen.iter().flatten().any(inside) {
            chosen[role].push(filler);
        }
    }
    for (index, role) in chosen.iter_mut().enumerate() {
        if !mutual {
            keep_likely(sentence, role, index);
        }
        role.sort_by_key(|filler| filler.head);
        let all: Vec<usize> = role.iter().map(|filler| filler.head).collect();
        role.retain(|filler| {
            let repeats = [is_second_name, introduces, locates, affiliates];
            !repeats.iter().any(|repeats| repeats(sentence, filler.head, &all))
        });
    }
    chosen
}

/// Keeps the likeliest filler of a role, those coordinated with it or in apposition to it, and others only if they are likely in
/// themselves.
fn keep_likely(sentence: &Sentence, chosen: &mut Vec<&Filler>, role: usize) {
    let first = chosen.iter().max_by(|a, b| a.score[role].total_cmp(&b.score[role]).then(b.head.cmp(&a.head)));
    let Some(first) = first.map(|filler| filler.head) else { return };
    let beside = |head: usize| {
        coordination(sentence, head) == coordination(sentence, first)
            || is_apposition(sentence, head, first)
            || is_apposition(sentence, first, head)
    };
    chosen.retain(|filler| beside(filler.head) || filler.score[role] >= weights::MORE_FLOOR[role]);
}

fn is_apposition(sentence: &Sentence, head: usize, other: usize) -> bool {
    sentence.tokens[head].relation() == "appos" && sentence.tokens[head].head == Some(other)
}

/// The first member of the coordination that a token belongs to.
fn coordination(sentence: &Sentence, token: usize) -> usize {
    sentence.ancestors(token).find(|&at| sentence.tokens[at].relation() != "conj").unwrap_or(token)
}

/// Whether another chosen phrase names the same by apposition or in the same words.
fn is_second_name(sentence: &Sentence, head: usize, all: &[usize]) -> bool {
    let tokens = &sentence.tokens;
    let is_name = |at: usize| tokens[at].upos == language::Upos::Propn;
    let apposition = |&other: &usize| {
        let (below, above) = (is_apposition(sentence, head, other), is_apposition(sentence, other, head));
        // Of a noun and a name for one person, the name stays.
        below && (is_name(other) || !is_name(head)) || above && is_name(other) && !is_name(head)
    };
    let words = |at: usize| tokens[phrase::core(sentence, at)].iter().map(|token| token.form.as_str());
    all.iter().any(apposition) || all.iter().any(|&other| other < head && words(other).eq(words(head)))
}

/// Whether a phrase stands right before a chosen name, as what that person is ("candidate", "Japan" before a name with its title).
fn introduces(sentence: &Sentence, head: usize, all: &[usize]) -> bool {
    let end = phrase::core(sentence, head).end;
    let follows = |&other: &usize| {
        sentence.tokens[other].upos == language::Upos::Propn && phrase::core(sentence, other).start == end
    };
    all.iter().any(follows)
}

/// Whether a phrase says where a chosen one is ("militias in Iraq").
fn locates(sentence: &Sentence, head: usize, all: &[usize]) -> bool {
    let token = &sentence.tokens[head];
    let case = sentence.child(head, "case").map(|case| sentence.tokens[case].form.to_lowercase());
    token.relation() == "nmod"
        && token.head.is_some_and(|above| all.contains(&above))
        && case.is_some_and(|case| ["in", "at", "near", "inside", "outside", "across"].contains(&case.as_str()))
}

/// Whether a phrase says whom a chosen one belongs to ("militias linked to Iran").
fn affiliates(sentence: &Sentence, head: usize, all: &[usize]) -> bool {
    let Some(verb) = sentence.tokens[head].head.map(|at| &sentence.tokens[at]) else { return false };
    sentence.tokens[head].relation() == "obl"
        && verb.deprel == "acl"
        && verb.xpos == "VBN"
        && verb.head.is_some_and(|noun| all.contains(&noun))
}

fn phrases(
    analysis: &Analysis,
    knowledge: &Knowledge,
    candidate: &Candidate,
    chosen: &[&Filler],
    role: usize,
) -> Vec<Phrase> {
    let sentence = &analysis.sentences[candidate.sentence];
    let path = |filler: &Filler| {
        let by = if filler.bound[role] { "pattern, " } else { "" };
        let [model, together] = [filler.model[role], filler.score[role]];
        format!("{by}{:?} of the trigger, model {model:.2}, together {together:.2}", filler.slot)
    };
    let split = |filler: &&Filler| {
        let path = path(filler);
        shared::parts(sentence, knowledge, filler.head)
            .into_iter()
            .map(|tokens| Phrase {
                sentence: candidate.sentence,
                head: if tokens.contains(&filler.head) { filler.head } else { tokens.start },
                span: sentence.span_of(tokens.clone()),
                tokens,
                path: path.clone(),
            })
            .collect::<Vec<_>>()
    };
    chosen.iter().flat_map(split).collect()
}

#[cfg(test)]
mod tests;
