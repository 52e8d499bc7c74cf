//! How likely a record's trigger and type are right: a logistic regression over what the stages found.

use language::Analysis;
use record::Status;

use crate::{
    arguments::{odds, sigmoid},
    candidate::Candidate,
    propose::model,
};

/// Constant, fitted as [`WEIGHTS`].
const BIAS: f64 = -0.39;
/// Weights of [`features`], fitted on annotated articles held out of training (`training/fit_coder.py`).
const WEIGHTS: [f64; 7] = [1.03, 0.08, 0.32, -1.0, 0.56, -0.59, 0.34];

/// The probability, 0 to 1, that there is such an act at the trigger and that it is of the type given.
pub fn score(analysis: &Analysis, candidate: &Candidate) -> f64 {
    let features = features(analysis, candidate);
    sigmoid(BIAS + features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum::<f64>())
}

/// What the regression weighs: log odds of detection, log odds of the type, a pattern for it, a pattern against it, an
/// actor, a recipient, a status other than actual.
pub fn features(analysis: &Analysis, candidate: &Candidate) -> [f64; 7] {
    let sentence = &analysis.sentences[candidate.sentence];
    let words = candidate.trigger.clone();
    let kind = words.map(|word| model::probability(sentence, word, candidate.kind)).fold(0.0, f64::max);
    let patterns = || candidate.proposals.iter().filter(|proposal| proposal.by != "model");
    let agree = patterns().any(|proposal| proposal.kind == candidate.kind);
    let disagree = patterns().any(|proposal| proposal.kind != candidate.kind);
    let flag = |holds: bool| f64::from(u8::from(holds));
    [
        odds(candidate.score),
        odds(kind),
        flag(agree),
        flag(disagree),
        flag(!candidate.actors.is_empty()),
        flag(!candidate.recipients.is_empty()),
        flag(candidate.status != Status::Actual),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, mark, proposal, sentence};
    use record::EventType;

    #[test]
    fn agreement_raises_and_doubt_lowers() {
        let mut parsed = sentence("Rebels:NNS:2:nsubj shelled:VBD:0:root Aden:NNP:2:obj");
        mark(&mut parsed, 1, EventType::Assault, 0.7);
        let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
        let plain = candidate(EventType::Assault, 1);
        let mut agreed = plain.clone();
        agreed.proposals.push(proposal(EventType::Assault, 1..2, "pattern:en.assault.shell", 0.9));
        let mut doubted = plain.clone();
        doubted.proposals.push(proposal(EventType::Coerce, 1..2, "pattern:en.coerce.shell", 0.9));
        let [agreed, plain, doubted] = [agreed, plain, doubted].map(|candidate| score(&analysis, &candidate));
        assert!(agreed > plain && plain > doubted && doubted > 0.0 && agreed < 1.0);
    }
}
