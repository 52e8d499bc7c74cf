//! The engine: one model, one call per document.

use std::sync::Arc;

use jiff::civil::Date;
use knowledge::{Knowledge, Lemmas, TimeWords};

use crate::{Analysis, Sentence, lemma::lemma, model::Model, quantity, segment, time};

/// What went wrong while loading the engine or reading a text.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The weights could not be loaded or run.
    #[error("cannot run the model: {0}")]
    Model(String),
}

/// The language engine. Cheap to share between threads.
#[derive(Debug)]
pub struct Engine {
    model: Model,
    lemmas: Arc<Lemmas>,
    times: Arc<TimeWords>,
}

impl Engine {
    /// The engine with the embedded weights.
    pub fn embedded(knowledge: &Knowledge) -> Result<Self, EngineError> {
        Ok(Self { model: Model::embedded()?, lemmas: knowledge.lemmas.clone(), times: knowledge.times.clone() })
    }

    /// `sha256:…` of the weights.
    pub fn model_hash(&self) -> &str {
        self.model.hash()
    }

    /// Everything there is to say of `text`, with relative dates resolved against `published` where it is given.
    pub fn analyse(&self, text: &str, published: Option<Date>) -> Result<Analysis, EngineError> {
        let mut sentences = segment(text);
        self.tag(&mut sentences)?;
        let times = time::find(&sentences, published, &self.times);
        let quantities = quantity::find(&sentences, &times);
        let distances = time::distances(&sentences, &self.times);
        Ok(Analysis { sentences, times, distances, quantities })
    }

    /// Tags, lemmas, trees, names, mentions and event scores for sentences whose tokens are given.
    pub fn tag(&self, sentences: &mut [Sentence]) -> Result<(), EngineError> {
        self.model.annotate(sentences)?;
        for token in sentences.iter_mut().flat_map(|sentence| &mut sentence.tokens) {
            token.lemma = lemma(&self.lemmas, &token.form, token.upos, &token.xpos);
        }
        Ok(())
    }
}
