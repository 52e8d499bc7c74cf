//! Documents: lists of them, and one with all that was coded in it.

mod answer;
mod detail;

pub use answer::{CodedEvent, DocumentDetail, DocumentHead, DocumentItem, KnownEntity, MarkedSpan, SpanRole, Version};
use jiff::civil::Date;
use rusqlite::{Row, params_from_iter, types::Value};

use super::{Mark, Page};
use crate::{Reader, Result};

/// Which documents a list is of; all conditions hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentFilter {
    /// Part of the headline, the outlet or the address.
    pub words: Option<String>,
    /// Outlet or file.
    pub source: Option<String>,
    /// First day of publication.
    pub from: Option<Date>,
    /// Last day of publication.
    pub to: Option<Date>,
}

/// Columns of a [`DocumentHead`] over `documents AS d`.
const HEAD: &str = "d.id, d.key, d.version, d.replaced_by, d.source, d.url, d.title, d.published, d.published_from,
    d.language, d.not_coded, d.copy_of";

impl Reader {
    /// The `limit` documents after a mark, the latest published first.
    pub fn documents(&self, filter: &DocumentFilter, after: Option<&Mark>, limit: usize) -> Result<Page<DocumentItem>> {
        let (mut clause, mut values) = filter.conditions();
        if let Some(mark) = after {
            clause += " AND (coalesce(d.published, ''), d.id) < (?, ?)";
            values.extend([Value::from(mark.day.clone()), Value::from(mark.id)]);
        }
        values.push(i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX).into());
        let sql = format!(
            "SELECT {HEAD}, (SELECT count(*) FROM events AS e WHERE e.document = d.id AND e.live) FROM documents AS d
             WHERE {clause} ORDER BY coalesce(d.published, '') DESC, d.id DESC LIMIT ?"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let item = |row: &Row<'_>| {
            let item = DocumentItem { head: head(row)?, events: row.get(12)? };
            let mark = Mark { day: item.head.published.clone().unwrap_or_default(), id: item.head.id };
            Ok((mark, item))
        };
        let found = statement.query_map(params_from_iter(values), item)?.collect::<rusqlite::Result<_>>()?;
        Ok(Page::cut(found, limit))
    }
}

impl DocumentFilter {
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut clause = "true".to_owned();
        let mut values = Vec::new();
        let mut add = |sql: &str, given: Option<String>| {
            if let Some(value) = given {
                clause.push_str(" AND ");
                clause.push_str(sql);
                values.push(Value::from(value));
            }
        };
        let words = "instr(lower(coalesce(d.title, '') || ' ' || coalesce(d.source, '') || ' ' || coalesce(d.url, '')), lower(?))";
        add(words, self.words.clone());
        add("d.source = ?", self.source.clone());
        add("d.published >= ?", self.from.map(|day| day.to_string()));
        add("d.published <= ?", self.to.map(|day| day.to_string()));
        (clause, values)
    }
}

fn head(row: &Row<'_>) -> rusqlite::Result<DocumentHead> {
    Ok(DocumentHead {
        id: row.get(0)?,
        key: row.get(1)?,
        version: row.get(2)?,
        replaced_by: row.get(3)?,
        source: row.get(4)?,
        url: row.get(5)?,
        title: row.get(6)?,
        published: row.get(7)?,
        published_from: row.get(8)?,
        language: row.get(9)?,
        not_coded: row.get(10)?,
        copy_of: row.get(11)?,
    })
}
