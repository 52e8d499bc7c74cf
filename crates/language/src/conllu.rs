//! CoNLL-U output.
