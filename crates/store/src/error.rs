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
    /// No room is left.
    #[error("the disk is full; the store keeps what was written before; make room and run the same command again")]
    Full,
    /// SQLite failed: damaged file, locked by another program.
    #[error("the store failed: {0}")]
    Sqlite(#[source] rusqlite::Error),
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

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Full,
            _ => Self::Sqlite(error),
        }
    }
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

#[cfg(test)]
mod tests {
    use record::{CoderVersion, Document};

    use super::*;
    use crate::{Item, Writer};

    fn document(number: usize) -> Item {
        let text = format!("Text {number}. ").repeat(2000);
        Item::NotCoded(Box::new(Document { id: number.to_string(), text, ..Document::default() }), "a test".into())
    }

    #[test]
    fn a_full_disk_costs_the_batch_in_flight_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::open(&folder.path().join("a.db")).unwrap();
        let coder =
            CoderVersion { version: "1".into(), ontology: "o".into(), model: "m".into(), knowledge: "k".into() };
        let run = writer.start_run(&coder, "ingest").unwrap();
        let pages: i64 = writer.connection.pragma_query_value(None, "page_count", |row| row.get(0)).unwrap();
        // SQLite treats a file that may not grow as a disk without room.
        let most = |writer: &Writer, pages: i64| {
            writer.connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).unwrap();
        };
        most(&writer, pages + 60);
        let mut stored = 0;
        let error = loop {
            match writer.add(run, &[document(stored)]) {
                Ok(_) => stored += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(error, StoreError::Full), "{error}");
        assert!(error.to_string().starts_with("the disk is full"));
        let count = |writer: &Writer| -> usize {
            writer.connection.query_row("SELECT count(*) FROM documents", [], |row| row.get(0)).unwrap()
        };
        assert!(stored > 0 && count(&writer) == stored);
        most(&writer, 1_000_000);
        writer.add(run, &[document(stored)]).unwrap();
        assert_eq!(count(&writer), stored + 1, "with room made it goes on");
    }
}
