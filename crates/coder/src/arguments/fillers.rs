//! The noun phrases of a sentence that might take part in an act, with what speaks for them.

use knowledge::Knowledge;
use language::{MentionClass, NameKind, Role, Sentence, Upos};
use record::EventType;

use super::{
    circumstances, elsewhere, phrase,
    slots::{self, Slot},
    weights::odds,
};
use crate::candidate::Candidate;

/// Number of [`Filler::features`].
const FEATURES: usize = 14;
/// Number of [`Filler::numbers`].
pub(super) const NUMBERS: usize = FEATURES + 1 + circumstances::NUMBERS + elsewhere::NUMBERS;

/// A noun phrase that might fill a role of one candidate.
#[derive(Debug, Clone)]
pub(super) struct Filler {
    /// Head token.
    pub head: usize,
    /// Its place around the trigger.
    pub slot: Slot,
    /// The model's probability over the phrase: as actor, as recipient.
    pub model: [f64; 2],
    /// The highest such probabilities in the sentence.
    pub best: [f64; 2],
    /// Whether a pattern binds it: as actor, as recipient.
    pub bound: [bool; 2],
    /// Whether it is a pronoun.
    pub pronoun: bool,
    /// Whether it is a proper noun.
    pub name: bool,
    /// Whether the model takes it for a person or an organisation, and for a thing, an act, a time or an abstraction.
    pub animate: [bool; 2],
    /// Whether it belongs to another act that stands between it and the trigger ("opposes attacks on Oslo").
    pub nested: bool,
    /// Whether a preposition of place introduces it.
    pub located: bool,
    /// Whether the tree gives the trigger an agent and a patient, and this is neither.
    pub outside: [bool; 2],
    /// Words between it and the trigger.
    pub distance: usize,
    /// How it stands to the trigger.
    pub circumstances: [f64; circumstances::NUMBERS],
    /// What the same words do in other acts of the text.
    pub elsewhere: [f64; elsewhere::NUMBERS],
    /// Probability of each role after weighing.
    pub score: [f64; 2],
}

impl Filler {
    /// What the forest for a role weighs first: log odds of the model for the role and for the other one, how
    /// far the first falls behind the best phrase's, bindings by patterns, pronoun, name, distance, whether it is best, place,
    /// whether others are the tree's agent and patient, whether it is somebody, whether it is something, and whether it belongs to
    /// another act.
    fn features(&self, role: usize, mutual: bool) -> [f64; FEATURES] {
        let flag = |holds: bool| f64::from(u8::from(holds));
        let [actor, recipient] = self.model;
        let (own, other, best) = match (mutual, role) {
            (true, _) => (actor.max(recipient), actor.min(recipient), self.best[0].max(self.best[1])),
            (false, 0) => (actor, recipient, self.best[0]),
            (false, _) => (recipient, actor, self.best[1]),
        };
        let behind = odds(own) - odds(best);
        let distance = (1.0 + self.distance as f64).ln();
        let outside = self.outside.map(flag);
        [
            odds(own),
            odds(other),
            behind,
            self.binding(role, mutual),
            flag(self.pronoun),
            flag(self.name),
            distance,
            flag(behind == 0.0),
            flag(self.located),
            outside[0],
            outside[1],
            flag(self.animate[0]),
            flag(self.animate[1]),
            flag(self.nested),
        ]
    }

    /// 1 where a pattern binds it to the role, less 1 where one binds it to the other.
    pub fn binding(&self, role: usize, mutual: bool) -> f64 {
        let [actor, recipient] = self.bound.map(|bound| f64::from(u8::from(bound)));
        match (mutual, role) {
            (true, _) => actor.max(recipient),
            (false, 0) => actor - recipient,
            (false, _) => recipient - actor,
        }
    }

    /// All that the forest for a role weighs: [`Filler::features`], the slot, the circumstances, and the words elsewhere.
    pub fn numbers(&self, role: usize, mutual: bool) -> [f64; NUMBERS] {
        let slot = [self.slot as usize as f64];
        let features = self.features(role, mutual);
        let mut all = features.iter().chain(&slot).chain(&self.circumstances).chain(&self.elsewhere).copied();
        std::array::from_fn(|_| all.next().unwrap_or_default())
    }
}

