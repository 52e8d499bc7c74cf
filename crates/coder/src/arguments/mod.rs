//! Who did it, and to whom: the model's role scores, the tree and the patterns' bindings decide together.

pub(crate) mod phrase;
pub(crate) mod slots;
#[cfg(test)]
pub(crate) mod testing;
mod weights;

pub(crate) use weights::{odds, sigmoid};

use knowledge::Knowledge;
use language::{Analysis, Role, Sentence, Upos};
use record::{EventType, Evidence};

use crate::candidate::{Candidate, Phrase};
use slots::Slot;

/// A noun phrase that might fill a role of one candidate.
#[derive(Debug, Clone)]
pub(crate) struct Filler {
    /// Head token.
    pub head: usize,
    /// Its place around the trigger.
    pub slot: Slot,
    /// The model's probability over the phrase: as actor, as recipient.
    pub model: [f64; 2],
    /// Whether a pattern binds it: as actor, as recipient.
    pub bound: [bool; 2],
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// Probability of each role after weighing.
    pub score: [f64; 2],
}

/// Fills actors and recipients from each candidate's own sentence; what the sentence doesn't say stays empty.
pub fn fill(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut [Candidate]) {
    for candidate in candidates {
        let fillers = fillers(&analysis.sentences[candidate.sentence], knowledge, candidate);
        let (actors, recipients) = choose(&analysis.sentences[candidate.sentence], candidate.kind, &fillers);
        candidate.actors = phrases(analysis, candidate, &actors, 0);
        candidate.recipients = phrases(analysis, candidate, &recipients, 1);
        for (field, found) in [("actors", &actors), ("recipients", &recipients)] {
            if let Some(best) = found.iter().map(|f| f.score[usize::from(field == "recipients")]).reduce(f64::max) {
                candidate.evidence.push(Evidence { field: field.into(), by: "arguments".into(), score: Some(best) });
            }
        }
    }
}

/// Every noun phrase that may take part in a candidate, with what the role weights are fitted on: slot, model's
/// probabilities, bindings, whether it is a pronoun, mutual act.
pub fn describe(
    sentence: &Sentence,
    knowledge: &Knowledge,
    candidate: &Candidate,
) -> Vec<(std::ops::Range<usize>, Vec<f64>)> {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let numbers = |filler: Filler| {
        let [actor, recipient] = filler.model;
        let bound = filler.bound.map(flag);
        let features = vec![
            filler.slot as usize as f64,
            actor,
            recipient,
            bound[0],
            bound[1],
            flag(filler.pronoun),
            flag(is_mutual(candidate.kind)),
        ];
        (phrase::core(sentence, filler.head), features)
    };
    fillers(sentence, knowledge, candidate).into_iter().map(numbers).collect()
}

/// Every noun phrase of the sentence that may take part, weighed for both roles.
pub(crate) fn fillers(sentence: &Sentence, knowledge: &Knowledge, candidate: &Candidate) -> Vec<Filler> {
    let places = placed(sentence, candidate);
    let bound = |role: usize, head: usize| {
        candidate
            .proposals
            .iter()
            .any(|proposal| [&proposal.bound.actors, &proposal.bound.recipients][role].contains(&head))
    };
    let mut fillers = Vec::new();
    for head in (0..sentence.tokens.len()).filter(|&head| may_fill(sentence, knowledge, candidate, head)) {
        let slot = places.iter().find(|(at, _)| *at == head).map_or(Slot::Other, |(_, slot)| *slot);
        let model = [Role::Actor, Role::Recipient].map(|role| role_score(sentence, role, candidate, head));
        let mut filler = Filler {
            head,
            slot,
            model,
            bound: [bound(0, head), bound(1, head)],
            pronoun: sentence.tokens[head].upos == Upos::Pron,
            score: [0.0; 2],
        };
        filler.score = weights::weigh(candidate.kind, &filler);
        fillers.push(filler);
    }
    fillers
}

/// Slots around the trigger, conjuncts with their first member's, relative pronouns as their nouns.
fn placed(sentence: &Sentence, candidate: &Candidate) -> Vec<(usize, Slot)> {
    let mut places = slots::slots(sentence, candidate.head);
    let mut at = 0;
    while at < places.len() {
        let (head, slot) = places[at];
        let conjuncts = sentence.children_by(head, "conj").filter(|&c| may_be_conjunct(sentence, c)).map(|c| (c, slot));
        for conjunct in conjuncts.collect::<Vec<_>>() {
            if !places.iter().any(|&(known, _)| known == conjunct.0) {
                places.push(conjunct);
            }
        }
        at += 1;
    }
    places
}

fn may_be_conjunct(sentence: &Sentence, token: usize) -> bool {
    sentence.tokens[token].upos != Upos::Verb
}

