//! The store: a growing body of coded news in one SQLite file, incidents across documents, questions and exports.
//!
//! Knows records ([`record`]) and the ontology, and nothing of how records come about. Tables and columns: `docs/store.md`.

pub mod brief;
mod countries;
mod error;
pub mod export;
mod fetched;
pub mod import;
pub mod incidents;
mod minhash;
mod moment;
mod open;
pub mod query;
pub mod review;
mod schema;
mod stored;
mod write;

pub use error::{Result, StoreError};
pub use fetched::FetchedAddress;
pub use open::{Reader, Writer};
pub use schema::VERSION;
pub use stored::StoredRecord;
pub use write::{Added, Item, document_hash};