/// Whether all who take part act together: meetings, agreements to meet, and joint work unless a pattern says who receives
/// ("extradited him to Oslo").
pub(crate) fn is_mutual(candidate: &Candidate) -> bool {
    let mut proposals = candidate.proposals.iter();
    match candidate.kind {
        EventType::Consult => true,
        EventType::Agree => proposals.any(|proposal| proposal.kind == EventType::Consult),
        EventType::Cooperate => proposals.all(|proposal| proposal.bound.recipients.is_empty()),
        _ => false,
    }
}

/// Every noun phrase of the sentence that may take part, not weighed yet; `acts` are the heads of all acts in it.
pub(super) fn fillers(
    sentence: &Sentence,
    knowledge: &Knowledge,
    candidate: &Candidate,
    acts: &[usize],
) -> Vec<Filler> {
    let places = placed(sentence, candidate);
    let bound = |role: usize, head: usize| {
        let of = |proposal: &crate::candidate::Proposal| {
            [&proposal.bound.actors, &proposal.bound.recipients][role].contains(&head)
        };
        candidate.proposals.iter().filter(|proposal| proposal.kind == candidate.kind).any(of)
    };
    let heads = (0..sentence.tokens.len()).filter(|&head| may_fill(sentence, knowledge, candidate, head));
    let mut fillers: Vec<Filler> = heads
        .map(|head| Filler {
            head,
            slot: places
                .iter()
                .find(|(at, _)| *at == head)
                .map_or(Slot::Other, |(_, slot)| in_act(candidate.kind, *slot)),
            model: [Role::Actor, Role::Recipient].map(|role| role_score(sentence, role, candidate, head)),
            best: [0.0; 2],
            bound: [bound(0, head), bound(1, head)],
            pronoun: sentence.tokens[head].upos == Upos::Pron,
            name: sentence.tokens[head].upos == Upos::Propn,
            animate: animate(sentence, head),
            nested: is_nested(sentence, candidate, acts, head),
            located: is_located(sentence, head),
            outside: [false; 2],
            distance: head.abs_diff(candidate.head),
            circumstances: circumstances::numbers(sentence, knowledge, candidate, acts, head),
            elsewhere: [0.0; elsewhere::NUMBERS],
            score: [0.0; 2],
        })
        .collect();
    let mutual = is_mutual(candidate);
    for filler in &mut fillers {
        // "the deaths of three soldiers in a strike": whoever an assault befell; "talks between Oslo and Rome": whoever they are between.
        filler.bound[1] |= candidate.kind == EventType::Assault && filler.slot == Slot::HostPatient;
        filler.bound[0] |= filler.slot == Slot::With && (mutual || is_between(sentence, filler.head));
    }
    let best = [0, 1].map(|role| fillers.iter().map(|filler| filler.model[role]).fold(0.0, f64::max));
    let has = |slots: &[Slot]| fillers.iter().any(|filler| slots.contains(&filler.slot));
    let framed = [has(&[Slot::Agent, Slot::Subject, Slot::By]), has(&[Slot::Patient])];
    for filler in &mut fillers {
        filler.best = best;
        filler.outside = framed.map(|framed| framed && filler.slot == Slot::Other);
    }
    fillers
}

/// Whether "between" introduces a phrase or the first of its coordination.
fn is_between(sentence: &Sentence, head: usize) -> bool {
    let case = sentence.child(super::coordination(sentence, head), "case");
    case.is_some_and(|case| sentence.tokens[case].form.eq_ignore_ascii_case("between"))
}

/// A slot as an act of a type takes it: one fights "with" an opponent.
fn in_act(kind: EventType, slot: Slot) -> Slot {
    match (kind, slot) {
        (EventType::Assault | EventType::Protest | EventType::Coerce, Slot::With) => Slot::Against,
        _ => slot,
    }
}

