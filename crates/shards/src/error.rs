//! What can keep a shard from being made.

use coder::CoderError;
use columns::ColumnError;
use parquet::errors::ParquetError;

/// The result of work on shards.
pub type Result<T> = std::result::Result<T, ShardError>;

/// Why there is no shard. What is wrong with single documents is not among it: that stands in the shard.
#[derive(Debug, thiserror::Error)]
pub enum ShardError {
    /// The name is neither a path nor an address of a known object store.
    #[error("`{name}` is no place for shards: {reason}; give a folder or s3://BUCKET/PREFIX")]
    Location {
        /// The name.
        name: String,
        /// Why.
        reason: String,
    },
    /// A store or a file system failed.
    #[error("{name}: {source}")]
    Store {
        /// What was read or written.
        name: String,
        /// Why.
        source: object_store::Error,
    },
    /// A file failed.
    #[error("{name}: {source}")]
    File {
        /// What was read or written.
        name: String,
        /// Why.
        source: std::io::Error,
    },
    /// A manifest is none.
    #[error("{name} is no manifest of a shard: {source}")]
    Manifest {
        /// The file.
        name: String,
        /// Why.
        source: serde_json::Error,
    },
    /// The shard cannot be written.
    #[error("the shard cannot be written: {0}")]
    Parquet(#[from] ParquetError),
    /// The records do not fit their columns.
    #[error(transparent)]
    Columns(#[from] ColumnError),
    /// The coder could not be loaded.
    #[error(transparent)]
    Coder(#[from] CoderError),
}
