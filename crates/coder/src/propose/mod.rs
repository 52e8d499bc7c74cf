//! Proposals of triggers: by patterns and by the model.

pub mod model;
pub mod patterns;

use knowledge::Knowledge;
use language::Analysis;

use crate::candidate::Proposal;
use patterns::Matches;

/// All proposals of a document, sentence by sentence.
pub fn propose(analysis: &Analysis, knowledge: &Knowledge) -> Vec<Proposal> {
    let both = |(index, sentence)| {
        let Matches { proposals, lookalikes } = patterns::matches(sentence, index, knowledge);
        let is_act = move |proposal: &Proposal| !lookalikes.iter().any(|(head, _)| proposal.trigger.contains(head));
        proposals.into_iter().chain(model::propose(sentence, index).into_iter().filter(is_act))
    };
    analysis.sentences.iter().enumerate().flat_map(both).collect()
}
