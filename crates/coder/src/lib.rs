//! The coder: from an analysed document to sourced event records.
//!
//! [`pipeline::Coder::code`] calls the stages in order; each stage is a plain function over [`candidate::Candidate`]s.

pub mod candidate;
