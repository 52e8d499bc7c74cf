//! Proposals of triggers: by patterns and by the model.

pub mod model;
pub mod patterns;

use knowledge::Knowledge;
use language::Analysis;

use crate::candidate::Proposal;

/// All proposals of a document, sentence by sentence.
pub fn propose(analysis: &Analysis, knowledge: &Knowledge) -> Vec<Proposal> {
    let both = |(index, sentence)| {
        let patterns = patterns::propose(sentence, index, knowledge);
        patterns.into_iter().chain(model::propose(sentence, index))
    };
    analysis.sentences.iter().enumerate().flat_map(both).collect()
}