/// Slots around the trigger, conjuncts with their first member's, relative pronouns as their nouns.
fn placed(sentence: &Sentence, candidate: &Candidate) -> Vec<(usize, Slot)> {
    let mut places = slots::slots(sentence, candidate.head);
    let victims = candidate.outcomes.iter().flat_map(|&verb| slots::slots(sentence, verb));
    let victims: Vec<_> =
        victims.filter(|(head, slot)| *slot == Slot::Patient && !candidate.trigger.contains(head)).collect();
    places.retain(|(head, _)| !victims.iter().any(|(victim, _)| victim == head));
    places.extend(victims);
    let mut at = 0;
    while at < places.len() {
        let (head, slot) = places[at];
        for conjunct in sentence.children_by(head, "conj") {
            let known = places.iter().any(|&(place, _)| place == conjunct);
            if !known && sentence.tokens[conjunct].upos != Upos::Verb {
                places.push((conjunct, slot));
            }
        }
        at += 1;
    }
    places
}

/// Whether the model takes a noun for a person or an organisation, and for anything else but a place.
fn animate(sentence: &Sentence, head: usize) -> [bool; 2] {
    use MentionClass::{Organization, Person, Place};
    let named = sentence.names.iter().any(|name| name.tokens.contains(&head) && name.kind != NameKind::Other);
    match sentence.mentions.iter().find(|mention| mention.head == head).map(|mention| mention.class) {
        Some(Person | Organization) => [true, false],
        Some(Place) | None => [named, false],
        Some(_) => [named, !named],
    }
}

/// Whether a phrase hangs from another act, and that one from the candidate.
fn is_nested(sentence: &Sentence, candidate: &Candidate, acts: &[usize], head: usize) -> bool {
    let between = |at: usize| at != head && acts.contains(&at) && !candidate.trigger.contains(&at);
    sentence.dominates(candidate.head, head)
        && sentence.ancestors(head).take_while(|&at| at != candidate.head).any(between)
}

/// Whether a preposition of place introduces the phrase, whatever it hangs from.
fn is_located(sentence: &Sentence, head: usize) -> bool {
    sentence.child(head, "case").is_some_and(|case| {
        let form = sentence.tokens[case].form.to_lowercase();
        ["in", "near", "at", "inside", "outside", "across", "around", "within"].contains(&form.as_str())
    })
}

/// The model's probability that a phrase fills a role: over its words, its head counting as much as the others together.
fn role_score(sentence: &Sentence, role: Role, candidate: &Candidate, head: usize) -> f64 {
    let probability = |word: usize| {
        let of = |trigger: usize| f64::from(sentence.events.role(role, trigger, word));
        candidate.trigger.clone().chain(candidate.outcomes.iter().copied()).map(of).fold(0.0, f64::max)
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
    let is_inside_name = |at: usize| ["flat", "fixed", "goeswith"].contains(&sentence.tokens[at].relation());
    let inside_name = is_inside_name(head);
    // "President Maduro": the name fills the role.
    let titles = token.deprel == "nmod:desc" && token.head.is_some_and(|name| name > head && !is_inside_name(name));
    if candidate.trigger.contains(&head) || slots::antecedent(sentence, head) != head || inside_name || titles {
        return false;
    }
    match token.upos {
        Upos::Pron => token.form.to_lowercase() != "there" && token.relation() != "expl",
        Upos::Noun | Upos::Propn | Upos::Adj if is_modifier(sentence, head) => {
            let modifies_trigger = token.head.is_some_and(|noun| candidate.trigger.contains(&noun));
            let names = token.upos != Upos::Adj || token.form.to_lowercase().starts_with("anti");
            modifies_trigger && names || is_country(knowledge, sentence, head)
        }
        Upos::Noun | Upos::Propn => true,
        Upos::Adj => is_argument(token.relation()) || is_country(knowledge, sentence, head),
        Upos::Num | Upos::Det | Upos::X => is_argument(token.relation()),
        _ => false,
    }
}

/// Whether a token modifies a noun, itself or as a conjunct of a modifier.
fn is_modifier(sentence: &Sentence, head: usize) -> bool {
    let modifies = |at: usize| ["compound", "amod"].contains(&sentence.tokens[at].relation());
    let token = &sentence.tokens[head];
    modifies(head) || token.relation() == "conj" && token.head.is_some_and(modifies)
}

fn is_argument(relation: &str) -> bool {
    ["nsubj", "obj", "iobj", "obl", "nmod", "conj"].contains(&relation)
}

/// Whether a word names a country or its people.
pub(super) fn is_country(knowledge: &Knowledge, sentence: &Sentence, head: usize) -> bool {
    knowledge.countries.lookup(&sentence.tokens[head].form).is_some()
}
