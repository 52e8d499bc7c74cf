//! What can keep a shard from being made.

use coder::CoderError;
use columns::ColumnError;
use parquet::errors::ParquetError;

/// The result of work on shards.
pub type Result<T> = std::result::Result<T, ShardError>;

/// Why there is no shard, in full: the stores' own messages tell their causes. What is wrong with single documents is not among it: that stands in the shard.
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
    #[error("{name}: {reason}")]
    Store {
        /// What was read or written.
        name: String,
        /// Why.
        reason: object_store::Error,
    },
    /// A file failed.
    #[error("{name}: {reason}")]
    File {
        /// What was read or written.
        name: String,
        /// Why.
        reason: std::io::Error,
    },
    /// A manifest is none.
    #[error("{name} is no manifest of a shard: {reason}")]
    Manifest {
        /// The file.
        name: String,
        /// Why.
        reason: serde_json::Error,
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
