//! Reading back whole records.

use record::{CoderVersion, Record};
use rusqlite::params;

use crate::{Reader, Result, Writer, write};

/// The current record of a document.
#[derive(Debug, Clone)]
pub struct StoredRecord {
    /// Id of the document's row.
    pub document: i64,
    /// The record, as it was coded.
    pub record: Record,
}

/// Records a page.
const PAGE: i64 = 64;

impl Reader {
    /// Hands over the current record of every document, in the order they came.
    pub fn records<E: From<crate::StoreError>>(
        &self,
        mut take: impl FnMut(StoredRecord) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        let mut last = 0;
        loop {
            let page = page(&self.connection, last)?;
            let Some(end) = page.last() else { return Ok(()) };
            last = end.document;
            page.into_iter().try_for_each(&mut take)?;
        }
    }
}

fn page(connection: &rusqlite::Connection, after: i64) -> Result<Vec<StoredRecord>> {
    let sql = "SELECT d.id, c.id, c.record, d.text FROM documents AS d
        JOIN codings AS c ON c.document = d.id AND c.superseded IS NULL
        WHERE d.id > ?1 AND d.replaced_by IS NULL ORDER BY d.id LIMIT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([after, PAGE])?;
    let mut page = Vec::new();
    while let Some(row) = rows.next()? {
        let packed: Vec<u8> = row.get(2)?;
        page.push(StoredRecord { document: row.get(0)?, record: write::unpack(row.get(1)?, &packed, row.get(3)?)? });
    }
    Ok(page)
}

impl Writer {
    /// Up to `limit` documents after the one with id `after` that another version than `coder` coded last, with what they held.
    pub fn outdated(&self, coder: &CoderVersion, after: i64, limit: usize) -> Result<Vec<StoredRecord>> {
        let sql = "SELECT d.id, c.id, c.record, d.text FROM documents AS d
            JOIN codings AS c ON c.document = d.id AND c.superseded IS NULL JOIN runs AS r ON r.id = c.run
            WHERE d.id > ?1 AND d.replaced_by IS NULL
            AND (r.coder, r.ontology, r.model, r.knowledge) IS NOT (?2, ?3, ?4, ?5) ORDER BY d.id LIMIT ?6";
        let mut statement = self.connection.prepare_cached(sql)?;
        let version = params![after, coder.version, coder.ontology, coder.model, coder.knowledge, limit];
        let mut rows = statement.query(version)?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let packed: Vec<u8> = row.get(2)?;
            found.push(StoredRecord {
                document: row.get(0)?,
                record: write::unpack(row.get(1)?, &packed, row.get(3)?)?,
            });
        }
        Ok(found)
    }
}
