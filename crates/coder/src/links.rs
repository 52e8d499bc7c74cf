//! Ties between acts that the text states: reason, condition, purpose, content, response.
//!
//! Each act is looked up from: the nearest act above it in the tree is what it may be tied to, so that of "condemned the attack that
//! followed the arrest" only the attack is what was condemned.

mod causes;
mod climb;
mod connectives;
#[cfg(test)]
mod tests;

use language::{Analysis, Sentence};
use record::{EventType, LinkKind};

use crate::{
    candidate::Candidate,
    content::has_content,
    links::{
        climb::{Climb, climb},
        connectives::{first_word, stated},
    },
};

/// Prepositions and conjunctions of what goes on beside an act, not of what it is about.
const BESIDE: [&str; 8] = ["during", "at", "since", "before", "while", "when", "as", "like"];
/// Verbs whose object is not to come about.
const ENDING: [&str; 12] =
    ["avert", "avoid", "contain", "curb", "deter", "end", "halt", "prevent", "protest", "quell", "stop", "suppress"];

/// The acts of one sentence.
struct Acts<'a> {
    sentence: &'a Sentence,
    list: &'a [Candidate],
}

impl Acts<'_> {
    /// The act that a token names, or whose harm it names.
    fn at(&self, token: usize) -> Option<usize> {
        let named = |act: &Candidate| act.trigger.contains(&token) || act.outcomes.contains(&token);
        let headed = self.list.iter().position(|act| act.head == token);
        headed.or_else(|| self.list.iter().position(named))
    }
}

/// Ties of each candidate to others, as pairs of kind and index. Candidates of a sentence stand together.
pub fn find(analysis: &Analysis, candidates: &[Candidate]) -> Vec<Vec<(LinkKind, usize)>> {
    let mut links = vec![Vec::new(); candidates.len()];
    let mut first = 0;
    for list in candidates.chunk_by(|one, next| one.sentence == next.sentence) {
        let acts = Acts { sentence: &analysis.sentences[list[0].sentence], list };
        for (from, kind, to) in causes::find(&acts).into_iter().chain(from_above(&acts)) {
            let known: &mut Vec<(LinkKind, usize)> = &mut links[first + from];
            if from != to && known.iter().all(|&(_, other)| other != first + to) {
                known.push((kind, first + to));
            }
        }
        first += list.len();
    }
    links
}

/// Ties of each act's nearest act above to it.
fn from_above(acts: &Acts<'_>) -> Vec<(usize, LinkKind, usize)> {
    let tied = |target: usize| {
        let climb = climb(acts, target)?;
        Some((climb.governor, tie(acts, &climb, target)?, target))
    };
    (0..acts.list.len()).filter_map(tied).collect()
}

fn tie(acts: &Acts<'_>, climb: &Climb, target: usize) -> Option<LinkKind> {
    let (governor, target) = (&acts.list[climb.governor], &acts.list[target]);
    match stated(acts.sentence, &climb.steps, governor) {
        // That something came after a meeting or visit only tells when.
        Some(LinkKind::ResponseTo) if target.kind == EventType::Consult => None,
        // What somebody is charged with is content, however it is put ("indicted on charges of rioting").
        Some(LinkKind::Reason)
            if governor.kind == EventType::Accuse && is_content(acts.sentence, climb, governor, target) =>
        {
            Some(LinkKind::Content)
        }
        Some(kind) => Some(kind),
        None if is_content(acts.sentence, climb, governor, target) => Some(LinkKind::Content),
        None => by_types(acts.sentence, climb, governor, target),
    }
}

/// Whether the act is what the one above it demands, promises, refuses, holds or reports, or part of that.
fn is_content(sentence: &Sentence, climb: &Climb, governor: &Candidate, target: &Candidate) -> bool {
    let within = governor.content.as_ref().is_some_and(|content| content.tokens.contains(&target.head));
    let Some((top, below)) = climb.steps.split_last() else { return false };
    let beside =
        |&step: &usize| first_word(sentence, step, governor).is_some_and(|word| BESIDE.contains(&word.as_str()));
    let adjunct = |&step: &usize| sentence.tokens[step].relation() == "advcl";
    // What is agreed or promised is a complement; an infinitive beside it tells what it is for.
    let aim = governor.kind == EventType::Agree && adjunct(top);
    within && !climb.carried && !aim && !below.iter().any(adjunct) && !climb.steps.iter().any(beside)
}

/// Ties that hang on the types of the acts, as words like "for" and "against" say little by themselves.
fn by_types(sentence: &Sentence, climb: &Climb, governor: &Candidate, target: &Candidate) -> Option<LinkKind> {
    use EventType::*;
    let &top = climb.steps.last()?;
    let (token, lowest) = (&sentence.tokens[top], &sentence.tokens[target.head]);
    let clause = |relation: &str| relation == "advcl" || relation == "acl";
    let protest = governor.kind == Protest && target.kind != Protest;
    let aimed = protest || governor.kind != Protest && (governor.kind == Agree || !has_content(governor.kind));
    let ends = top != target.head && ENDING.contains(&token.lemma.as_str());
    match first_word(sentence, top, governor).as_deref() {
        Some("to") if clause(token.relation()) && aimed && !ends => Some(LinkKind::Purpose),
        Some("for") if matches!(governor.kind, Protest | Consult | Mobilize | Agree | Cooperate | Aid) => {
            aimed.then_some(LinkKind::Purpose)
        }
        Some("for") if governor.kind != Request => Some(LinkKind::Reason),
        Some("of") if governor.modes.iter().any(|mode| mode == "convict") => Some(LinkKind::Reason),
        Some("over") if governor.kind != Consult => Some(LinkKind::Reason),
        Some("against" | "at" | "about") if protest => Some(LinkKind::Reason),
        Some("on") if target.kind == Accuse && matches!(governor.kind, Coerce | Sanction) => Some(LinkKind::Reason),
        None if protest && token.relation() == "obj" => Some(LinkKind::Reason),
        None if protest && target.kind == Request && lowest.xpos == "VBG" && clause(lowest.relation()) => {
            Some(LinkKind::Purpose)
        }
        _ => None,
    }
}
