//! From an act up the tree to the nearest act above it.

use crate::links::{Acts, connectives};

/// Longest way up, in steps: beyond it the parse is likelier wrong than the tie real.
const FURTHEST: usize = 5;
/// Verbs that only carry the act that their object names ("imposed a curfew").
const LIGHT: [&str; 32] = [
    "adopt",
    "announce",
    "begin",
    "call",
    "carry",
    "commit",
    "conduct",
    "declare",
    "express",
    "file",
    "give",
    "hold",
    "impose",
    "issue",
    "launch",
    "lodge",
    "make",
    "mount",
    "observe",
    "offer",
    "open",
    "order",
    "organise",
    "organize",
    "pass",
    "reach",
    "sign",
    "stage",
    "start",
    "take",
    "undertake",
    "voice",
];

/// The way from an act to the nearest act above it.
pub(super) struct Climb {
    /// Tokens from the act's head up to the one right below the other act.
    pub steps: Vec<usize>,
    /// The other act.
    pub governor: usize,
    /// Whether the way leads to a verb that carries the other act, not to that act's own word.
    pub carried: bool,
}

/// The way up; none through relative clauses and participles that tell of a participant ("people killed in the raid").
pub(super) fn climb(acts: &Acts<'_>, target: usize) -> Option<Climb> {
    let tokens = &acts.sentence.tokens;
    let mut steps = vec![acts.list[target].head];
    while steps.len() <= FURTHEST {
        let &below = steps.last()?;
        let token = &tokens[below];
        if token.deprel == "acl:relcl" || token.relation() == "parataxis" {
            return None;
        }
        let head = token.head?;
        if token.relation() == "acl" && matches!(token.xpos.as_str(), "VBN" | "VBG") && acts.at(head).is_none() {
            return None;
        }
        // Conjuncts share what governs the first of them.
        if token.relation() != "conj" {
            let act = acts.at(head).filter(|&act| act != target && !passed(acts, below, head));
            if let Some(governor) = act {
                return Some(Climb { steps, governor, carried: false });
            }
            if let Some(governor) = carried(acts, head, below).filter(|&act| act != target) {
                return Some(Climb { steps, governor, carried: true });
            }
        }
        steps.push(head);
    }
    None
}

/// Whether the head is a word of the step's own connective ("response" in "in response to").
fn passed(acts: &Acts<'_>, below: usize, head: usize) -> bool {
    connectives::phrase(acts.sentence, below).is_some_and(|(_, words)| words.contains(&head))
        && acts.sentence.tokens[head].lemma != "protest"
}

/// The act that a verb carries: as object of a light verb, else as subject of a verb without object ("clashes broke out").
fn carried(acts: &Acts<'_>, verb: usize, below: usize) -> Option<usize> {
    let sentence = acts.sentence;
    let token = &sentence.tokens[verb];
    if token.upos != language::Upos::Verb || !matches!(sentence.tokens[below].relation(), "obl" | "advcl") {
        return None;
    }
    let named = |relation: &str| {
        sentence.children_by(verb, relation).filter(|&child| child != below).find_map(|child| acts.at(child))
    };
    let light = LIGHT.contains(&token.lemma.as_str());
    if sentence.child(verb, "obj").is_some() || sentence.child(verb, "nsubj:pass").is_some() {
        return light.then(|| named("obj").or_else(|| named("nsubj:pass"))).flatten();
    }
    named("nsubj")
}
