//! How a noun phrase stands to a trigger, in numbers: what the trees behind the role scores read beside the model's scores.

use knowledge::Knowledge;
use language::{MentionClass, NameKind, Role, Sentence, Upos};

use super::{fillers, phrase, weights::odds};
use crate::candidate::Candidate;

/// Relations of a phrase to what it hangs from, as numbers from 1.
const RELATIONS: [&str; 12] =
    ["nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss", "compound", "amod", "appos", "conj"];
/// Prepositions that introduce a phrase, likewise.
const PREPOSITIONS: [&str; 14] =
    ["by", "of", "on", "against", "with", "between", "to", "for", "from", "in", "at", "over", "after", "about"];

/// Numbers for one phrase, in the order of [`NAMES`].
pub(super) fn numbers(
    sentence: &Sentence,
    knowledge: &Knowledge,
    candidate: &Candidate,
    acts: &[usize],
    head: usize,
) -> Vec<f64> {
    let flag = |holds: bool| f64::from(u8::from(holds));
    let (trigger, token) = (&sentence.tokens[candidate.head], &sentence.tokens[head]);
    let mention = sentence.mentions.iter().find(|mention| mention.head == head).map_or(0, |mention| match mention.class {
        MentionClass::Person => 1,
        MentionClass::Organization => 2,
        MentionClass::Place => 3,
        MentionClass::Object => 4,
        MentionClass::Event => 5,
        MentionClass::Time => 6,
        MentionClass::Abstract => 7,
    });
    let name = sentence.names.iter().find(|name| name.tokens.contains(&head)).map_or(0, |name| match name.kind {
        NameKind::Person => 1,
        NameKind::Organisation => 2,
        NameKind::Location => 3,
        NameKind::Other => 4,
    });
    let top = sentence.ancestors(head).take_while(|&at| sentence.tokens[at].relation() == "conj").count();
    let first = coordination_head(sentence, head);
    let relation = index(&RELATIONS, |relation| {
        let token = &sentence.tokens[first];
        token.deprel == relation || !relation.contains(':') && token.relation() == relation && !RELATIONS.contains(&token.deprel.as_str())
    });
    let case = sentence.child(first, "case").map(|case| sentence.tokens[case].form.to_lowercase());
    let preposition = index(&PREPOSITIONS, |preposition| case.as_deref() == Some(preposition));
    let best_of = |role: Role| {
        let of = |act: &usize| f64::from(sentence.events.role(role, *act, head));
        acts.iter().filter(|act| !candidate.trigger.contains(act)).map(of).fold(0.0, f64::max)
    };
    let path_up: Vec<usize> = sentence.ancestors(head).collect();
    let path_down: Vec<usize> = sentence.ancestors(candidate.head).collect();
    let meeting = path_up.iter().position(|at| path_down.contains(at));
    let up = meeting.unwrap_or(path_up.len());
    let down = meeting.and_then(|at| path_down.iter().position(|other| *other == path_up[at])).unwrap_or(path_down.len());
    let governor = first_governor(sentence, first);
    let speaks = governor.is_some_and(|verb| {
        verb != candidate.head
            && ["ccomp", "parataxis"].iter().any(|relation| sentence.child(verb, relation).is_some())
            && sentence.tokens[first].relation() == "nsubj"
    });
    let own_class = phrase::core(sentence, head);
    let definite = sentence.has_definite_determiner(head);
    let number = own_class.clone().any(|at| sentence.tokens[at].upos == Upos::Num) || token.upos == Upos::Num;
    vec![
        candidate.kind as usize as f64,
        match trigger.upos {
            Upos::Verb | Upos::Aux => 0.0,
            Upos::Noun | Upos::Propn => 1.0,
            _ => 2.0,
        },
        index(&["root", "acl:relcl", "acl", "advcl", "xcomp", "ccomp", "compound", "amod", "obl", "nmod", "obj", "nsubj", "conj"], |r| {
            trigger.deprel == r
        }),
        flag(sentence.tokens.iter().any(|token| token.head == Some(candidate.head) && token.deprel.ends_with(":pass"))),
        flag(head < candidate.head),
        flag(sentence.dominates(candidate.head, head)),
        flag(sentence.dominates(head, candidate.head)),
        up as f64,
        down as f64,
        flag(governor == Some(candidate.head)),
        relation,
        preposition,
        f64::from(mention),
        f64::from(name),
        flag(fillers::is_country(knowledge, sentence, head)),
        match token.xpos.as_str() {
            "NNS" | "NNPS" => 1.0,
            "JJ" => 2.0,
            "PRP" => 3.0,
            "PRP$" => 4.0,
            _ => 0.0,
        },
        flag(number),
        flag(definite),
        flag(sentence.child(head, "nmod:poss").is_some()),
        top as f64,
        flag(speaks),
        acts.len() as f64,
        own_class.len() as f64,
        odds(f64::from(sentence.events.role(Role::Source, candidate.head, head))),
        odds(f64::from(sentence.events.role(Role::Place, candidate.head, head))),
        odds(best_of(Role::Actor)),
        odds(best_of(Role::Recipient)),
        odds(f64::from(sentence.events.trigger(head))),
        sentence.tokens.len() as f64,
    ]
}

/// The first member of a coordination.
fn coordination_head(sentence: &Sentence, head: usize) -> usize {
    super::coordination(sentence, head)
}

fn first_governor(sentence: &Sentence, head: usize) -> Option<usize> {
    sentence.tokens[head].head
}

/// Place in a list, from 1; 0 if it is not there.
fn index(list: &[&str], is: impl Fn(&str) -> bool) -> f64 {
    list.iter().position(|item| is(item)).map_or(0.0, |at| at as f64 + 1.0)
}
