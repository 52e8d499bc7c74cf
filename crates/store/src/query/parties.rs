//! Who takes part: the entities of a store and what they did.

use rusqlite::params;
use serde::Serialize;

use crate::{Reader, Result};

/// An entity and how often it acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Profile {
    /// Name.
    pub name: String,
    /// Key in the actor base.
    pub kb: Option<String>,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO3 code.
    pub country: Option<String>,
    /// Incidents in which it acts.
    pub acts: i64,
    /// Incidents in which it is acted upon.
    pub received: i64,
    /// Reports of both.
    pub reports: i64,
    /// Earliest and latest day.
    pub first: Option<String>,
    /// Latest day.
    pub last: Option<String>,
}

impl Reader {
    /// The entities with the most reports, of those whose name holds `words`; only named ones unless `all`.
    pub fn parties(&self, words: Option<&str>, all: bool, limit: usize) -> Result<Vec<Profile>> {
        let sql = "WITH top AS (
            SELECT n.id, n.name, n.kb, n.type, n.country FROM entities AS n
            WHERE (?1 IS NULL OR instr(n.folded, ?1)) AND (?2 OR n.named)
            ORDER BY (SELECT count(*) FROM participants AS p WHERE p.entity = n.id) DESC, n.id LIMIT ?3)
            SELECT t.name, t.kb, t.type, t.country,
            count(DISTINCT CASE WHEN p.role = 'actor' THEN e.incident END),
            count(DISTINCT CASE WHEN p.role = 'recipient' THEN e.incident END),
            count(DISTINCT e.id), min(e.day_from), max(e.day_from)
            FROM top AS t JOIN participants AS p ON p.entity = t.id JOIN events AS e ON e.id = p.event AND e.live
            GROUP BY t.id ORDER BY 7 DESC, t.id";
        let profile = |row: &rusqlite::Row<'_>| {
            Ok(Profile {
                name: row.get(0)?,
                kb: row.get(1)?,
                kind: row.get(2)?,
                country: row.get(3)?,
                acts: row.get(4)?,
                received: row.get(5)?,
                reports: row.get(6)?,
                first: row.get(7)?,
                last: row.get(8)?,
            })
        };
        let folded = words.map(crate::write::fold);
        let mut statement = self.connection.prepare_cached(sql)?;
        let profiles = statement.query_map(params![folded, all, limit], profile)?;
        Ok(profiles.collect::<rusqlite::Result<_>>()?)
    }
}