/// The model's probability that a phrase fills a role: over its words, its head counting as much as the others together.
fn role_score(sentence: &Sentence, role: Role, candidate: &Candidate, head: usize) -> f64 {
    let probability = |word: usize| {
        let of = |trigger: usize| f64::from(sentence.events.role(role, trigger, word));
        candidate.trigger.clone().map(of).fold(0.0, f64::max)
    };
    let words = phrase::core(sentence, head);
    let mean = words.clone().map(probability).sum::<f64>() / words.len().max(1) as f64;
    let relative = relative_pronouns(sentence, head).map(probability).fold(0.0, f64::max);
    (0.5 * probability(head) + 0.5 * mean).max(relative)
}

/// Relative pronouns that stand for a noun.
fn relative_pronouns(sentence: &Sentence, noun: usize) -> impl Iterator<Item = usize> + '_ {
    (noun + 1..sentence.tokens.len())
        .filter(move |&at| sentence.tokens[at].upos == Upos::Pron && slots::antecedent(sentence, at) == noun)
}

/// Whether a token can head a phrase that fills a role of the candidate.
fn may_fill(sentence: &Sentence, knowledge: &Knowledge, candidate: &Candidate, head: usize) -> bool {
    let token = &sentence.tokens[head];
    if candidate.trigger.contains(&head) || slots::antecedent(sentence, head) != head {
        return false;
    }
    let inside_name = ["flat", "fixed", "goeswith"].contains(&token.relation());
    match token.upos {
        _ if inside_name => false,
        Upos::Pron => token.form.to_lowercase() != "there" && token.relation() != "expl",
        Upos::Noun | Upos::Propn | Upos::Adj
            if ["compound", "amod"].contains(&token.relation()) || conjoined_modifier(sentence, head) =>
        {
            token.head.is_some_and(|noun| candidate.trigger.contains(&noun) || is_country(knowledge, sentence, head))
        }
        Upos::Noun | Upos::Propn => true,
        Upos::Adj => is_argument(token.relation()) || is_country(knowledge, sentence, head),
        Upos::Num | Upos::Det | Upos::X => is_argument(token.relation()),
        _ => false,
    }
}

fn conjoined_modifier(sentence: &Sentence, head: usize) -> bool {
    let token = &sentence.tokens[head];
    token.relation() == "conj"
        && token.head.is_some_and(|first| ["compound", "amod"].contains(&sentence.tokens[first].relation()))
}

fn is_argument(relation: &str) -> bool {
    ["nsubj", "obj", "iobj", "obl", "nmod", "conj"].contains(&relation)
}

fn is_country(knowledge: &Knowledge, sentence: &Sentence, head: usize) -> bool {
    knowledge.countries.lookup(&sentence.tokens[head].form).is_some()
}

/// Types whose participants all act together.
fn is_mutual(kind: EventType) -> bool {
    kind == EventType::Consult
}

/// Fillers of both roles: each phrase in its likelier role, phrases inside a chosen one left out.
fn choose<'f>(sentence: &Sentence, kind: EventType, fillers: &'f [Filler]) -> (Vec<&'f Filler>, Vec<&'f Filler>) {
    let mut chosen: [Vec<&Filler>; 2] = [Vec::new(), Vec::new()];
    let mut ranked: Vec<(usize, &Filler)> = fillers
        .iter()
        .map(|filler| (usize::from(!is_mutual(kind) && filler.score[1] > filler.score[0]), filler))
        .filter(|(role, filler)| filler.score[*role] >= weights::floor(kind, *role))
        .collect();
    // Wider phrases first: what lies inside one that is chosen only identifies it.
    ranked.sort_by_key(|(_, filler)| (std::cmp::Reverse(phrase::core(sentence, filler.head).len()), filler.head));
    for (role, filler) in ranked {
        let inside = |other: &&Filler| phrase::core(sentence, other.head).contains(&filler.head);
        if !chosen.iter().flatten().any(inside) {
            chosen[role].push(filler);
        }
    }
    chosen.iter_mut().for_each(|role| role.sort_by_key(|filler| filler.head));
    let [actors, recipients] = chosen;
    (actors, recipients)
}

fn phrases(analysis: &Analysis, candidate: &Candidate, chosen: &[&Filler], role: usize) -> Vec<Phrase> {
    let path = |filler: &Filler| {
        let by = if filler.bound[role] { "pattern, " } else { "" };
        format!(
            "{by}{:?} of the trigger, model {:.2}, together {:.2}",
            filler.slot, filler.model[role], filler.score[role]
        )
    };
    chosen.iter().map(|filler| phrase::phrase(analysis, candidate.sentence, filler.head, path(filler))).collect()
}

#[cfg(test)]
mod tests;
