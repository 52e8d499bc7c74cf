//! Ties between acts that the text states: reason, condition, purpose, content, response.

use language::{Analysis, Sentence};
use record::LinkKind;

use crate::candidate::Candidate;

/// Connectives and the tie that each states between what governs it and what follows.
const CONNECTIVES: [(&str, LinkKind); 14] = [
    ("because", LinkKind::Reason),
    ("over", LinkKind::Reason),
    ("for", LinkKind::Reason),
    ("since", LinkKind::Reason),
    ("after", LinkKind::ResponseTo),
    ("following", LinkKind::ResponseTo),
    ("in retaliation", LinkKind::ResponseTo),
    ("in response", LinkKind::ResponseTo),
    ("amid", LinkKind::Reason),
    ("if", LinkKind::Condition),
    ("unless", LinkKind::Condition),
    ("until", LinkKind::Condition),
    ("so", LinkKind::Purpose),
    ("to", LinkKind::Purpose),
];

/// Ties of each candidate to others, as pairs of kind and index.
pub fn find(analysis: &Analysis, candidates: &[Candidate]) -> Vec<Vec<(LinkKind, usize)>> {
    let mut links = vec![Vec::new(); candidates.len()];
    for (at, candidate) in candidates.iter().enumerate() {
        for (other, target) in candidates.iter().enumerate() {
            if other == at || target.sentence != candidate.sentence {
                continue;
            }
            let sentence = &analysis.sentences[candidate.sentence];
            if let Some(kind) = content(candidate, target).or_else(|| stated(sentence, candidate.head, target.head)) {
                links[at].push((kind, other));
            }
        }
    }
    links
}

fn content(candidate: &Candidate, target: &Candidate) -> Option<LinkKind> {
    candidate.content.as_ref().filter(|content| content.tokens.contains(&target.head)).map(|_| LinkKind::Content)
}

/// The tie that the connective of the clause or phrase of `target`, hanging from `head`, states.
fn stated(sentence: &Sentence, head: usize, target: usize) -> Option<LinkKind> {
    let token = &sentence.tokens[target];
    if token.head != Some(head) || !matches!(token.relation(), "advcl" | "obl" | "nmod" | "acl") {
        return None;
    }
    let marks: Vec<String> = sentence
        .children(target)
        .filter(|&at| at < target && matches!(sentence.tokens[at].relation(), "mark" | "case"))
        .map(|at| sentence.tokens[at].form.to_lowercase())
        .collect();
    let marks = marks.join(" ");
    let clause = token.relation() == "advcl" || token.relation() == "acl";
    CONNECTIVES
        .iter()
        .find(|(word, _)| marks.starts_with(word))
        .map(|&(_, kind)| kind)
        .filter(|&kind| clause || !matches!(kind, LinkKind::Purpose | LinkKind::Condition) || marks == "until")
}
