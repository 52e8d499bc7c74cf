//! By what documents without a day of publication are found: the names in their leads.

use rusqlite::{Connection, params};

use super::{agree::SHARED_NAMES, mention::Lead};
use crate::Result;

/// Files a document without a day under the names of its lead.
pub(crate) fn file(connection: &Connection, document: i64, text: &str) -> Result<()> {
    let sql = "INSERT OR IGNORE INTO leads (document, name) VALUES (?1, ?2)";
    let mut statement = connection.prepare_cached(sql)?;
    for name in Lead::new(text).names.hashes() {
        statement.execute(params![document, name])?;
    }
    Ok(())
}

/// Files all documents of a store that knew no leads.
pub(crate) fn file_all(connection: &Connection) -> Result<()> {
    let sql = "SELECT id, text FROM documents WHERE published IS NULL AND not_coded IS NULL";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        file(connection, row.get(0)?, &row.get::<_, String>(1)?)?;
    }
    Ok(())
}

/// Documents without a day that share [`SHARED_NAMES`] names with a lead.
pub(super) fn alike(connection: &Connection, lead: &Lead) -> Result<Vec<i64>> {
    let names = serde_json::json!(lead.names.hashes()).to_string();
    let sql = "SELECT document FROM leads WHERE name IN (SELECT value FROM json_each(?1)) GROUP BY document HAVING count(*) >= ?2";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map(params![names, SHARED_NAMES], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
