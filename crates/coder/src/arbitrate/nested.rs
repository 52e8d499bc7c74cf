//! Candidates that name no act of their own beside another one.

use knowledge::{CueKind, Knowledge};
use language::{Analysis, Sentence};
use record::{EventType, Quad};

use crate::candidate::Candidate;

/// Drops verbs that only carry an event noun which is a candidate itself ("held talks"), and verbs of speech that voice an
/// act of their own type ("expressed support").
pub(super) fn drop_light_verbs(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
    let carried: Vec<(usize, usize, EventType)> = candidates
        .iter()
        .filter_map(|candidate| {
            let noun = &analysis.sentences[candidate.sentence].tokens[candidate.head];
            let carried = noun.upos.is_nominal() && (noun.relation() == "obj" || noun.deprel == "nsubj:pass");
            noun.head.filter(|_| carried).map(|verb| (candidate.sentence, verb, candidate.kind))
        })
        .collect();
    candidates.retain(|candidate| {
        let lemma = &analysis.sentences[candidate.sentence].tokens[candidate.head].lemma;
        let voices = knowledge.attribution.verb(lemma) == Some(CueKind::Speech);
        let light = knowledge.modality.is_light(lemma);
        !carried.iter().any(|&(sentence, verb, kind)| {
            (sentence, verb) == (candidate.sentence, candidate.head) && (light || voices && kind == candidate.kind)
        })
    });
}

/// Drops talk that a meeting or an agreement is for ("met to discuss", "agreed to meet").
pub(super) fn drop_purposes(analysis: &Analysis, candidates: &mut Vec<Candidate>) {
    let is_talk = |kind: EventType| matches!(kind, EventType::Consult | EventType::Agree);
    let talks: Vec<(usize, usize)> =
        candidates.iter().filter(|c| is_talk(c.kind)).map(|candidate| (candidate.sentence, candidate.head)).collect();
    candidates.retain(|candidate| {
        let token = &analysis.sentences[candidate.sentence].tokens[candidate.head];
        let purpose = matches!(token.deprel.as_str(), "advcl" | "xcomp" | "acl");
        !(is_talk(candidate.kind)
            && purpose
            && token.head.is_some_and(|governor| talks.contains(&(candidate.sentence, governor))))
    });
}

/// Drops what an act takes back ("lifted the ban", "withdrew its demand").
pub(super) fn drop_undone(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
    let undoes = |candidate: &&Candidate| {
        let sentence = &analysis.sentences[candidate.sentence];
        matches!(candidate.kind, EventType::Concede | EventType::Retreat)
            && knowledge.modality.undoes(&sentence.tokens[candidate.head].lemma)
    };
    let undoing: Vec<(usize, usize)> = candidates.iter().filter(undoes).map(|c| (c.sentence, c.head)).collect();
    candidates.retain(|candidate| {
        let token = &analysis.sentences[candidate.sentence].tokens[candidate.head];
        let undone = token.relation() == "obj" || token.deprel == "nsubj:pass";
        let conflict = matches!(candidate.kind.quad(), Quad::VerbalConflict | Quad::MaterialConflict);
        !(undone && conflict && token.head.is_some_and(|verb| undoing.contains(&(candidate.sentence, verb))))
    });
}

/// Drops meetings that somebody keeps away from ("boycotted the talks"), which the refusal is about.
pub(super) fn drop_shunned(analysis: &Analysis, candidates: &mut Vec<Candidate>) {
    let shuns = |c: &&Candidate| c.kind == EventType::Reject && c.modes.iter().any(|mode| mode == "meet");
    let refusals: Vec<(usize, usize)> = candidates.iter().filter(shuns).map(|c| (c.sentence, c.head)).collect();
    candidates.retain(|candidate| {
        let sentence = &analysis.sentences[candidate.sentence];
        let phrase = |at: &usize| matches!(sentence.tokens[*at].relation(), "obj" | "obl" | "nmod" | "advmod" | "conj");
        let below = |&(of, refusal): &(usize, usize)| {
            of == candidate.sentence
                && sentence.dominates(refusal, candidate.head)
                && sentence.ancestors(candidate.head).take_while(|&at| at != refusal).all(|at| phrase(&at))
        };
        let meeting = candidate.kind == EventType::Consult && sentence.tokens[candidate.head].upos.is_nominal();
        !(meeting && refusals.iter().any(below))
    });
}

/// Drops harm done where the act that did it is a candidate ("killed in an attack", "the blast killed", "fired, wounding"). The
/// act keeps the verb, for whom it befell.
pub(super) fn drop_outcomes(analysis: &Analysis, knowledge: &Knowledge, candidates: &mut Vec<Candidate>) {
    let deed_of = |outcome: &Candidate| -> Option<usize> {
        let sentence = &analysis.sentences[outcome.sentence];
        let is_harm =
            outcome.kind == EventType::Assault && knowledge.modality.is_outcome(&sentence.tokens[outcome.head].lemma);
        let is_deed = |act: &Candidate| {
            act.kind == EventType::Assault
                && act.sentence == outcome.sentence
                && act.head != outcome.head
                && is_outcome_of(sentence, outcome.head, act.head)
        };
        candidates.iter().position(is_deed).filter(|_| is_harm)
    };
    let deeds: Vec<Option<usize>> = candidates.iter().map(deed_of).collect();
    for (at, deed) in deeds.iter().enumerate() {
        if let Some(deed) = deed {
            let outcome = candidates[at].head;
            candidates[*deed].outcomes.push(outcome);
        }
    }
    let mut kept = deeds.iter().map(Option::is_none);
    candidates.retain(|_| kept.next().unwrap_or(true));
}

/// Whether the tree ties harm to the act: the act is its subject or adjunct, or it trails the act.
fn is_outcome_of(sentence: &Sentence, outcome: usize, act: usize) -> bool {
    let (harm, deed) = (&sentence.tokens[outcome], &sentence.tokens[act]);
    // "were killed and wounded in a clash": the adjunct of one verb is that of both.
    let joined =
        |verb: usize| sentence.tokens[verb].relation() == "conj" && sentence.tokens[verb].head == Some(outcome);
    let under = deed.head == Some(outcome) || deed.relation() == "obl" && deed.head.is_some_and(joined);
    let carries = under && matches!(deed.relation(), "nsubj" | "obl");
    let subordinate = deed.head == Some(outcome) && deed.relation() == "advcl" && deed.xpos == "VBN";
    let trails = harm.head == Some(act) && (matches!(harm.relation(), "advcl" | "conj") || harm.deprel == "acl:relcl");
    carries || subordinate || trails && outcome > act
}
