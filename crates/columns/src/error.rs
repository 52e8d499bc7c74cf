//! What can be wrong with columns.

use arrow_schema::{ArrowError, DataType};

/// The result of what may meet wrong columns.
pub type Result<T> = std::result::Result<T, ColumnError>;

/// A table that cannot be read or written as columns.
#[derive(Debug, thiserror::Error)]
pub enum ColumnError {
    /// No column holds the text.
    #[error("the table has no column for the text (it has {has}); name it with text=COLUMN")]
    NoText {
        /// Its columns.
        has: String,
    },
    /// A column that was named is not there.
    #[error("the table has no column `{column}`; it has {has}")]
    Missing {
        /// The column.
        column: String,
        /// Its columns.
        has: String,
    },
    /// A column holds what no field can hold.
    #[error("column `{column}` holds {found}, not text{or}; convert it before coding")]
    Type {
        /// The column.
        column: String,
        /// Its type.
        found: DataType,
        /// What else the field takes.
        or: &'static str,
    },
    /// Arrow failed.
    #[error("columns cannot be made or read: {0}")]
    Arrow(#[from] ArrowError),
    /// A row is no record of this version.
    #[error("row {row} is no record: {source}")]
    Record {
        /// Its number, from 0.
        row: usize,
        /// Why.
        source: serde_json::Error,
    },
}
