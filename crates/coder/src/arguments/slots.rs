//! Which noun heads stand in which logical relation to a trigger: voice, control, relative clauses, coordination, light verbs
//! and nominal events undone.

mod nominal;

use language::{Sentence, Upos};

/// Logical relations of a noun head to an act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Slot {
    /// Subject of an act with an object, or "by" of a passive.
    Agent,
    /// Subject of an act without an object ("died", "marched").
    Subject,
    /// Object of the act, or subject of a passive.
    Patient,
    /// Indirect object, or "to".
    Addressee,
    /// "with", "between", "among".
    With,
    /// "against", "on", "at", "upon", "into", "over".
    Against,
    /// "from", "off", "out of".
    From,
    /// "for", "about".
    For,
    /// "of" an event noun.
    Of,
    /// Possessor of an event noun.
    Possessor,
    /// Name or adjective before an event noun ("US airstrike").
    Modifier,
    /// "by" an event noun.
    By,
    /// "in", "near" and other places.
    Place,
    /// Subject of the verb that an event noun depends on ("Iran held talks").
    HostAgent,
    /// Object of the verb that an event noun depends on ("12 people died in the attack").
    HostPatient,
    /// Possessor or "of" of the object ("backed the president's move").
    Owner,
    /// Anything else in the sentence.
    Other,
}

/// How far control and coordination are followed.
const DEPTH: usize = 6;

/// Noun heads around the trigger at `head`, each with its slot, in order of slots; conjuncts are not yet added.
pub(crate) fn slots(sentence: &Sentence, head: usize) -> Vec<(usize, Slot)> {
    let token = &sentence.tokens[head];
    let mut found = if token.upos.is_nominal() { nominal::nominal(sentence, head) } else { verbal(sentence, head) };
    found.iter_mut().for_each(|(at, _)| *at = antecedent(sentence, *at));
    found.retain(|&(at, _)| at != head);
    found.sort_by_key(|&(at, slot)| (slot, at));
    found.dedup();
    found
}

/// The noun that a relative pronoun stands for; any other token itself.
pub(crate) fn antecedent(sentence: &Sentence, token: usize) -> usize {
    let form = sentence.tokens[token].form.to_lowercase();
    if !["who", "whom", "which", "that", "whose"].contains(&form.as_str()) || sentence.tokens[token].upos == Upos::Det {
        return token;
    }
    let clause = sentence.ancestors(token).find(|&at| sentence.tokens[at].deprel == "acl:relcl");
    clause.and_then(|clause| sentence.tokens[clause].head).unwrap_or(token)
}

fn verbal(sentence: &Sentence, verb: usize) -> Vec<(usize, Slot)> {
    let mut found = own(sentence, verb);
    if !found.iter().any(|&(_, slot)| slot == Slot::Agent) && !is_passive(sentence, verb) {
        found.extend(controller(sentence, verb, DEPTH).map(|at| (at, Slot::Agent)));
    }
    if is_passive(sentence, verb) && !found.iter().any(|&(_, slot)| slot == Slot::Patient) {
        found.extend(controller(sentence, verb, DEPTH).map(|at| (at, Slot::Patient)));
    }
    let token = &sentence.tokens[verb];
    if token.deprel == "acl:relcl" && !has_relative(sentence, verb) {
        let free = if found.iter().any(|&(_, slot)| slot == Slot::Agent) { Slot::Patient } else { Slot::Agent };
        found.extend(token.head.map(|at| (at, free)));
    }
    if token.relation() == "amod" {
        found.extend(token.head.map(|at| (at, if token.xpos == "VBG" { Slot::Agent } else { Slot::Patient })));
    }
    // "exploded, killing 20": whoever the outcome befell.
    let trailing = sentence.children_by(verb, "advcl").filter(|&clause| sentence.tokens[clause].xpos == "VBG");
    found.extend(trailing.filter_map(|clause| sentence.child(clause, "obj")).map(|at| (at, Slot::HostPatient)));
    if token.relation() == "conj" && !is_passive(sentence, verb) {
        found.extend(shared_object(sentence, verb).map(|at| (at, Slot::Patient)));
    }
    let objects: Vec<usize> =
        found.iter().filter(|(_, slot)| *slot == Slot::Patient).map(|(object, _)| *object).collect();
    found.extend(objects.iter().flat_map(|&object| owners(sentence, object)).map(|at| (at, Slot::Owner)));
    if objects.is_empty() {
        found.iter_mut().filter(|(_, slot)| *slot == Slot::Agent).for_each(|(_, slot)| *slot = Slot::Subject);
    }
    found
}

