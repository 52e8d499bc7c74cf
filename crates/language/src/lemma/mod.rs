//! Lemmas by rules and exceptions.
