//! The engine: one model, one call per document.

use std::sync::Arc;

use jiff::civil::Date;
use knowledge::{Knowledge, Lemmas, TimeWords};

use crate::{Analysis, Sentence, gate::Gate, lemma::lemma, model::Model, quantity, segment, time};

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
    gate: Gate,
    lemmas: Arc<Lemmas>,
    times: Arc<TimeWords>,
}

impl Engine {
    /// The engine with the embedded weights.
    pub fn embedded(knowledge: &Knowledge) -> Result<Self, EngineError> {
        let (lemmas, times) = (knowledge.lemmas.clone(), knowledge.times.clone());
        Ok(Self { model: Model::embedded()?, gate: Gate::embedded()?, lemmas, times })
    }

    /// `sha256:…` of the weights.
    pub fn model_hash(&self) -> &str {
        self.model.hash()
    }

    /// `sha256:…` of what settles the outcome of [`Engine::analyse_passing`]: the weights and the gate.
    pub fn gated_hash(&self) -> String {
        Gate::hash_with(self.model.hash())
    }

    /// Everything there is to say of `text`, with relative dates resolved against `published` where it is given.
    pub fn analyse(&self, text: &str, published: Option<Date>) -> Result<Analysis, EngineError> {
        let mut sentences = segment(text);
        self.tag(&mut sentences)?;
        Ok(self.dated(sentences, published))
    }

    /// Like [`Engine::analyse`], but sentences that the gate holds back, as they report no event, are not parsed: they keep their
    /// tokens, times and quantities, and have no tags, tree, names or event scores.
    pub fn analyse_passing(&self, text: &str, published: Option<Date>) -> Result<Analysis, EngineError> {
        let mut sentences = segment(text);
        let pieces: Vec<Vec<i32>> = sentences.iter().map(|sentence| self.model.pieces(sentence)).collect();
        let passing = self.gate.passing(&pieces);
        self.tag_some(&mut sentences, &passing)?;
        Ok(self.dated(sentences, published))
    }

    /// Adds times and quantities.
    fn dated(&self, sentences: Vec<Sentence>, published: Option<Date>) -> Analysis {
        let times = time::find(&sentences, published, &self.times);
        let quantities = quantity::find(&sentences, &times);
        let distances = time::distances(&sentences, &self.times);
        Analysis { sentences, times, distances, quantities }
    }

    /// Tags, lemmas, trees, names, mentions and event scores for sentences whose tokens are given.
    pub fn tag(&self, sentences: &mut [Sentence]) -> Result<(), EngineError> {
        self.tag_some(sentences, &vec![true; sentences.len()])
    }

    /// Tags those of the sentences that are to be read.
    fn tag_some(&self, sentences: &mut [Sentence], read: &[bool]) -> Result<(), EngineError> {
        self.model.annotate(sentences, read)?;
        for (sentence, _) in sentences.iter_mut().zip(read).filter(|(_, read)| **read) {
            for token in &mut sentence.tokens {
                token.lemma = lemma(&self.lemmas, &token.form, token.upos, &token.xpos);
            }
        }
        Ok(())
    }
}
