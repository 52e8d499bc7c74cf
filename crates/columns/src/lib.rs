//! Records as Arrow columns: what Python, shards and Spark share.
//!
//! Five tables: [`schema::documents`], [`schema::events`] (one row an event, flat), [`schema::entities`],
//! [`schema::records`] (one row an input, nested: the record contract as it is) and [`schema::errors`]. Rows are plain
//! types that serde knows ([`rows`]), so that a column is named once in its row and once, with its type and meaning, in
//! its schema.

mod articles;
mod batch;
mod error;
pub mod rows;
pub mod schema;
mod tables;

pub use articles::{Reader, Row, text_column};
pub use batch::{batch, coded, read, record_rows};
pub use error::{ColumnError, Result};
pub use tables::{Outcome, Tables};
