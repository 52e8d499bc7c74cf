//! Annals: coder.