/// Possessors, "of" and "by" phrases and names before a noun: "the president's move", "announcements by X", "US airstrikes".
fn owners(sentence: &Sentence, noun: usize) -> Vec<usize> {
    let owns = |&child: &usize| {
        let token = &sentence.tokens[child];
        match token.relation() {
            "nmod" => token.deprel == "nmod:poss" || matches!(by_case(sentence, child), Slot::Of | Slot::By),
            "compound" => token.upos == Upos::Propn,
            "amod" => token.form.starts_with(char::is_uppercase),
            _ => false,
        }
    };
    sentence.children(noun).filter(owns).collect()
}

/// What hangs from the verb itself.
fn own(sentence: &Sentence, verb: usize) -> Vec<(usize, Slot)> {
    sentence.children(verb).filter_map(|child| Some((child, own_slot(sentence, child)?))).collect()
}

fn own_slot(sentence: &Sentence, child: usize) -> Option<Slot> {
    let token = &sentence.tokens[child];
    match (token.relation(), token.deprel.as_str()) {
        (_, "nsubj:pass") if is_active(sentence, token.head) => Some(Slot::Agent),
        (_, "nsubj:pass") => Some(Slot::Patient),
        ("nsubj", _) => Some(Slot::Agent),
        (_, "obl:agent") => Some(Slot::Agent),
        ("obj", _) => Some(Slot::Patient),
        ("iobj", _) => Some(Slot::Addressee),
        ("obl", _) if token.upos.is_nominal() || token.upos == Upos::Pron => Some(by_case(sentence, child)),
        _ => None,
    }
}

fn by_case(sentence: &Sentence, child: usize) -> Slot {
    let Some(case) = sentence.child(child, "case") else { return Slot::Other };
    match sentence.tokens[case].form.to_lowercase().as_str() {
        "to" | "toward" | "towards" => Slot::Addressee,
        "with" | "between" | "among" | "alongside" => Slot::With,
        "against" | "on" | "at" | "upon" | "into" | "over" => Slot::Against,
        "from" | "off" | "out" => Slot::From,
        "for" | "about" => Slot::For,
        "of" => Slot::Of,
        "by" => Slot::By,
        "in" | "near" | "inside" | "outside" | "around" | "across" | "within" => Slot::Place,
        _ => Slot::Other,
    }
}

fn is_passive(sentence: &Sentence, verb: usize) -> bool {
    let own = |relation: &str| sentence.children(verb).any(|child| sentence.tokens[child].deprel == relation);
    own("aux:pass")
        || own("nsubj:pass") && !is_active(sentence, Some(verb))
        || sentence.tokens[verb].xpos == "VBN" && !sentence.children_by(verb, "aux").any(|_| true) && !own("nsubj")
}

/// Whether a verb is active whatever its subject is called: "had struck" has no "been".
fn is_active(sentence: &Sentence, verb: Option<usize>) -> bool {
    let Some(verb) = verb else { return false };
    let auxiliary = |lemmas: &[&str]| {
        let mut tokens = sentence.children_by(verb, "aux").map(|at| sentence.tokens[at].lemma.as_str());
        tokens.any(|lemma| lemmas.contains(&lemma))
    };
    auxiliary(&["have"]) && !auxiliary(&["be", "get"])
}

/// The understood subject of a verb without one: through coordination, control, participles and infinitives.
fn controller(sentence: &Sentence, verb: usize, depth: usize) -> Option<usize> {
    let token = &sentence.tokens[verb];
    let governor = token.head.filter(|_| depth > 0)?;
    let object =
        || sentence.children(governor).find(|&child| ["obj", "iobj"].contains(&sentence.tokens[child].relation()));
    let subject = || subject(sentence, governor, depth - 1);
    let infinitive = sentence.child(verb, "mark").is_some_and(|mark| sentence.tokens[mark].form == "to");
    match token.relation() {
        "conj" | "parataxis" if !has_subject(sentence, verb) => subject(),
        "xcomp" if infinitive => object().or_else(subject),
        "xcomp" => subject(),
        "advcl" => {
            match sentence.child(verb, "mark").map(|mark| sentence.tokens[mark].form.to_lowercase()).as_deref() {
                Some("of" | "for" | "from" | "into") => object().or_else(subject),
                _ => subject(),
            }
        }
        "acl" if token.deprel == "acl" => match token.xpos.as_str() {
            "VBG" | "VBN" => Some(governor),
            _ => sentence.child(governor, "nmod:poss").or_else(|| subject_above(sentence, governor, depth - 1)),
        },
        _ => None,
    }
}

/// The subject of a clause, understood ones included.
fn subject(sentence: &Sentence, verb: usize, depth: usize) -> Option<usize> {
    sentence.child(verb, "nsubj").or_else(|| controller(sentence, verb, depth)).or_else(|| {
        let token = &sentence.tokens[verb];
        (token.deprel == "acl:relcl").then_some(token.head).flatten()
    })
}

