//! Phrases that cannot fill a role whatever the scores say, by what the act is and how the phrase hangs from it.

use language::{Sentence, Upos};
use record::EventType;

use super::{
    fillers::{Filler, is_mutual},
    slots::Slot,
};
use crate::candidate::Candidate;

/// Prepositions of place that name no target; one fires "at" a house.
const WITHIN: [&str; 6] = ["in", "inside", "near", "around", "within", "outside"];
/// Prepositions of those who suffer an act that a noun names.
const UPON: [&str; 3] = ["against", "on", "upon"];

/// Words before an act that is only the time, the ground or the topic of what a clause tells.
const GROUNDS: [&str; 11] = [
    "after",
    "following",
    "since",
    "before",
    "amid",
    "despite",
    "during",
    "about",
    "addressing",
    "regarding",
    "concerning",
];
/// Least probability by the model of an actor who does what an act is mentioned with, and of one outside an act that is a ground.
const SEEN: [f64; 2] = [0.3, 0.5];

/// Whether a phrase cannot be an actor (0) or recipient (1) of a candidate.
pub(super) fn is_barred(sentence: &Sentence, candidate: &Candidate, filler: &Filler, role: usize) -> bool {
    use EventType::*;
    if qualifies(sentence, filler.head) {
        return true;
    }
    if role == 0 && filler.model[0] < unseen(sentence, candidate, filler.slot) && !filler.bound[0] {
        return true;
    }
    let site = || is_site(sentence, super::coordination(sentence, filler.head));
    if role == 0 {
        // "banned in Turkey": a country bans and pardons, it is not where that happens.
        return !matches!(candidate.kind, Coerce | Sanction | Concede) && site();
    }
    match candidate.kind {
        // "condemned the violence against civilians": they are not the ones condemned; but "blamed the attack on rebels".
        Accuse | Reject if filler.bound[1] => false,
        Accuse | Reject => suffers(sentence, candidate, filler.head) || site(),
        // "attacks in Iraq", "the protests in Oslo".
        Assault | Coerce | Protest => site(),
        // "sent troops", "withdrew its reporters": they do it.
        Mobilize => filler.slot == Slot::Patient,
        Retreat => filler.slot == Slot::Patient && is_own(sentence, filler.head),
        _ => false,
    }
}

/// Below what probability by the model somebody at a slot is no actor: "If Clinton, after this attack, cannot say it" accuses her of none.
fn unseen(sentence: &Sentence, candidate: &Candidate, slot: Slot) -> f64 {
    let start = super::phrase::core(sentence, candidate.head).start;
    let mut before =
        sentence.tokens[..start].iter().rev().skip_while(|token| token.upos == Upos::Det || token.xpos == "PRP$");
    let is_ground = before.next().is_some_and(|token| GROUNDS.contains(&token.form.to_lowercase().as_str()));
    // Those who meet are often named outside ("during the visit, Castro said").
    let is_noun = sentence.tokens[candidate.head].upos.is_nominal() && !is_mutual(candidate);
    match slot {
        Slot::HostAgent | Slot::Other if is_ground && is_noun => SEEN[1],
        Slot::HostAgent => SEEN[0],
        _ => 0.0,
    }
}

/// Whether a word is the first part of an adjective for another actor ("Iran-backed militias"). Who leads takes part ("US-led").
fn qualifies(sentence: &Sentence, head: usize) -> bool {
    let follows = |after: usize| sentence.tokens.get(head + after);
    follows(1).is_some_and(|token| token.form == "-")
        && follows(2).is_some_and(|token| token.form != "led" && matches!(token.xpos.as_str(), "VBN" | "VBD" | "JJ"))
}

/// Whether a noun hangs by "against" or "on" from another noun than the trigger.
fn suffers(sentence: &Sentence, candidate: &Candidate, head: usize) -> bool {
    let token = &sentence.tokens[head];
    let above = token.head.filter(|at| !candidate.trigger.contains(at) && sentence.tokens[*at].upos.is_nominal());
    token.relation() == "nmod" && above.is_some() && has_case(sentence, head, &UPON)
}

