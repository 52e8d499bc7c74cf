//! Annals: ingest.
