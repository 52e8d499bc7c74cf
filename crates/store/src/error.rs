//! What can go wrong with a store.

use std::path::PathBuf;

/// A fault of a store, with what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no store {}; `annals ingest … --store {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// Another program's database.
    #[error("{} is not a store of Annals", .0.display())]
    Foreign(PathBuf),
    /// Written by a later version of Annals.
    #[error("{} has schema {found}, this version of Annals knows up to {known}; use a newer Annals", path.display())]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its schema version.
        found: u32,
        /// The latest that is known here.
        known: u32,
    },
    /// Another process writes to it.
    #[error("{} is being written by another process; wait until it ends (reading stays possible)", .0.display())]
    Locked(PathBuf),
    /// A file beside the store cannot be used.
    #[error("cannot use {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// SQLite failed: disk full, damaged file, locked by another program.
    #[error("the store failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored record cannot be read back.
    #[error("the stored record of coding {coding} is damaged: {reason}")]
    Record {
        /// Id of the coding.
        coding: i64,
        /// What was wrong.
        reason: String,
    },
    /// A question that cannot be asked.
    #[error("{0}")]
    Query(String),
    /// A participant that the store does not hold.
    #[error("the store knows no `{0}`; `annals actors` lists whom it knows")]
    UnknownName(String),
    /// Output failed.
    #[error("cannot write: {0}")]
    Output(#[from] std::io::Error),
}

impl StoreError {
    /// Whether a question was stopped because it took too long.
    pub fn is_interrupted(&self) -> bool {
        let code = |error: &rusqlite::Error| error.sqlite_error_code();
        matches!(self, Self::Sqlite(error) if code(error) == Some(rusqlite::ErrorCode::OperationInterrupted))
    }
}

/// Result of a store operation.
pub type Result<T> = std::result::Result<T, StoreError>;
