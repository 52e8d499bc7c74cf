//! Annals: evaluate.
