//! The coder: from an analysed document to sourced event records.
//!
//! [`pipeline::Coder::code`] calls the stages in order; each stage is a plain function over [`candidate::Candidate`]s.

pub mod arbitrate;
pub mod arguments;
pub mod assemble;
pub mod attribution;
mod background;
pub mod candidate;
pub mod confidence;
pub mod content;
pub mod counts;
pub mod entities;
pub mod examples;
mod explain;
pub mod incidents;
pub mod inherit;
pub mod links;
mod means;
pub mod pipeline;
pub mod place;
pub mod propose;
mod sectors;
pub mod status;
pub mod tied;
pub mod when;
pub mod workers;

pub use pipeline::{Coder, CoderError};
