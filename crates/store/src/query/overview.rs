//! All incidents of a filter in columns: small enough to draw a hundred thousand on a map and a timeline.

use std::collections::HashMap;

use jiff::civil::Date;
use record::{EventType, Quad};
use rusqlite::{params_from_iter, types::Value};
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Filter, Outcome,
    rows::{INCIDENT_DAY, incidents_of},
};
use crate::{Reader, Result};

const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// Incidents in columns, the latest first.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Overview {
    /// Incidents in the columns.
    pub count: usize,
    /// Incidents that meet the filter.
    pub total: usize,
    /// The day from which days are counted.
    pub epoch: String,
    /// What the numbers of columns that name things stand for.
    pub names: Names,
    /// One value an incident in each.
    pub columns: Columns,
}

/// Lists that columns point into, from 0.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Names {
    /// PLOVER types.
    #[serde(rename = "type")]
    pub kind: Vec<String>,
    /// Quad classes.
    pub quad: Vec<String>,
    /// What became of incidents.
    pub outcome: Vec<String>,
    /// ISO3 codes.
    pub country: Vec<String>,
    /// Places.
    pub place: Vec<String>,
    /// Actors and recipients.
    pub party: Vec<String>,
}

/// The columns; `null` is unknown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, JsonSchema)]
pub struct Columns {
    /// Ids of incidents.
    pub id: Vec<i64>,
    /// First day, in days since the epoch.
    pub day: Vec<Option<i32>>,
    /// Last day.
    pub last_day: Vec<Option<i32>>,
    /// First day of publication.
    pub reported: Vec<Option<i32>>,
    /// Degrees east.
    pub lon: Vec<Option<f64>>,
    /// Degrees north.
    pub lat: Vec<Option<f64>>,
    /// Position of the type.
    #[serde(rename = "type")]
    pub kind: Vec<usize>,
    /// Position of the quad class.
    pub quad: Vec<usize>,
    /// Position of the outcome.
    pub outcome: Vec<usize>,
    /// Position of the country of the place.
    pub country: Vec<Option<usize>>,
    /// Position of the place.
    pub place: Vec<Option<usize>>,
    /// Position of the first actor.
    pub actor: Vec<Option<usize>>,
    /// Position of the first recipient.
    pub recipient: Vec<Option<usize>>,
    /// Least number of deaths given.
    pub deaths_low: Vec<Option<i64>>,
    /// Greatest.
    pub deaths_high: Vec<Option<i64>>,
    /// Documents that tell of it, copies not counted.
    pub reports: Vec<i64>,
    /// Conflict–cooperation score.
    pub score: Vec<f64>,
}

impl Reader {
    /// The latest `limit` incidents of a filter, in columns.
    pub fn overview(&self, filter: &Filter, limit: usize) -> Result<Overview> {
        let conditions = filter.conditions(&self.connection)?;
        let from = incidents_of(&conditions);
        let party = |role: &str| {
            format!(
                "(SELECT p.entity FROM participants AS p WHERE p.event = w.event AND p.role = '{role}' AND p.position = 0)"
            )
        };
        let (actor, recipient) = (party("actor"), party("recipient"));
        let sql = format!(
            "WITH w AS MATERIALIZED (SELECT i.* FROM {from} ORDER BY {INCIDENT_DAY} DESC, i.id DESC LIMIT ?)
             SELECT w.id, w.day_from, w.day_to, w.first_reported, w.lon, w.lat, w.type, w.status, w.country, e.place,
             {actor}, {recipient}, w.deaths_low, w.deaths_high, w.reports, e.score
             FROM w CROSS JOIN events AS e ON e.id = w.event"
        );
        let mut values = conditions.values.clone();
        values.push(Value::from(i64::try_from(limit).unwrap_or(i64::MAX)));
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut gathered = Gathered::default();
        while let Some(row) = rows.next()? {
            gathered.add(row)?;
        }
        let count = gathered.columns.id.len();
        let total = match count < limit {
            true => count,
            false => {
                let sql = format!("SELECT count(*) FROM {from}");
                self.connection.query_row(&sql, params_from_iter(conditions.values), |row| row.get(0))?
            }
        };
        let names = Names {
            kind: EventType::ALL.iter().map(|kind| kind.name().to_owned()).collect(),
            quad: Quad::ALL.iter().map(|quad| quad.name().to_owned()).collect(),
            outcome: Outcome::ALL.iter().map(|outcome| outcome.name().to_owned()).collect(),
            country: gathered.countries.values,
            place: gathered.places.values,
            party: self.entity_names(&gathered.parties.values)?,
        };
        Ok(Overview { count, total, epoch: EPOCH.to_string(), names, columns: gathered.columns })
    }

    fn entity_names(&self, ids: &[i64]) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached("SELECT name FROM entities WHERE id = ?1")?;
        ids.iter().map(|id| Ok(statement.query_row([id], |row| row.get(0))?)).collect()
    }
}

/// Columns so far, with what they point to.
#[derive(Default)]
struct Gathered {
    columns: Columns,
    countries: Numbered<String>,
    places: Numbered<String>,
    parties: Numbered<i64>,
}

impl Gathered {
    /// Adds an incident; one of a type that only a later version knows is passed over.
    fn add(&mut self, row: &rusqlite::Row<'_>) -> rusqlite::Result<()> {
        let day = |at: usize| -> rusqlite::Result<Option<i32>> {
            Ok(row.get_ref(at)?.as_str_or_null()?.and_then(days_since_epoch))
        };
        let columns = &mut self.columns;
        let (kind, outcome) = (row.get_ref(6)?.as_str()?.parse(), row.get_ref(7)?.as_str()?.parse());
        let (Ok(kind), Ok(outcome)): (std::result::Result<EventType, _>, std::result::Result<Outcome, _>) =
            (kind, outcome)
        else {
            return Ok(());
        };
        columns.id.push(row.get(0)?);
        columns.day.push(day(1)?);
        columns.last_day.push(day(2)?);
        columns.reported.push(day(3)?);
        columns.lon.push(row.get(4)?);
        columns.lat.push(row.get(5)?);
        columns.kind.push(position(EventType::ALL, kind));
        columns.quad.push(position(Quad::ALL, kind.quad()));
        columns.outcome.push(position(&Outcome::ALL, outcome));
        columns.country.push(self.countries.number(row.get(8)?));
        columns.place.push(self.places.number(row.get(9)?));
        columns.actor.push(self.parties.number(row.get(10)?));
        columns.recipient.push(self.parties.number(row.get(11)?));
        columns.deaths_low.push(row.get(12)?);
        columns.deaths_high.push(row.get(13)?);
        columns.reports.push(row.get(14)?);
        columns.score.push(row.get(15)?);
        Ok(())
    }
}

/// Where a value stands in its vocabulary, which holds it.
fn position<T: PartialEq>(all: &[T], value: T) -> usize {
    all.iter().position(|other| *other == value).unwrap_or_default()
}

fn days_since_epoch(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    Some(EPOCH.until(day).ok()?.get_days())
}

/// Different values in order of first meeting.
struct Numbered<T> {
    values: Vec<T>,
    numbers: HashMap<T, usize>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self { values: Vec::new(), numbers: HashMap::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
    fn number(&mut self, value: Option<T>) -> Option<usize> {
        let value = value?;
        let next = self.values.len();
        let number = *self.numbers.entry(value).or_insert_with_key(|value| {
            self.values.push(value.clone());
            next
        });
        Some(number)
    }
}
