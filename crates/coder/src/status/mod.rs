//! Whether an act happened: the model's status head and the words that negate, plan, seek or suppose it.

mod beside;
mod cue;
mod days;
mod own;

use jiff::civil::Date;
use knowledge::Knowledge;
use language::{Analysis, Sentence};
use record::{EventType, Evidence, Status};

use crate::{candidate::Candidate, propose::model};
use beside::Found;
use cue::Cue;
pub(crate) use cue::is_definite;

/// Weight of a cue against the log of the model's probability: one further off, and one near to the act or that seeks it.
const CUE: [f64; 2] = [1.6, 3.3];
/// Added to the model's probabilities before the log.
const SMOOTH: f64 = 0.05;
/// What is taken for granted of a word that the model sees no act in, in the order of [`Status::ALL`].
const UNSEEN: [f64; 4] = [0.94, 0.02, 0.02, 0.02];

/// What the words of a sentence say of one act.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The likeliest status.
    pub status: Status,
    /// Probabilities in the order of [`Status::ALL`].
    pub probabilities: [f64; 4],
    /// What decided: `cue:WORD` or `model`.
    pub by: String,
}

/// Decides status and whether the act is historical; drops unlikely hypothetical acts and verbs that only say that an act did
/// not happen; acts of verbal and material cooperation that are still to come become AGREE (codebook).
pub fn decide(analysis: &Analysis, knowledge: &Knowledge, published: Option<Date>, candidates: &mut Vec<Candidate>) {
    let mut found = Vec::new();
    for candidate in candidates.iter_mut() {
        let sentence = &analysis.sentences[candidate.sentence];
        let cue = cue_of(sentence, knowledge, candidate, days::lies_ahead(analysis, published, candidate));
        let Reading { status, by, .. } = read(sentence, candidate.trigger.start, cue.as_ref(), [0.0; 4]);
        candidate.status = status;
        candidate.evidence.push(Evidence { field: "status".into(), by, score: None });
        candidate.historical = days::historical(analysis, published, candidate);
        found.push(Found::new(candidate, cue));
        if status == Status::Future && becomes_agreement(candidate.kind) {
            candidate.kind = EventType::Agree;
            candidate.modes.clear();
            candidate.evidence.push(Evidence {
                field: "type".into(),
                by: "rule:future-cooperation".into(),
                score: None,
            });
        }
    }
    beside::drop(analysis, knowledge, &found, candidates);
}

/// Whether what any word of a sentence names happened, act or not: `head` is the index of its token.
pub fn reading(sentence: &Sentence, knowledge: &Knowledge, head: usize) -> Reading {
    let seen = f64::from(sentence.events.trigger(head));
    let cue = cue::cue(sentence, knowledge, head, false);
    read(sentence, head, cue.as_ref(), UNSEEN.map(|share| (1.0 - seen) * share))
}

/// Whether the clause of a word itself negates or supposes it.
pub(crate) fn is_qualified(sentence: &Sentence, knowledge: &Knowledge, head: usize) -> bool {
    let cue = cue::cue(sentence, knowledge, head, false);
    cue.is_some_and(|cue| cue.near && matches!(cue.status, Status::Negated | Status::Hypothetical))
}

/// Future acts of these types are agreements to act.
fn becomes_agreement(kind: EventType) -> bool {
    matches!(kind, EventType::Consult | EventType::Support | EventType::Cooperate | EventType::Aid)
}

/// The words that decide on a candidate, or its date where there are none.
fn cue_of(sentence: &Sentence, knowledge: &Knowledge, candidate: &Candidate, ahead: bool) -> Option<Cue> {
    use EventType::{Accuse, Agree, Concede, Reject, Request, Support, Threaten};
    let is_claim = matches!(candidate.kind, Accuse | Agree | Concede | Reject | Request | Support | Threaten);
    // A refusal or a denial is already in the type: "did not accede".
    let cue = cue::cue(sentence, knowledge, candidate.head, is_claim)
        .filter(|cue| cue.status != Status::Negated || candidate.kind != EventType::Reject);
    let date =
        || Cue { status: Status::Future, word: "date".to_owned(), near: false, sought: false, governors: Vec::new() };
    cue.or_else(|| ahead.then(date))
}

