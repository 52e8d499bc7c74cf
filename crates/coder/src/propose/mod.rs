//! Proposals of triggers: by patterns and by the model.

pub mod model;

use knowledge::Knowledge;
use language::Analysis;

use crate::candidate::Proposal;

/// All proposals of a document, sentence by sentence.
pub fn propose(analysis: &Analysis, _knowledge: &Knowledge) -> Vec<Proposal> {
    analysis.sentences.iter().enumerate().flat_map(|(index, sentence)| model::propose(sentence, index)).collect()
}
