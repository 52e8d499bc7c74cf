//! What values there are to narrow a filter by, and how often each occurs under it.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Level, filter::Conditions, rows::text};
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

/// Fields, with the value over `events AS e` and its incident, `i`; of `mode`, a list in JSON.
const FIELDS: [(&str, &str); 7] = [
    ("type", "e.type"),
    ("quad", "e.quad"),
    ("outcome", "i.status"),
    ("status", "e.status"),
    ("country", "e.country"),
    ("mode", "e.mode"),
    ("source", "(SELECT d.source FROM documents AS d WHERE d.id = e.document)"),
];

/// Fields of participants, with their role.
const SECTORS: [(&str, &str); 2] = [("actor_sector", "actor"), ("recipient_sector", "recipient")];

/// Names of all fields.
pub fn fields() -> Vec<&'static str> {
    FIELDS.iter().chain(&SECTORS).map(|(name, _)| *name).collect()
}

impl Reader {
    /// Values of some fields (all, if none is named) under a filter, at most `limit` of each.
    pub fn facets(&self, filter: &Filter, level: Level, wanted: &[&str], limit: usize) -> Result<Facets> {
        let conditions = filter.conditions(&self.connection)?;
        let is_wanted = |name: &str| wanted.is_empty() || wanted.contains(&name);
        let plain: Vec<_> = FIELDS.into_iter().filter(|(name, _)| is_wanted(name)).collect();
        let (total, days, tallies) = self.pass(&conditions, level, &plain)?;
        let mut fields = BTreeMap::new();
        for ((name, _), tally) in plain.iter().zip(tallies) {
            fields.insert((*name).to_owned(), tally.commonest(limit));
        }
        for (name, role) in SECTORS.into_iter().filter(|(name, _)| is_wanted(name)) {
            fields.insert(name.to_owned(), self.sector_tally(&conditions, level, role)?.commonest(limit));
        }
        Ok(Facets { total, days, fields })
    }

    /// One look at each event that meets conditions: how many acts there are, their days, and the values of fields.
    fn pass(&self, conditions: &Conditions, level: Level, fields: &[(&str, &str)]) -> Result<(i64, Days, Vec<Tally>)> {
        let columns: String = fields.iter().map(|(_, sql)| format!(", {sql}")).collect();
        let sql = format!(
            "SELECT {}, e.day_from{columns} FROM events AS e LEFT JOIN incidents AS i ON i.id = e.incident WHERE {}",
            act(level),
            conditions.clause()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.values.iter()))?;
        let mut days = Days { first: None, last: None };
        let mut tallies: Vec<Tally> = fields.iter().map(|_| Tally::default()).collect();
        let mut all = Tally::default();
        while let Some(row) = rows.next()? {
            let (id, alone): (Option<i64>, bool) = (row.get(0)?, row.get(1)?);
            let Some(id) = id else { continue };
            let act = Act { id, alone };
            all.add("", act);
            days.add(text(row, 2)?);
            for (at, (tally, (name, _))) in tallies.iter_mut().zip(fields).enumerate() {
                match text(row, 3 + at)? {
                    Some("[]") | None => {}
                    Some(list) if *name == "mode" => tally.add_all(list, act),
                    Some(value) => tally.add(value, act),
                }
            }
        }
        Ok((all.counts.get("").map_or(0, |(_, count)| *count), days, tallies))
    }

    fn sector_tally(&self, conditions: &Conditions, level: Level, role: &str) -> Result<Tally> {
        let sql = format!(
            "SELECT {}, p.sector FROM events AS e LEFT JOIN incidents AS i ON i.id = e.incident
             JOIN participants AS p ON p.event = e.id AND p.role = '{role}' WHERE {} AND p.sector IS NOT NULL",
            act(level),
            conditions.clause()
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.values.iter()))?;
        let mut tally = Tally::default();
        while let Some(row) = rows.next()? {
            // Several participants of one event may be of one sector.
            if let (Some(id), Some(sector)) = (row.get(0)?, text(row, 2)?) {
                tally.add(sector, Act { id, alone: false });
            }
        }
        Ok(tally)
    }
}

/// What is counted, and whether only one event tells of it.
fn act(level: Level) -> &'static str {
    match level {
        Level::Incident => "e.incident, coalesce(i.mentions = 1, 0)",
        Level::Report => "e.id, 1",
    }
}

/// An act that is counted.
#[derive(Clone, Copy)]
struct Act {
    id: i64,
    /// Whether it comes once, so that nobody needs to remember it.
    alone: bool,
}

impl Days {
    fn add(&mut self, day: Option<&str>) {
        let Some(day) = day else { return };
        if self.first.as_deref().is_none_or(|first| day < first) {
            self.first = Some(day.to_owned());
        }
        if self.last.as_deref().is_none_or(|last| day > last) {
            self.last = Some(day.to_owned());
        }
    }
}

/// How many acts have each value.
#[derive(Default)]
struct Tally {
    /// Number of a value and its count.
    counts: HashMap<String, (usize, i64)>,
    /// Acts that may come again, with the number of the value.
    seen: HashSet<(usize, i64)>,
}

impl Tally {
    fn add(&mut self, value: &str, act: Act) {
        let next = self.counts.len();
        if !self.counts.contains_key(value) {
            self.counts.insert(value.to_owned(), (next, 0));
        }
        if let Some((number, count)) = self.counts.get_mut(value)
            && (act.alone || self.seen.insert((*number, act.id)))
        {
            *count += 1;
        }
    }

    /// Adds each value of a list in JSON.
    fn add_all(&mut self, list: &str, act: Act) {
        let values: Vec<String> = serde_json::from_str(list).unwrap_or_default();
        values.iter().for_each(|value| self.add(value, Act { alone: false, ..act }));
    }

    fn commonest(self, limit: usize) -> Vec<Count> {
        let mut counts: Vec<Count> =
            self.counts.into_iter().map(|(value, (_, count))| Count { value, count }).collect();
        counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
        counts.truncate(limit);
        counts
    }
}
