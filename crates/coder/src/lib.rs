//! The coder: from an analysed document to sourced event records.
//!
//! [`pipeline::Coder::code`] calls the stages in order; each stage is a plain function over [`candidate::Candidate`]s.

pub mod candidate;
pub mod arbitrate;
pub mod arguments;
pub mod attribution;
pub mod confidence;
pub mod content;
pub mod propose;
pub mod status;
