//! The engine: one model, one call per document.

use jiff::civil::Date;
use knowledge::Knowledge;

use crate::Analysis;

/// What went wrong while loading the engine or reading a text.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The weights could not be loaded.
    #[error("cannot load the model: {0}")]
    Model(String),
}

/// The language engine. Cheap to share between threads.
#[derive(Debug)]
pub struct Engine {}

impl Engine {
    /// The engine with the embedded weights.
    pub fn embedded(_knowledge: &Knowledge) -> Result<Self, EngineError> {
        Ok(Self {})
    }

    /// Everything there is to say of `text`, with relative dates resolved against `published` where it is given.
    pub fn analyse(&self, _text: &str, _published: Option<Date>) -> Result<Analysis, EngineError> {
        Ok(Analysis::default())
    }
}
