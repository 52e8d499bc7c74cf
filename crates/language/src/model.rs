//! The multi-task model: word pieces, inference, decoding.
