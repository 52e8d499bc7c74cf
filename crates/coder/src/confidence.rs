//! How likely a record's trigger and type are right: a logistic regression over what the stages found.

use language::Analysis;
use record::Status;

use crate::{
    arguments::{odds, sigmoid},
    candidate::Candidate,
    propose::model,
};

/// Coefficients, fitted on annotated articles held out of training.
mod coefficients {
    /// Constant.
    pub const BIAS: f64 = -0.4;
    /// Log odds of the detection score.
    pub const SCORE: f64 = 0.5;
    /// Log odds of the model's probability of the type.
    pub const KIND: f64 = 0.35;
    /// A pattern of the type decided.
    pub const PATTERN: f64 = 0.5;
    /// A pattern of another type.
    pub const DISAGREE: f64 = -0.5;
    /// At least one actor.
    pub const ACTOR: f64 = 0.3;
    /// At least one recipient.
    pub const RECIPIENT: f64 = 0.2;
    /// A status other than actual.
    pub const UNREAL: f64 = -0.4;
}

/// The probability, 0 to 1, that there is such an act at the trigger and that it is of the type given.
pub fn score(analysis: &Analysis, candidate: &Candidate) -> f64 {
    use coefficients::*;
    let flag = |holds: bool| f64::from(u8::from(holds));
    let [score, kind, pattern, disagree] = features(analysis, candidate);
    sigmoid(
        BIAS + SCORE * score
            + KIND * kind
            + PATTERN * pattern
            + DISAGREE * disagree
            + ACTOR * flag(!candidate.actors.is_empty())
            + RECIPIENT * flag(!candidate.recipients.is_empty())
            + UNREAL * flag(candidate.status != Status::Actual),
    )
}

/// Log odds of detection, log odds of the type, a pattern for it, a pattern against it.
fn features(analysis: &Analysis, candidate: &Candidate) -> [f64; 4] {
    let sentence = &analysis.sentences[candidate.sentence];
    let words = candidate.trigger.clone();
    let kind = words.map(|word| model::probability(sentence, word, candidate.kind)).fold(0.0, f64::max);
    let patterns = || candidate.proposals.iter().filter(|proposal| proposal.by != "model");
    let agree = patterns().any(|proposal| proposal.kind == candidate.kind);
    let disagree = patterns().any(|proposal| proposal.kind != candidate.kind);
    [odds(candidate.score), odds(kind), f64::from(u8::from(agree)), f64::from(u8::from(disagree))]
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
        doubted.status = Status::Hypothetical;
        let [agreed, plain, doubted] = [agreed, plain, doubted].map(|candidate| score(&analysis, &candidate));
        assert!(agreed > plain && plain > doubted && doubted > 0.0 && agreed < 1.0);
    }
}
