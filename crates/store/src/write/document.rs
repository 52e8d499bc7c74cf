//! Documents, their versions and copies, and their codings.

use record::{CharIndex, Document, Record, Span};
use rusqlite::{Connection, OptionalExtension, params};

use super::{document_hash, event, now, rollup};
use crate::{Result, StoreError, incidents, minhash::Signature};

/// Level of compression of records: higher ones gain little on texts of this size.
const COMPRESSION: i32 = 3;

/// Adds a document; `None` where the store holds it already.
pub fn add(connection: &Connection, run: i64, document: &Document, not_coded: Option<&str>) -> Result<Option<i64>> {
    let hash = document_hash(document);
    if super::first::<i64>(connection, "SELECT id FROM documents WHERE hash = ?1", [&hash])?.is_some() {
        return Ok(None);
    }
    let key = if document.id.is_empty() { &hash } else { &document.id };
    let earlier = earlier_version(connection, key, document.url.as_deref())?;
    let signature = Signature::of(&document.text).filter(|_| not_coded.is_none());
    let copy_of = signature.as_ref().map_or(Ok(None), |new| original(connection, new, earlier.map(|(id, _)| id)))?;
    let sql = "INSERT INTO documents (key, hash, version, source, url, title, published, published_from, language, text,
        not_coded, copy_of, signature, run, added) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    connection.prepare_cached(sql)?.execute(params![
        key,
        hash,
        earlier.map_or(1, |(_, version)| version + 1),
        document.source,
        document.url,
        document.title,
        document.published.map(|day| day.to_string()),
        document.published_from.map(name),
        document.language,
        document.text,
        not_coded,
        copy_of,
        signature.as_ref().map(Signature::to_bytes),
        run,
        now(),
    ])?;
    let id = connection.last_insert_rowid();
    for band in signature.iter().flat_map(Signature::bands) {
        let sql = "INSERT OR IGNORE INTO bands (band, document) VALUES (?1, ?2)";
        connection.prepare_cached(sql)?.execute([band, id])?;
    }
    if document.published.is_none() && not_coded.is_none() {
        incidents::file_lead(connection, id, &document.text)?;
    }
    if let Some((earlier, _)) = earlier {
        connection.execute("UPDATE documents SET replaced_by = ?2 WHERE id = ?1", [earlier, id])?;
        supersede(connection, run, earlier)?;
    }
    Ok(Some(id))
}

fn name(from: record::PublishedFrom) -> &'static str {
    match from {
        record::PublishedFrom::Metadata => "metadata",
        record::PublishedFrom::Argument => "argument",
        record::PublishedFrom::Text => "text",
    }
}

/// The version of the same page that the store holds: by id, else by address.
fn earlier_version(connection: &Connection, key: &str, url: Option<&str>) -> Result<Option<(i64, i64)>> {
    let sql = "SELECT id, version FROM documents WHERE key = ?1 AND replaced_by IS NULL
        UNION ALL SELECT id, version FROM documents WHERE url = ?2 AND replaced_by IS NULL LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_row(params![key, url], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// The document that a new one copies.
fn original(connection: &Connection, new: &Signature, earlier: Option<i64>) -> Result<Option<i64>> {
    let sql =
        "SELECT d.id, coalesce(d.copy_of, d.id), d.signature FROM bands AS b JOIN documents AS d ON d.id = b.document
        WHERE b.band = ?1 AND d.replaced_by IS NULL AND d.id IS NOT ?2";
    let mut statement = connection.prepare_cached(sql)?;
    for band in new.bands() {
        let mut rows = statement.query(params![band, earlier])?;
        while let Some(row) = rows.next()? {
            let signature: Vec<u8> = row.get(2)?;
            if Signature::from_bytes(&signature).is_some_and(|other| other.is_copy(new)) {
                return Ok(Some(row.get(1)?));
            }
        }
    }
    Ok(None)
}

/// Adds a coding of a document with its sentences and events; returns the events' ids.
pub fn add_coding(connection: &Connection, run: i64, document: i64, record: &Record) -> Result<Vec<i64>> {
    let sql = "INSERT INTO codings (document, run, record) VALUES (?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![document, run, pack(record)?])?;
    let coding = connection.last_insert_rowid();
    let index = CharIndex::new(&record.document.text);
    let mut sentences = Vec::with_capacity(record.sentences.len());
    for (number, sentence) in record.sentences.iter().enumerate() {
        let sql = "INSERT INTO sentences (coding, document, number, start, end) VALUES (?1, ?2, ?3, ?4, ?5)";
        connection.prepare_cached(sql)?.execute(params![coding, document, number, sentence.start, sentence.end])?;
        let id = connection.last_insert_rowid();
        if !sentence.boilerplate {
            let text = index.slice(Span::new(sentence.start, sentence.end));
            let sql = "INSERT INTO sentence_index (rowid, text) VALUES (?1, ?2)";
            connection.prepare_cached(sql)?.execute(params![id, text])?;
        }
        sentences.push(id);
    }
    event::add_all(connection, &event::Place { coding, document, sentences: &sentences }, record)
}

/// Takes the current coding of a document out of force; returns its events, which stay under their ids.
pub fn supersede(connection: &Connection, run: i64, document: i64) -> Result<Vec<i64>> {
    let current = "SELECT id FROM codings WHERE document = ?1 AND superseded IS NULL";
    let Some(coding) = super::first::<i64>(connection, current, [document])? else { return Ok(Vec::new()) };
    let events: Vec<i64> = connection
        .prepare_cached("SELECT id FROM events WHERE coding = ?1 ORDER BY id")?
        .query_map([coding], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    rollup::count(connection, &events, -1)?;
    connection.execute("UPDATE codings SET superseded = ?2 WHERE id = ?1", [coding, run])?;
    connection.execute("UPDATE events SET live = 0 WHERE coding = ?1", [coding])?;
    leave_index(connection, coding)?;
    incidents::summarise_of(connection, &events)?;
    Ok(events)
}

/// Takes the sentences of a coding out of the full-text index, which must be told each text it holds.
fn leave_index(connection: &Connection, coding: i64) -> Result<()> {
    let sql = "SELECT t.id, t.text FROM sentences AS s JOIN sentence_texts AS t ON t.id = s.id
        WHERE s.coding = ?1 AND s.id IN (SELECT id FROM sentence_index_docsize)";
    let mut statement = connection.prepare_cached(sql)?;
    let sentences: Vec<(i64, String)> =
        statement.query_map([coding], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (id, text) in sentences {
        let sql = "INSERT INTO sentence_index (sentence_index, rowid, text) VALUES ('delete', ?1, ?2)";
        connection.prepare_cached(sql)?.execute(params![id, text])?;
    }
    Ok(())
}

/// A record as it is stored: without the text, which the document holds, compressed.
fn pack(record: &Record) -> Result<Vec<u8>> {
    let mut record = record.clone();
    record.document.text.clear();
    let json = serde_json::to_vec(&record).map_err(std::io::Error::from)?;
    Ok(zstd::encode_all(json.as_slice(), COMPRESSION)?)
}

/// The record of a coding, with its document's text.
pub(crate) fn unpack(coding: i64, packed: &[u8], text: String) -> Result<Record> {
    let damaged = |reason: String| StoreError::Record { coding, reason };
    let json = zstd::decode_all(packed).map_err(|error| damaged(error.to_string()))?;
    let mut record: Record = serde_json::from_slice(&json).map_err(|error| damaged(error.to_string()))?;
    record.document.text = text;
    Ok(record)
}
