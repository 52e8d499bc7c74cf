//! What a store holds, in numbers, and which runs filled it.

use schemars::JsonSchema;
use serde::Serialize;

use super::facets::Days;
use crate::{Reader, Result, schema};

/// A store in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Holdings {
    /// Version of the schema.
    pub schema: u32,
    /// Documents, earlier versions among them.
    pub documents: i64,
    /// Documents without events, such as those in other languages.
    pub not_coded: i64,
    /// Documents that repeat others.
    pub copies: i64,
    /// Incidents that something tells of.
    pub incidents: i64,
    /// Events in force.
    pub reports: i64,
    /// Participants.
    pub entities: i64,
    /// Reviews.
    pub reviews: i64,
    /// Inputs that held no document.
    pub refused: i64,
    /// Days on which incidents began.
    pub days: Days,
    /// Days of publication.
    pub published: Days,
    /// The latest runs, the last first.
    pub runs: Vec<Run>,
}

/// A command that wrote coded documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Run {
    /// Number.
    pub id: i64,
    /// `ingest` or `recode`.
    pub command: String,
    /// When it began (UTC).
    pub started: String,
    /// When it ended; `null` where it was stopped or runs yet.
    pub finished: Option<String>,
    /// Version of Annals.
    pub coder: String,
    /// Ontology.
    pub ontology: String,
    /// SHA-256 of the weights.
    pub model: String,
    /// SHA-256 of the knowledge.
    pub knowledge: String,
}

impl Reader {
    /// What the store holds, with its `runs` latest runs.
    pub fn holdings(&self, runs: usize) -> Result<Holdings> {
        let count = |sql: &str| self.connection.query_row(sql, [], |row| row.get::<_, i64>(0));
        let days =
            |sql: &str| self.connection.query_row(sql, [], |row| Ok(Days { first: row.get(0)?, last: row.get(1)? }));
        Ok(Holdings {
            schema: schema::VERSION,
            documents: count("SELECT count(*) FROM documents")?,
            not_coded: count("SELECT count(*) FROM documents WHERE not_coded IS NOT NULL")?,
            copies: count("SELECT count(*) FROM documents WHERE copy_of IS NOT NULL")?,
            incidents: count("SELECT count(*) FROM incidents WHERE event IS NOT NULL")?,
            reports: count("SELECT count(*) FROM events WHERE live")?,
            entities: count("SELECT count(*) FROM entities")?,
            reviews: count("SELECT count(*) FROM reviews")?,
            refused: count("SELECT count(*) FROM refused")?,
            days: days(
                "SELECT (SELECT min(day_from) FROM events WHERE live), (SELECT max(day_from) FROM events WHERE live)",
            )?,
            published: days("SELECT (SELECT min(published) FROM documents), (SELECT max(published) FROM documents)")?,
            runs: self.runs(runs)?,
        })
    }

    /// The latest runs, the last first.
    pub fn runs(&self, limit: usize) -> Result<Vec<Run>> {
        let sql = "SELECT id, command, started, finished, coder, ontology, model, knowledge FROM runs ORDER BY id DESC LIMIT ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let run = |row: &rusqlite::Row<'_>| {
            Ok(Run {
                id: row.get(0)?,
                command: row.get(1)?,
                started: row.get(2)?,
                finished: row.get(3)?,
                coder: row.get(4)?,
                ontology: row.get(5)?,
                model: row.get(6)?,
                knowledge: row.get(7)?,
            })
        };
        Ok(statement.query_map([limit], run)?.collect::<rusqlite::Result<_>>()?)
    }
}
