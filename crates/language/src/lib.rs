//! The language engine: from text to sentences, tokens, parse, names, mentions, times and quantities.
//!
//! One call of [`Engine::analyse`] does all of it. All spans are code points of the document's text.

pub mod conllu;
mod engine;
mod gate;
mod lemma;
mod model;
pub mod quantity;
pub mod scores;
mod segment;
pub mod sentence;
pub mod time;
pub mod tree;

pub use engine::{Engine, EngineError};
pub use quantity::Quantity;
pub use scores::{At, EventScores, Role};
pub use segment::segment;
pub use sentence::{Analysis, Mention, MentionClass, MultiWord, Name, NameKind, Sentence, Token, Upos};
pub use time::{Distance, TimeExpression, TimeKind};