/// Whether a name of a place stands after a preposition of place.
fn is_site(sentence: &Sentence, head: usize) -> bool {
    let place = |name: &language::Name| name.kind == language::NameKind::Location && name.tokens.contains(&head);
    sentence.names.iter().any(place) && has_case(sentence, head, &WITHIN)
}

fn has_case(sentence: &Sentence, head: usize, forms: &[&str]) -> bool {
    let case = sentence.child(head, "case").map(|case| sentence.tokens[case].form.to_lowercase());
    case.is_some_and(|case| forms.contains(&case.as_str()))
}

/// Whether a possessive pronoun says whose it is.
fn is_own(sentence: &Sentence, head: usize) -> bool {
    sentence.children(head).any(|child| sentence.tokens[child].xpos == "PRP$")
}

#[cfg(test)]
mod tests {
    use language::{Name, NameKind};

    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    #[track_caller]
    fn barred(words: &str, kind: EventType, trigger: usize, head: usize, expected: bool) {
        let mut parsed = sentence(words);
        let names = parsed.tokens.iter().enumerate().filter(|(_, token)| token.xpos == "NNP");
        parsed.names = names
            .map(|(at, _)| Name { tokens: at..at + 1, span: parsed.span_of(at..at + 1), kind: NameKind::Location })
            .collect();
        let knowledge = knowledge::Knowledge::embedded().unwrap();
        let act = candidate(kind, trigger);
        let fillers = super::super::fillers::fillers(&parsed, &knowledge, &act, &[trigger]);
        let filler = fillers.iter().find(|filler| filler.head == head).unwrap();
        assert_eq!(is_barred(&parsed, &act, filler, 1), expected, "{words}");
    }

    #[test]
    fn victims_of_what_is_condemned_are_not_condemned() {
        let words = "Oslo:NNP:2:nsubj condemned:VBD:0:root acts:NNS:2:obj against:IN:5:case civilians:NNS:3:nmod";
        barred(words, EventType::Accuse, 1, 4, true);
        let words = "accusations:NNS:0:root against:IN:3:case ministers:NNS:1:nmod";
        barred(words, EventType::Accuse, 0, 2, false);
    }

    #[test]
    fn sites_are_no_targets() {
        barred("attacks:NNS:0:root in:IN:3:case Aden:NNP:1:nmod", EventType::Assault, 0, 2, true);
        barred("attacks:NNS:0:root on:IN:3:case Aden:NNP:1:nmod", EventType::Assault, 0, 2, false);
    }

    #[test]
    fn who_reacts_to_an_act_did_not_do_it() {
        let words = |preposition: &str| {
            format!("Clinton:NNP:5:nsubj {preposition}:IN:4:case the:DT:4:det attack:NN:5:obl quit:VBD:0:root")
        };
        for (preposition, expected) in [("after", true), ("amid", true), ("by", false)] {
            let (parsed, act) = (sentence(&words(preposition)), candidate(EventType::Assault, 3));
            let threshold = unseen(&parsed, &act, Slot::HostAgent);
            assert_eq!(threshold == SEEN[1], expected, "{preposition}");
        }
    }

    #[test]
    fn what_qualifies_an_actor_is_none() {
        let words = "Iran:NNP:3:obl -:HYPH:1:punct backed:VBN:4:amod groups:NNS:5:nsubj fired:VBD:0:root";
        barred(words, EventType::Assault, 4, 0, true);
        barred(words, EventType::Assault, 4, 3, false);
    }

    #[test]
    fn what_is_moved_is_no_target() {
        barred("Oslo:NNP:2:nsubj sent:VBD:0:root troops:NNS:2:obj", EventType::Mobilize, 1, 2, true);
        barred(
            "Oslo:NNP:2:nsubj withdrew:VBD:0:root its:PRP$:4:nmod:poss troops:NNS:2:obj",
            EventType::Retreat,
            1,
            3,
            true,
        );
        barred("Oslo:NNP:2:nsubj released:VBD:0:root prisoners:NNS:2:obj", EventType::Retreat, 1, 2, false);
    }
}
