//! How a noun phrase stands to a trigger, in numbers that the role forests weigh beside the model's scores.

use knowledge::Knowledge;
use language::{MentionClass, NameKind, Role, Sentence, Upos};

use super::{coordination, fillers, phrase, weights::odds};
use crate::candidate::Candidate;

/// How many numbers [`numbers`] gives.
pub(super) const NUMBERS: usize = 29;

/// Relations of a phrase to what it hangs from, as numbers from 1.
const RELATIONS: [&str; 12] = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "iobj",
    "obl",
    "obl:agent",
    "nmod",
    "nmod:poss",
    "compound",
    "amod",
    "appos",
    "conj",
];
/// Relations of a trigger, likewise.
const TRIGGER_RELATIONS: [&str; 13] =
    ["root", "acl:relcl", "acl", "advcl", "xcomp", "ccomp", "compound", "amod", "obl", "nmod", "obj", "nsubj", "conj"];
/// Prepositions that introduce a phrase, likewise.
const PREPOSITIONS: [&str; 14] =
    ["by", "of", "on", "against", "with", "between", "to", "for", "from", "in", "at", "over", "after", "about"];

/// What a phrase headed by `head` is, and how it stands to the trigger; `acts` are the heads of all acts in the sentence.
pub(super) fn numbers(
    sentence: &Sentence,
    knowledge: &Knowledge,
    candidate: &Candidate,
    acts: &[usize],
    head: usize,
) -> [f64; NUMBERS] {
    let (trigger, first) = (candidate.head, coordination(sentence, head));
    let words = phrase::core(sentence, head);
    let counted = words.clone().any(|at| sentence.tokens[at].upos == Upos::Num);
    let [up, down] = path(sentence, head, trigger);
    let governor = sentence.tokens[first].head;
    let other = |role: Role| {
        let of = |act: &usize| f64::from(sentence.events.role(role, *act, head));
        odds(acts.iter().filter(|act| !candidate.trigger.contains(act)).map(of).fold(0.0, f64::max))
    };
    let own = |role: Role| odds(f64::from(sentence.events.role(role, trigger, head)));
    let passive = |at: usize| sentence.children(at).any(|child| sentence.tokens[child].deprel.ends_with(":pass"));
    [
        candidate.kind as usize as f64,
        trigger_class(sentence, trigger),
        place_in(&TRIGGER_RELATIONS, &sentence.tokens[trigger].deprel),
        flag(passive(trigger)),
        flag(head < trigger),
        flag(sentence.dominates(trigger, head)),
        flag(sentence.dominates(head, trigger)),
        up,
        down,
        flag(governor == Some(trigger)),
        relation(sentence, first),
        preposition(sentence, first),
        mention_class(sentence, head),
        name_class(sentence, head),
        flag(fillers::is_country(knowledge, sentence, head)),
        form_class(sentence, head),
        flag(counted),
        flag(sentence.has_definite_determiner(head)),
        flag(sentence.child(head, "nmod:poss").is_some()),
        flag(first != head),
        flag(speaks(sentence, first, trigger)),
        acts.len() as f64,
        words.len() as f64,
        own(Role::Source),
        own(Role::Place),
        other(Role::Actor),
        other(Role::Recipient),
        odds(f64::from(sentence.events.trigger(head))),
        sentence.tokens.len() as f64,
    ]
}

fn flag(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Place of an item in a list, from 1; 0 if it is not there.
fn place_in(list: &[&str], item: &str) -> f64 {
    list.iter().position(|other| *other == item).map_or(0.0, |at| at as f64 + 1.0)
}

/// The relation with its subtype where the list has it, else without.
fn relation(sentence: &Sentence, head: usize) -> f64 {
    let token = &sentence.tokens[head];
    let whole = place_in(&RELATIONS, &token.deprel);
    if whole > 0.0 { whole } else { place_in(&RELATIONS, token.relation()) }
}

fn preposition(sentence: &Sentence, head: usize) -> f64 {
    sentence.child(head, "case").map_or(0.0, |case| place_in(&PREPOSITIONS, &sentence.tokens[case].form.to_lowercase()))
}

/// Steps up from a phrase to what it shares with the trigger, and down from there to the trigger.
fn path(sentence: &Sentence, head: usize, trigger: usize) -> [f64; 2] {
    let above: Vec<usize> = sentence.ancestors(trigger).collect();
    let shared = sentence
        .ancestors(head)
        .enumerate()
        .find_map(|(up, at)| above.iter().position(|&other| other == at).map(|down| [up as f64, down as f64]));
    shared.unwrap_or([sentence.tokens.len() as f64; 2])
}

fn trigger_class(sentence: &Sentence, trigger: usize) -> f64 {
    match sentence.tokens[trigger].upos {
        Upos::Verb | Upos::Aux => 0.0,
        Upos::Noun | Upos::Propn => 1.0,
        _ => 2.0,
    }
}

fn mention_class(sentence: &Sentence, head: usize) -> f64 {
    let mention = sentence.mentions.iter().find(|mention| mention.head == head);
    mention.map_or(0.0, |mention| match mention.class {
        MentionClass::Person => 1.0,
        MentionClass::Organization => 2.0,
        MentionClass::Place => 3.0,
        MentionClass::Object => 4.0,
        MentionClass::Event => 5.0,
        MentionClass::Time => 6.0,
        MentionClass::Abstract => 7.0,
    })
}

fn name_class(sentence: &Sentence, head: usize) -> f64 {
    let name = sentence.names.iter().find(|name| name.tokens.contains(&head));
    name.map_or(0.0, |name| match name.kind {
        NameKind::Person => 1.0,
        NameKind::Organisation => 2.0,
        NameKind::Location => 3.0,
        NameKind::Other => 4.0,
    })
}

fn form_class(sentence: &Sentence, head: usize) -> f64 {
    match sentence.tokens[head].xpos.as_str() {
        "NNS" | "NNPS" => 1.0,
        "JJ" => 2.0,
        "PRP" => 3.0,
        "PRP$" => 4.0,
        _ => 0.0,
    }
}

/// Whether a phrase is the subject of another verb with a clause as its object ("police said that …").
fn speaks(sentence: &Sentence, head: usize, trigger: usize) -> bool {
    let token = &sentence.tokens[head];
    let says = |verb: usize| ["ccomp", "parataxis"].iter().any(|relation| sentence.child(verb, relation).is_some());
    token.relation() == "nsubj" && token.head.is_some_and(|verb| verb != trigger && says(verb))
}
