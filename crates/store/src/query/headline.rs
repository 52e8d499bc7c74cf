//! Incidents in few words: enough to count and choose by, for questions that meet many and show few.

use rusqlite::params_from_iter;

use super::{
    Filter,
    rows::{INCIDENT_DAY, incidents_of},
};
use crate::{Reader, Result};

/// An incident in few words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Headline {
    /// Id.
    pub incident: i64,
    /// Id of the event that tells it.
    pub event: i64,
    /// PLOVER type of that event.
    pub kind: String,
    /// What became of it.
    pub status: String,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
    /// Documents that tell of it, copies not counted.
    pub reports: i64,
    /// Least number of deaths.
    pub deaths_low: Option<i64>,
    /// Greatest.
    pub deaths_high: Option<i64>,
}

impl Reader {
    /// All incidents that meet a filter, the latest first.
    pub(crate) fn headlines(&self, filter: &Filter) -> Result<Vec<Headline>> {
        let conditions = filter.conditions(&self.connection)?;
        // With `+`, SQLite finds the incidents first and sorts them, instead of walking the index of days.
        let sql = format!(
            "SELECT i.id, i.event, b.type, i.status, i.day_from, i.day_to, i.reports, i.deaths_low, i.deaths_high
             FROM (SELECT i.* FROM {}) AS i JOIN events AS b ON b.id = i.event ORDER BY +{INCIDENT_DAY} DESC, i.id DESC",
            incidents_of(&conditions)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let headline = |row: &rusqlite::Row<'_>| {
            Ok(Headline {
                incident: row.get(0)?,
                event: row.get(1)?,
                kind: row.get(2)?,
                status: row.get(3)?,
                from: row.get(4)?,
                to: row.get(5)?,
                reports: row.get(6)?,
                deaths_low: row.get(7)?,
                deaths_high: row.get(8)?,
            })
        };
        let found = statement.query_map(params_from_iter(conditions.values), headline)?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}
