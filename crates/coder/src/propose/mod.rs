//! Proposals of triggers: by patterns and by the model.

pub mod model;
