//! Candidates that name no act of their own beside another one.

use knowledge::Knowledge;
use language::{Analysis, Sentence};
use record::EventType;

use crate::candidate::Candidate;

/// Drops verbs that only carry an event noun which is a candidate itself.
pub(super) fn drop_light_verbs(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
    let carried: Vec<(usize, usize)> = candidates
        .iter()
        .filter_map(|candidate| {
            let noun = &analysis.sentences[candidate.sentence].tokens[candidate.head];
            let carried = noun.relation() == "obj" || noun.deprel == "nsubj:pass";
            noun.head.filter(|_| carried).map(|verb| (candidate.sentence, verb))
        })
        .collect();
    candidates.retain(|candidate| {
        let verb = &analysis.sentences[candidate.sentence].tokens[candidate.head];
        !(knowledge.modality.is_light(&verb.lemma) && carried.contains(&(candidate.sentence, candidate.head)))
    });
}

/// Drops harm done where the act that did it is a candidate ("killed in an attack", "the blast killed", "fired, wounding").
pub(super) fn drop_outcomes(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
    let assaults: Vec<(usize, usize)> = candidates
        .iter()
        .filter(|candidate| candidate.kind == EventType::Assault)
        .map(|candidate| (candidate.sentence, candidate.head))
        .collect();
    candidates.retain(|candidate| {
        let sentence = &analysis.sentences[candidate.sentence];
        let lemma = &sentence.tokens[candidate.head].lemma;
        let beside = |&(index, act): &(usize, usize)| {
            index == candidate.sentence && act != candidate.head && is_outcome_of(sentence, candidate.head, act)
        };
        candidate.kind != EventType::Assault || !knowledge.modality.is_outcome(lemma) || !assaults.iter().any(beside)
    });
}

/// Whether the tree ties harm to the act: the act is its subject or adjunct, or it trails the act.
fn is_outcome_of(sentence: &Sentence, outcome: usize, act: usize) -> bool {
    let (harm, deed) = (&sentence.tokens[outcome], &sentence.tokens[act]);
    let carries = deed.head == Some(outcome) && matches!(deed.relation(), "nsubj" | "obl");
    let subordinate = deed.head == Some(outcome) && deed.relation() == "advcl" && deed.xpos == "VBN";
    let trails = harm.head == Some(act) && (matches!(harm.relation(), "advcl" | "conj") || harm.deprel == "acl:relcl");
    carries || subordinate || trails && outcome > act
}