/// The likeliest status of a word by the model, by what is known `beforehand`, and by a cue.
fn read(sentence: &Sentence, word: usize, cue: Option<&Cue>, beforehand: [f64; 4]) -> Reading {
    let known: f64 = beforehand.iter().sum();
    let score = |status: Status| {
        let cued = cue.filter(|cue| cue.status == status).map_or(0.0, |cue| CUE[usize::from(cue.near || cue.sought)]);
        let seen = (1.0 - known) * model::status(sentence, word, status) + beforehand[status as usize];
        (seen + SMOOTH).ln() + cued
    };
    let scores: [f64; 4] = std::array::from_fn(|at| score(Status::ALL[at]).exp());
    let total: f64 = scores.iter().sum();
    let better = |a: &&Status, b: &&Status| scores[**a as usize].total_cmp(&scores[**b as usize]).then(b.cmp(a));
    let status = *Status::ALL.iter().max_by(better).unwrap_or(&Status::Actual);
    let by = match cue {
        Some(cue) if cue.status == status => format!("cue:{}", cue.word),
        _ => "model".to_owned(),
    };
    Reading { status, probabilities: scores.map(|score| score / total), by }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    #[track_caller]
    fn gives(words: &str, head: usize, kind: EventType, expected: (Status, EventType)) {
        let analysis = Analysis { sentences: vec![sentence(words)], ..Analysis::default() };
        let mut candidates = vec![candidate(kind, head)];
        decide(&analysis, &Knowledge::embedded().unwrap(), None, &mut candidates);
        assert_eq!((candidates[0].status, candidates[0].kind), expected, "{words}");
    }

    #[test]
    fn cues_decide_where_the_model_is_silent() {
        use EventType::*;
        use Status::*;
        gives("Rebels:NNS:2:nsubj attacked:VBD:0:root", 1, Assault, (Actual, Assault));
        gives("Rebels:NNS:4:nsubj did:VBD:4:aux not:RB:4:advmod attack:VB:0:root", 3, Assault, (Negated, Assault));
        gives("Rebels:NNS:3:nsubj will:MD:3:aux attack:VB:0:root", 2, Assault, (Future, Assault));
        gives("Rebels:NNS:3:nsubj may:MD:3:aux attack:VB:0:root", 2, Assault, (Hypothetical, Assault));
        gives(
            "Rebels:NNS:2:nsubj failed/fail:VBD:0:root to:TO:4:mark attack:VB:2:xcomp",
            3,
            Assault,
            (Negated, Assault),
        );
        gives("Rebels:NNS:2:nsubj plan:VBP:0:root attacks:NNS:2:obj", 2, Assault, (Future, Assault));
        gives("a:DT:3:det planned:JJ:3:amod visit:NN:0:root", 2, Protest, (Future, Protest));
        gives("He:PRP:2:nsubj came:VBD:0:root to:TO:4:mark attack:VB:2:advcl", 3, Assault, (Hypothetical, Assault));
    }

    #[test]
    fn conditions_may_be_put_by_the_order_of_words() {
        let words =
            |first: &str| format!("{first} rebels:NNS:3:nsubj attacked:VBN:5:advcl they:PRP:5:nsubj lost:VBD:0:root");
        gives(&words("had/have:VBD:3:aux"), 2, EventType::Assault, (Status::Hypothetical, EventType::Assault));
        gives(&words("when:WRB:3:advmod"), 2, EventType::Assault, (Status::Actual, EventType::Assault));
    }

    #[test]
    fn what_is_sought_has_not_happened() {
        for (relation, expected) in
            [("xcomp", Status::Hypothetical), ("advcl", Status::Hypothetical), ("conj", Status::Actual)]
        {
            let words =
                format!("Oslo:NNP:2:nsubj ordered/order:VBD:0:root men:NNS:2:obj to:TO:5:mark fire:VB:2:{relation}");
            let mut parsed = sentence(&words);
            parsed.events.status = vec![[0.9, 0.03, 0.04, 0.03]; 5];
            let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
            let mut candidates = vec![candidate(EventType::Assault, 4)];
            decide(&analysis, &Knowledge::embedded().unwrap(), None, &mut candidates);
            assert_eq!(candidates[0].status, expected, "{relation}");
        }
    }

    #[test]
    fn light_verbs_stand_for_their_nouns() {
        let words = "Oslo:NNP:3:nsubj may:MD:3:aux hold/hold:VB:0:root exercises:NNS:3:obj";
        let mut parsed = sentence(words);
        parsed.events.status = vec![[0.9, 0.03, 0.04, 0.03]; 4];
        let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
        let mut candidates = vec![candidate(EventType::Mobilize, 3)];
        decide(&analysis, &Knowledge::embedded().unwrap(), None, &mut candidates);
        assert_eq!(candidates[0].status, Status::Hypothetical);
    }

    #[test]
    fn one_negator_denies_once() {
        let negated = (Status::Negated, EventType::Coerce);
        let words = "No:DT:2:det arrests:NNS:4:nsubj:pass were:VBD:4:aux:pass made/make:VBN:0:root";
        gives(words, 1, EventType::Coerce, negated);
        let words = "They:PRP:2:nsubj made/make:VBD:0:root no:DT:4:det arrests:NNS:2:obj";
        gives(words, 3, EventType::Coerce, negated);
    }

    #[test]
    fn what_is_only_thought_about_is_one_act() {
        let words = "Oslo:NNP:2:nsubj considered/consider:VBD:0:root banning/ban:VBG:2:xcomp parties:NNS:3:obj";
        let analysis = Analysis { sentences: vec![sentence(words)], ..Analysis::default() };
        let mut candidates = vec![candidate(EventType::Support, 1), candidate(EventType::Coerce, 2)];
        decide(&analysis, &Knowledge::embedded().unwrap(), None, &mut candidates);
        assert_eq!(candidates.iter().map(|c| (c.head, c.status)).collect::<Vec<_>>(), [(2, Status::Hypothetical)]);
    }

    #[test]
    fn definite_nouns_and_reported_futures() {
        let words = "They:PRP:2:nsubj came:VBD:0:root to:TO:4:mark end:VB:2:advcl the:DT:6:det strike:NN:4:obj";
        gives(words, 5, EventType::Protest, (Status::Actual, EventType::Protest));
        let words = "He:PRP:2:nsubj said:VBD:0:root rebels:NNS:5:nsubj would:MD:5:aux attack:VB:2:ccomp";
        gives(words, 4, EventType::Assault, (Status::Future, EventType::Assault));
    }

    #[test]
    fn a_meeting_to_come_is_an_agreement() {
        let words = "Oslo:NNP:3:nsubj will:MD:3:aux meet:VB:0:root Rome:NNP:3:obj";
        gives(words, 2, EventType::Consult, (Status::Future, EventType::Agree));
    }

    #[test]
    fn another_clause_keeps_its_own_status() {
        let words = "He:PRP:3:nsubj will:MD:3:aux say:VB:0:root rebels:NNS:5:nsubj attacked:VBD:3:ccomp";
        gives(words, 4, EventType::Assault, (Status::Actual, EventType::Assault));
    }

    #[test]
    fn a_sure_model_outweighs_a_governor() {
        let mut parsed = sentence("Rebels:NNS:2:nsubj fear:VBP:0:root Oslo:NNP:4:nsubj attacks:VBZ:2:ccomp");
        parsed.events.status[3] = [0.97, 0.01, 0.01, 0.01];
        let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
        let mut candidates = vec![candidate(EventType::Assault, 3)];
        decide(&analysis, &Knowledge::embedded().unwrap(), None, &mut candidates);
        assert_eq!(candidates[0].status, Status::Actual);
    }
}
