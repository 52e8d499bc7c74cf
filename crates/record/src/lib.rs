//! The record contract of Annals (`schema: "annals/1"`): plain types, no I/O.
//!
//! Every surface of Annals (JSON Lines, store, API, Parquet, Python) carries these fields under these names.
//! Offsets are Unicode code points into [`Document::text`], half open. Unknown is `None` or an empty list, never a guess.

mod document;
mod entity;
mod event;
mod ids;
mod ontology;
mod schema;
mod span;

pub use document::{Boilerplate, BoilerplateKind, CoderVersion, Document, PublishedFrom, Record, SentenceSpan};
pub use entity::{Affiliation, Entity, EntityType, Mention, MentionKind, Relation};
pub use event::{
    Argument, Attribution, Casualties, Content, Count, Event, Evidence, Interval, Link, LinkKind, Place,
    PlacePrecision, Precision, Trigger,
};
pub use ids::document_id;
pub use ontology::{EventType, Quad, Sector, Status, UnknownName};
pub use schema::json_schema;
pub use span::{CharIndex, Span};

/// Name and version of the record format.
pub const SCHEMA: &str = "annals/1";
