//! Lists of entities, those with the most reports first.

use rusqlite::{OptionalExtension, Row, params_from_iter, types::Value};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Reader, Result,
    query::{Mark, Page},
    write::fold,
};

/// Which entities a list is of; all conditions hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityFilter {
    /// Part of the name.
    pub words: Option<String>,
    /// Types, any of them.
    pub kinds: Vec<String>,
    /// ISO3 codes, any of them.
    pub countries: Vec<String>,
    /// Those without a name too.
    pub all: bool,
}

/// An entity of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EntityItem {
    /// Id.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Key of the actor base, else `name:` with folded name and country.
    pub key: String,
    /// Key of the actor base.
    pub kb: Option<String>,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO3 code.
    pub country: Option<String>,
    /// Whether it is a name, not a description.
    pub named: bool,
    /// Reports in which it takes part.
    pub reports: i64,
}

/// Columns of an [`EntityItem`] over `entities AS n`.
const ITEM: &str = "n.id, n.name, n.key, n.kb, n.type, n.country, n.named,
    (SELECT count(DISTINCT e.id) FROM participants AS p JOIN events AS e ON e.id = p.event AND e.live WHERE p.entity = n.id)";

impl Reader {
    /// The `limit` entities after a mark.
    pub fn entities(&self, filter: &EntityFilter, after: Option<&Mark>, limit: usize) -> Result<Page<EntityItem>> {
        let (mut clause, mut values) = filter.conditions();
        if let Some(mark) = after {
            clause += " AND (w.weight, w.id) < (CAST(? AS INTEGER), ?)";
            values.extend([Value::from(mark.day.clone()), Value::from(mark.id)]);
        }
        values.push(i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX).into());
        // Weighed by the index alone; reports that no longer count are told apart only for those shown, so these are cut off first.
        let sql = format!(
            "SELECT {ITEM}, c.weight FROM (
                SELECT w.id, w.weight FROM
                    (SELECT p.entity AS id, count(*) AS weight FROM participants AS p GROUP BY p.entity) AS w
                JOIN entities AS n ON n.id = w.id WHERE {clause} ORDER BY w.weight DESC, w.id DESC LIMIT ?) AS c
             JOIN entities AS n ON n.id = c.id ORDER BY c.weight DESC, c.id DESC"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(params_from_iter(values), |row| {
            let item = item(row)?;
            Ok((Mark { day: row.get::<_, i64>(8)?.to_string(), id: item.id }, item))
        })?;
        Ok(Page::cut(found.collect::<rusqlite::Result<_>>()?, limit))
    }

    /// One entity, in short; `None` where there is none.
    pub(super) fn entity(&self, id: i64) -> Result<Option<EntityItem>> {
        let sql = format!("SELECT {ITEM} FROM entities AS n WHERE n.id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], item).optional()?)
    }
}

impl EntityFilter {
    fn conditions(&self) -> (String, Vec<Value>) {
        let mut clause = if self.all { "true".to_owned() } else { "n.named".to_owned() };
        let mut values = Vec::new();
        if let Some(words) = &self.words {
            clause += " AND instr(n.folded, ?)";
            values.push(fold(words).into());
        }
        for (column, any) in [("n.type", &self.kinds), ("n.country", &self.countries)] {
            if !any.is_empty() {
                clause += &format!(" AND {column} IN ({})", vec!["?"; any.len()].join(", "));
                values.extend(any.iter().cloned().map(Value::from));
            }
        }
        (clause, values)
    }
}

fn item(row: &Row<'_>) -> rusqlite::Result<EntityItem> {
    Ok(EntityItem {
        id: row.get(0)?,
        name: row.get(1)?,
        key: row.get(2)?,
        kb: row.get(3)?,
        kind: row.get(4)?,
        country: row.get(5)?,
        named: row.get(6)?,
        reports: row.get(7)?,
    })
}
