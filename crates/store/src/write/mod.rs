//! Writing: whole batches, one transaction each, so that a killed process leaves the batches before it and nothing else.

mod document;
mod entity;
mod event;
mod rollup;

use std::collections::HashSet;

use jiff::Timestamp;
use record::{CoderVersion, Document, Record, document_id};
use rusqlite::{Connection, OptionalExtension, params};

use crate::{Result, Writer, import, incidents, review};

pub(crate) use document::unpack;
pub(crate) use entity::{fold, key as entity_key};
pub(crate) use rollup::{count_incident, with_counts_kept};

/// What came of one input.
#[derive(Debug, Clone)]
pub enum Item {
    /// A coded document.
    Coded(Box<Record>),
    /// A document that is kept without events, and why.
    NotCoded(Box<Document>, String),
    /// An input that held no document, and why.
    Refused(String, String),
}

/// What a batch brought.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// New documents, versions of changed pages among them.
    pub documents: usize,
    /// Documents that the store held already.
    pub known: usize,
    /// New events.
    pub events: usize,
}

/// Hash that tells whether a document is in the store: of its text and source, whatever id it was given.
pub fn document_hash(document: &Document) -> String {
    document_id(&document.text, document.source.as_deref())
}

impl Writer {
    /// Notes that a command starts to write with a version of the coder; returns the run's id.
    pub fn start_run(&mut self, coder: &CoderVersion, command: &str) -> Result<i64> {
        self.connection.execute(
            "INSERT INTO runs (command, started, coder, ontology, model, knowledge) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![command, now(), coder.version, coder.ontology, coder.model, coder.knowledge],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Notes that a run came to its end, matches imported reports to the incidents that it changed, and lets SQLite look at how
    /// full its indexes are.
    pub fn finish_run(&mut self, run: i64) -> Result<()> {
        let started: String =
            self.connection.query_row("SELECT started FROM runs WHERE id = ?1", [run], |row| row.get(0))?;
        let transaction = self.connection.transaction()?;
        // Without its `Z`, so that changes within that second sort after it.
        import::refresh(&transaction, started.trim_end_matches('Z'))?;
        transaction.commit()?;
        self.connection.execute_batch("PRAGMA optimize")?;
        self.connection.execute("UPDATE runs SET finished = ?2 WHERE id = ?1", params![run, now()])?;
        Ok(())
    }

    /// Hashes of all documents in the store, by [`document_hash`].
    pub fn hashes(&self) -> Result<HashSet<String>> {
        let mut statement = self.connection.prepare("SELECT hash FROM documents")?;
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Adds a batch: all of it or, on an error or a kill, nothing. Documents the store holds are left as they are.
    pub fn add(&mut self, run: i64, items: &[Item]) -> Result<Added> {
        let transaction = self.connection.transaction()?;
        let mut added = Added::default();
        let mut events = Vec::new();
        let mut documents = Vec::new();
        for item in items {
            match item {
                Item::Refused(input, reason) => refuse(&transaction, run, input, reason)?,
                Item::NotCoded(document, reason) => {
                    let new = document::add(&transaction, run, document, Some(reason))?;
                    added.documents += usize::from(new.is_some());
                    added.known += usize::from(new.is_none());
                }
                Item::Coded(record) => match document::add(&transaction, run, &record.document, None)? {
                    Some(document) => {
                        documents.push(document);
                        added.documents += 1;
                        events.extend(document::add_coding(&transaction, run, document, record)?);
                    }
                    None => added.known += 1,
                },
            }
        }
        added.events = events.len();
        incidents::assign(&transaction, &events)?;
        rollup::count(&transaction, &events, 1)?;
        review::reapply(&transaction, &documents)?;
        transaction.commit()?;
        Ok(added)
    }

    /// Replaces the coding of a document by a new one. The old events stay, superseded, under their ids.
    pub fn recode(&mut self, run: i64, records: &[(i64, Record)]) -> Result<usize> {
        let transaction = self.connection.transaction()?;
        let mut events = Vec::new();
        let mut documents = Vec::new();
        for (document, record) in records {
            documents.push(*document);
            let heirs = document::supersede(&transaction, run, *document)?;
            let new = document::add_coding(&transaction, run, *document, record)?;
            incidents::inherit(&transaction, &heirs, &new)?;
            events.extend(new);
        }
        incidents::assign(&transaction, &events)?;
        rollup::count(&transaction, &events, 1)?;
        review::reapply(&transaction, &documents)?;
        transaction.commit()?;
        Ok(events.len())
    }
}

fn refuse(connection: &Connection, run: i64, input: &str, reason: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO refused (input, reason, run) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![input, reason, run])?;
    Ok(())
}

/// The present time, in whole seconds.
pub(crate) fn now() -> String {
    let seconds = Timestamp::now().as_second();
    Timestamp::from_second(seconds).map_or_else(|_| String::new(), |now| now.to_string())
}

/// The first column of the first row, if there is one.
pub(crate) fn first<T: rusqlite::types::FromSql>(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
) -> Result<Option<T>> {
    Ok(connection.prepare_cached(sql)?.query_row(parameters, |row| row.get(0)).optional()?)
}
