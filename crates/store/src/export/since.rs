//! What has changed since an earlier export: the rows to put in the place of earlier ones are those of the formats
//! themselves; this file adds what is to be taken away.

use std::collections::BTreeSet;

use rusqlite::OptionalExtension;

use super::{Export, Output, Resource};
use crate::{
    Reader, Result, StoreError,
    query::{Kind, Level, Order},
};

/// Columns of `….removed.csv`.
const COLUMNS: [(&str, Kind, &str); 4] = [
    ("id", Kind::Text, "incident, event or document (`document.id`) that is to be taken away"),
    (
        "reason",
        Kind::Text,
        "superseded or replaced by a newer coding, rejected in review, merged, empty, or filtered: it no longer meets the filter",
    ),
    ("merged_into", Kind::Integer, "the incident that it is part of now"),
    ("changed", Kind::Text, "when that happened (UTC)"),
];

/// Changed reports that are out of force, and others.
const REPORTS: &str =
    "SELECT e.id, CASE WHEN e.rejected THEN 'rejected' WHEN e.live THEN 'filtered' ELSE 'superseded' END,
    NULL, c.changed FROM changes AS c JOIN events AS e ON e.id = c.id
    WHERE c.level = 'report' AND c.changed > ?1 ORDER BY c.id";
/// Changed incidents that have gone, and others.
const INCIDENTS: &str =
    "SELECT i.id, CASE WHEN i.merged_into IS NOT NULL THEN 'merged' WHEN i.mentions = 0 THEN 'empty'
    ELSE 'filtered' END, i.merged_into, c.changed FROM changes AS c JOIN incidents AS i ON i.id = c.id
    WHERE c.level = 'incident' AND c.changed > ?1 ORDER BY c.id";
/// Changed documents that have been replaced, and others.
const DOCUMENTS: &str =
    "SELECT d.key, CASE WHEN d.replaced_by IS NULL THEN 'filtered' ELSE 'replaced' END, NULL, max(c.changed)
    FROM changes AS c JOIN documents AS d ON d.id = c.id WHERE c.level = 'document' AND c.changed > ?1
    GROUP BY d.key ORDER BY min(d.id)";

impl Reader {
    /// The moment that `since` names: a run's start, by its number, or a time (`2024-05-01`, `2024-05-01T12:00:00Z`).
    ///
    /// # Errors
    /// A run that the store does not know, or what is neither.
    pub fn moment(&self, since: &str) -> Result<String> {
        if let Ok(run) = since.parse::<i64>() {
            let started = "SELECT started FROM runs WHERE id = ?1";
            let found = self.connection.query_row(started, [run], |row| row.get(0)).optional()?;
            return found.ok_or_else(|| StoreError::Query(format!("the store knows no run {run}")));
        }
        let is_time = since.parse::<jiff::Timestamp>().is_ok() || since.parse::<jiff::civil::Date>().is_ok();
        if is_time {
            return Ok(since.to_owned());
        }
        Err(StoreError::Query(format!("`{since}` is neither a run's number nor a time such as 2024-05-01T12:00:00Z")))
    }

    /// The last change that the store holds: what the next export is to be asked for.
    pub(super) fn last_change(&self) -> Result<Option<String>> {
        Ok(self.connection.query_row("SELECT max(changed) FROM changes", [], |row| row.get(0))?)
    }

    /// Keys of the documents that were coded since.
    pub(super) fn changed_documents(&self, moment: &str) -> Result<BTreeSet<String>> {
        let mut statement = self.connection.prepare(DOCUMENTS)?;
        Ok(statement.query_map([moment], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}

/// What is to be taken away of a table of incidents or reports.
pub(super) fn removed_rows(reader: &Reader, export: &Export, moment: &str) -> Result<Resource> {
    let mut kept = BTreeSet::new();
    reader.rows(&export.changed(), export.level, Order::Id, None, |row| -> Result<()> {
        kept.extend(match export.level {
            Level::Incident => row.incident.map(|incident| incident.to_string()),
            Level::Report => Some(row.event.to_string()),
        });
        Ok(())
    })?;
    let sql = if export.level == Level::Incident { INCIDENTS } else { REPORTS };
    write(reader, export, export.level.name(), sql, moment, &kept)
}

/// What is to be taken away of the whole records; `kept` are the documents written.
pub(super) fn removed_documents(
    reader: &Reader,
    export: &Export,
    moment: &str,
    kept: &BTreeSet<String>,
) -> Result<Resource> {
    write(reader, export, "records", DOCUMENTS, moment, kept)
}

fn write(
    reader: &Reader,
    export: &Export,
    name: &str,
    sql: &str,
    moment: &str,
    kept: &BTreeSet<String>,
) -> Result<Resource> {
    let file = format!("{name}.removed.csv");
    let mut out = Output::new(&export.folder, &file)?;
    let failed = |error: csv::Error| StoreError::Output(std::io::Error::other(error));
    let mut lines = csv::Writer::from_writer(&mut out.file);
    lines.write_record(COLUMNS.map(|(name, ..)| name)).map_err(failed)?;
    let (mut written, mut statement) = (0, reader.connection.prepare(sql)?);
    let mut rows = statement.query([moment])?;
    while let Some(row) = rows.next()? {
        let id = match row.get_ref(0)? {
            rusqlite::types::ValueRef::Integer(id) => id.to_string(),
            text => text.as_str().unwrap_or_default().to_owned(),
        };
        if !kept.contains(&id) {
            let (reason, merged, changed): (String, Option<i64>, String) = (row.get(1)?, row.get(2)?, row.get(3)?);
            let merged = super::text(&merged);
            lines.write_record([&id, &reason, &merged, &changed]).map_err(failed)?;
            written += 1;
        }
    }
    lines.flush()?;
    drop(lines);
    out.rows = written;
    let columns = COLUMNS.map(|(name, kind, about)| (name.to_owned(), kind, about.to_owned())).to_vec();
    Ok(Resource { file, rows: out.finish()?, columns, delimiter: ',', header: true })
}