/// The subject of the verb that a noun is the object of.
fn subject_above(sentence: &Sentence, noun: usize, depth: usize) -> Option<usize> {
    let token = &sentence.tokens[noun];
    let verb = token.head.filter(|_| token.relation() == "obj")?;
    subject(sentence, verb, depth)
}

fn has_subject(sentence: &Sentence, verb: usize) -> bool {
    sentence.child(verb, "nsubj").is_some()
}

fn has_relative(sentence: &Sentence, verb: usize) -> bool {
    sentence.children(verb).any(|child| antecedent(sentence, child) != child)
}

/// The object that a later conjunct provides ("attacked and killed a guard"), where the verb has none.
fn shared_object(sentence: &Sentence, verb: usize) -> Option<usize> {
    let first = sentence.tokens[verb].head?;
    let none = sentence.child(verb, "obj").is_none() && sentence.child(verb, "obl").is_none();
    sentence.child(first, "obj").filter(|&object| none && object > verb)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::sentence;

    #[track_caller]
    fn finds(words: &str, head: usize, expected: &[(usize, Slot)]) {
        assert_eq!(slots(&sentence(words), head), expected);
    }

    #[test]
    fn voice_is_undone() {
        finds("Rebels:NNS:2:nsubj shelled:VBD:0:root Aden:NNP:2:obj", 1, &[(0, Slot::Agent), (2, Slot::Patient)]);
        finds(
            "Aden:NNP:3:nsubj:pass was:VBD:3:aux:pass shelled:VBN:0:root by:IN:5:case rebels:NNS:3:obl:agent",
            2,
            &[(4, Slot::Agent), (0, Slot::Patient)],
        );
    }

    #[test]
    fn the_perfect_is_active() {
        let words = "Rebels:NNS:3:nsubj:pass had/have:VBD:3:aux struck:VBN:0:root Aden:NNP:3:obj";
        finds(words, 2, &[(0, Slot::Agent), (3, Slot::Patient)]);
        let words = "Aden:NNP:4:nsubj:pass had/have:VBD:4:aux been/be:VBN:4:aux:pass struck:VBN:0:root";
        finds(words, 3, &[(0, Slot::Patient)]);
    }

    #[test]
    fn understood_subjects_are_found() {
        finds("Rebels:NNS:2:nsubj tried:VBD:0:root to:TO:4:mark flee:VB:2:xcomp", 3, &[(0, Slot::Subject)]);
        finds(
            "Rebels:NNS:2:nsubj forced:VBD:0:root Oslo:NNP:2:obj to:TO:5:mark withdraw:VB:2:xcomp",
            4,
            &[(2, Slot::Subject)],
        );
        finds(
            "men:NNS:5:nsubj who:WP:3:nsubj killed:VBD:1:acl:relcl Ali:NNP:3:obj fled:VBD:0:root",
            2,
            &[(0, Slot::Agent), (3, Slot::Patient)],
        );
        finds("Police:NN:2:nsubj came:VBD:0:root and:CC:4:cc fired:VBD:2:conj", 3, &[(0, Slot::Subject)]);
    }

    #[test]
    fn nominal_events_have_participants() {
        finds(
            "Oslo:NNP:2:nsubj held:VBD:0:root talks:NNS:2:obj with:IN:5:case Rome:NNP:3:nmod",
            2,
            &[(4, Slot::With), (0, Slot::HostAgent)],
        );
        finds(
            "US:NNP:2:compound strikes:NNS:5:nsubj on:IN:4:case rebels:NNS:2:nmod continued:VBD:0:root",
            1,
            &[(3, Slot::Against), (0, Slot::Modifier)],
        );
    }

    #[test]
    fn blame_and_outcomes_name_participants() {
        finds("strikes:NNS:0:root blamed/blame:VBN:1:acl on:IN:4:case Oslo:NNP:2:obl", 0, &[(3, Slot::Agent)]);
        finds(
            "deaths/death:NNS:0:root of:IN:3:case men:NNS:1:nmod in:IN:5:case strikes:NNS:1:nmod",
            4,
            &[(2, Slot::HostPatient)],
        );
        finds(
            "Oslo:NNP:2:nsubj claimed:VBD:0:root responsibility:NN:2:obj for:IN:5:case attacks:NNS:3:nmod",
            4,
            &[(0, Slot::Agent)],
        );
    }

    #[test]
    fn a_broken_tree_does_not_hang() {
        let mut parsed = sentence("a:NN:2:conj b:VBD:0:root c:VB:2:xcomp");
        parsed.tokens[1].head = Some(2);
        parsed.tokens[1].deprel = "xcomp".into();
        slots(&parsed, 2);
    }
}
