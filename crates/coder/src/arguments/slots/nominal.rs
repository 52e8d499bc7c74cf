//! Participants of nominal events.

use language::{Sentence, Upos};

use super::{DEPTH, Slot, by_case, owners, verbal};

/// Verbs that lay an act at somebody's door: "blamed on", "attributed to", and "blamed X for".
const BLAME: [&str; 6] = ["blame", "attribute", "ascribe", "accuse", "suspect", "credit"];
/// Nouns for the outcome of an act: what is "of" them befell somebody.
const OUTCOMES: [&str; 6] = ["death", "killing", "injury", "wounding", "loss", "murder"];
/// Verbs whose subject is whoever the event befell that is their object.
const UNDERGO: [&str; 7] = ["survive", "suffer", "escape", "endure", "sustain", "withstand", "undergo"];

/// What stands around an event noun: its own dependents, its clauses, and the participants of the verb that it depends on.
pub(super) fn nominal(sentence: &Sentence, noun: usize) -> Vec<(usize, Slot)> {
    let mut found: Vec<(usize, Slot)> =
        sentence.children(noun).filter_map(|child| Some((child, noun_slot(sentence, child)?))).collect();
    if let Some(subject) = sentence.child(noun, "nsubj").filter(|_| sentence.child(noun, "cop").is_some()) {
        found.push((subject, Slot::HostAgent));
    }
    found.extend(agents_below(sentence, noun).map(|at| (at, Slot::By)));
    found.extend(clauses(sentence, noun));
    found.extend(befallen(sentence, noun).into_iter().map(|at| (at, Slot::HostPatient)));
    let Some(host) = host(sentence, noun) else { return found };
    let answers =
        sentence.ancestors(noun).take_while(|&at| at != host).any(|at| lemma_is(sentence, at, &["responsibility"]));
    let blamed = lemma_is(sentence, host, &BLAME);
    let undergone = lemma_is(sentence, host, &UNDERGO) && sentence.tokens[noun].relation() == "obj";
    for (at, slot) in verbal(sentence, host) {
        if at == noun || sentence.dominates(noun, at) || sentence.dominates(at, noun) {
            continue;
        }
        found.push((
            at,
            match slot {
                Slot::Agent | Slot::Subject if answers => Slot::Agent,
                Slot::Patient if blamed => Slot::Agent,
                Slot::Agent | Slot::Subject if undergone => Slot::HostPatient,
                Slot::Agent | Slot::Subject => Slot::HostAgent,
                Slot::Patient => Slot::HostPatient,
                other => other,
            },
        ));
    }
    found
}

/// "By" phrases that the parse hangs from an "of" phrase of the event noun ("the expulsion of the ambassador by Ecuador").
fn agents_below(sentence: &Sentence, noun: usize) -> impl Iterator<Item = usize> + '_ {
    let of = sentence.children_by(noun, "nmod").filter(|&child| by_case(sentence, child) == Slot::Of);
    of.flat_map(|child| sentence.children_by(child, "nmod")).filter(|&at| by_case(sentence, at) == Slot::By)
}

/// Participants in the clauses that modify an event noun: "conducted by X", "blamed on X", "killing X", "that left X injured".
fn clauses(sentence: &Sentence, noun: usize) -> Vec<(usize, Slot)> {
    let mut found = Vec::new();
    for clause in sentence.children_by(noun, "acl") {
        let token = &sentence.tokens[clause];
        found.extend(
            sentence
                .children(clause)
                .filter(|&at| sentence.tokens[at].deprel == "obl:agent")
                .map(|at| (at, Slot::Agent)),
        );
        if lemma_is(sentence, clause, &BLAME) {
            let blamed = |&at: &usize| matches!(by_case(sentence, at), Slot::Against | Slot::Addressee);
            found.extend(sentence.children_by(clause, "obl").filter(blamed).map(|at| (at, Slot::Agent)));
        }
        if token.xpos != "VBN" {
            found.extend(sentence.children_by(clause, "obj").map(|at| (at, Slot::HostPatient)));
        }
    }
    found
}

/// Whoever an outcome befell that the event noun brought ("the deaths of three soldiers in a strike").
fn befallen(sentence: &Sentence, noun: usize) -> Vec<usize> {
    let token = &sentence.tokens[noun];
    let Some(head) = token.head.filter(|_| token.relation() == "nmod") else { return Vec::new() };
    if lemma_is(sentence, head, &OUTCOMES) {
        return owners(sentence, head);
    }
    // The same, where the parse ties the event to whoever it befell.
    let of_outcome = sentence.tokens[head].head.is_some_and(|above| lemma_is(sentence, above, &OUTCOMES));
    if of_outcome { vec![head] } else { Vec::new() }
}

fn lemma_is(sentence: &Sentence, token: usize, lemmas: &[&str]) -> bool {
    lemmas.contains(&sentence.tokens[token].lemma.as_str())
}

fn noun_slot(sentence: &Sentence, child: usize) -> Option<Slot> {
    let token = &sentence.tokens[child];
    match (token.relation(), token.deprel.as_str()) {
        (_, "nmod:poss") => Some(Slot::Possessor),
        ("nmod", _) => Some(by_case(sentence, child)),
        ("compound" | "amod", _) if token.form.to_lowercase().starts_with("anti") => Some(Slot::Against),
        ("compound" | "amod", _) if token.upos != Upos::Verb => Some(Slot::Modifier),
        _ => None,
    }
}

/// The verb that an event noun is an argument of, or the complement of an argument ("responsibility for the attack").
fn host(sentence: &Sentence, noun: usize) -> Option<usize> {
    let (mut at, mut complements) = (noun, 0);
    for _ in 0..DEPTH {
        let token = &sentence.tokens[at];
        let head = token.head?;
        match token.relation() {
            "nmod" if complements > 0 => return None,
            "conj" | "compound" | "nmod" => {
                complements += usize::from(token.relation() == "nmod");
                at = head;
            }
            "obj" | "nsubj" | "obl" | "xcomp" if sentence.tokens[head].upos == Upos::Verb => return Some(head),
            _ => return None,
        }
    }
    None
}
