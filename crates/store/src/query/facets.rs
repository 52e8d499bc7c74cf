//! What values there are to narrow a filter by, and how often each occurs under it.

use std::collections::BTreeMap;

use rusqlite::{params_from_iter, types::Value};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Level};
use crate::{Reader, Result};

/// Values under a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Facets {
    /// Incidents or reports that meet the filter.
    pub total: i64,
    /// Days on which they began.
    pub days: Days,
    /// Values of each field, the commonest first.
    pub fields: BTreeMap<String, Vec<Count>>,
}

/// First and last of some days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Days {
    /// The first.
    pub first: Option<String>,
    /// The last.
    pub last: Option<String>,
}

/// A value and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The value.
    pub value: String,
    /// Incidents or reports.
    pub count: i64,
}

/// Fields, with the value over `events AS e` and what it takes to have it.
const FIELDS: [(&str, &str, &str); 9] = [
    ("type", "e.type", ""),
    ("quad", "e.quad", ""),
    ("outcome", "i.status", "JOIN incidents AS i ON i.id = e.incident"),
    ("status", "e.status", ""),
    ("country", "e.country", ""),
    ("mode", "m.value", "JOIN json_each(e.mode) AS m"),
    ("actor_sector", "p.sector", "JOIN participants AS p ON p.event = e.id AND p.role = 'actor'"),
    ("recipient_sector", "p.sector", "JOIN participants AS p ON p.event = e.id AND p.role = 'recipient'"),
    ("source", "d.source", "JOIN documents AS d ON d.id = e.document"),
];

/// Names of all fields.
pub fn fields() -> Vec<&'static str> {
    FIELDS.iter().map(|(name, _, _)| *name).collect()
}

impl Reader {
    /// Values of some fields (all, if none is named) under a filter, at most `limit` of each.
    pub fn facets(&self, filter: &Filter, level: Level, wanted: &[&str], limit: usize) -> Result<Facets> {
        let conditions = filter.conditions(&self.connection)?;
        let counted = match level {
            Level::Incident => "count(DISTINCT e.incident)",
            Level::Report => "count(DISTINCT e.id)",
        };
        let clause = conditions.clause();
        let sql = format!("SELECT {counted}, min(e.day_from), max(e.day_from) FROM events AS e WHERE {clause}");
        let (total, days) = self.connection.query_row(&sql, params_from_iter(conditions.values.iter()), |row| {
            Ok((row.get(0)?, Days { first: row.get(1)?, last: row.get(2)? }))
        })?;
        let mut values = conditions.values;
        values.push(Value::from(i64::try_from(limit).unwrap_or(i64::MAX)));
        let mut fields = BTreeMap::new();
        for (name, value, join) in FIELDS {
            if !wanted.is_empty() && !wanted.contains(&name) {
                continue;
            }
            let sql = format!(
                "SELECT {value}, {counted} FROM events AS e {join} WHERE {clause} AND {value} IS NOT NULL
                 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?"
            );
            let mut statement = self.connection.prepare_cached(&sql)?;
            let count = |row: &rusqlite::Row<'_>| Ok(Count { value: row.get(0)?, count: row.get(1)? });
            let counts = statement.query_map(params_from_iter(values.iter()), count)?;
            fields.insert(name.to_owned(), counts.collect::<rusqlite::Result<_>>()?);
        }
        Ok(Facets { total, days, fields })
    }
}
