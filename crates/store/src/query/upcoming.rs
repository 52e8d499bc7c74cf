//! What is still open: acts announced, and demands that no report tells of as met.

use jiff::civil::Date;
use record::{EventType, Status};
use rusqlite::OptionalExtension;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Level, Outcome, Row, rows};
use crate::{Reader, Result};

/// Answers to a demand told of.
const ANSWERS: i64 = 5;

/// Acts announced, as of a day.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Calendar {
    /// The day.
    pub as_of: Option<String>,
    /// The soonest first; those without a day last.
    pub items: Vec<Announced>,
}

/// An act that is announced and that no report tells of as done.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Announced {
    /// Where it stands.
    pub state: State,
    /// Days until it; below 0 where it is overdue, `null` without a day.
    pub days_left: Option<i32>,
    /// The act.
    pub incident: Row,
}

/// Where an announced act stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Its day has not passed.
    ToCome,
    /// Its day has passed.
    Overdue,
    /// It has no day.
    Undated,
}

/// Demands not met, as of a day.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Demands {
    /// The day.
    pub as_of: Option<String>,
    /// The latest first.
    pub items: Vec<Demand>,
}

/// A demand that no report tells of as met.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Demand {
    /// Days since it was made, or first reported.
    pub days_open: Option<i32>,
    /// The demand.
    pub incident: Row,
    /// Events that answer it.
    pub answers: Vec<Row>,
}

impl Reader {
    /// Announced acts of a filter, at most `limit`; also those whose day has passed, if `past`.
    pub fn calendar(&self, filter: &Filter, as_of: Option<Date>, past: bool, limit: usize) -> Result<Calendar> {
        let as_of = self.day_or_latest(as_of)?;
        let announced = Filter { outcome: vec![Outcome::Told(Status::Future)], ..up_to(filter, as_of) };
        let mut open = Vec::new();
        for act in self.headlines(&announced)?.into_iter().rev() {
            let days_left = days_between(as_of, act.to.as_deref().or(act.from.as_deref()));
            let state = match days_left {
                None => State::Undated,
                Some(0..) => State::ToCome,
                Some(_) => State::Overdue,
            };
            if past || state != State::Overdue {
                open.push((state, days_left, act.event));
            }
        }
        open.sort_by_key(|(_, days_left, _)| (days_left.is_none(), *days_left));
        open.truncate(limit);
        let item = |(state, days_left, event)| {
            let incident = rows::read(&self.connection, event, Level::Incident)?;
            Ok(Announced { state, days_left, incident })
        };
        let items = open.into_iter().map(item).collect::<Result<_>>()?;
        Ok(Calendar { as_of: as_of.map(|day| day.to_string()), items })
    }

    /// Demands of a filter that no report tells of as met, at most `limit`.
    pub fn demands(&self, filter: &Filter, as_of: Option<Date>, limit: usize) -> Result<Demands> {
        let as_of = self.day_or_latest(as_of)?;
        let made = [Status::Actual].map(Outcome::Told).into_iter().chain([Outcome::Disputed]).collect();
        let demanded = Filter { kind: vec![EventType::Request], outcome: made, ..up_to(filter, as_of) };
        let mut items = Vec::new();
        for demand in self.headlines(&demanded)? {
            if items.len() == limit {
                break;
            }
            if demand.kind == EventType::Request.name() && !self.is_met(demand.incident)? {
                let incident = rows::read(&self.connection, demand.event, Level::Incident)?;
                let day = incident.from.as_deref().or(incident.published.as_deref());
                let days_open = days_between(as_of, day).map(|days| -days);
                items.push(Demand { days_open, answers: self.answers(demand.incident)?, incident });
            }
        }
        Ok(Demands { as_of: as_of.map(|day| day.to_string()), items })
    }

    /// Whether a report of an incident has a content that is told of as done.
    pub(crate) fn is_met(&self, incident: i64) -> Result<bool> {
        let sql = "SELECT 1 FROM events AS r JOIN events AS c ON c.id = r.content_event
            JOIN incidents AS i ON i.id = c.incident
            WHERE r.incident = ?1 AND r.live AND i.status IN ('actual', 'disputed') LIMIT 1";
        Ok(self.connection.prepare_cached(sql)?.query_row([incident], |_| Ok(())).optional()?.is_some())
    }

    fn answers(&self, incident: i64) -> Result<Vec<Row>> {
        let sql = "SELECT a.id FROM events AS r JOIN links AS l ON l.other = r.id AND l.kind = 'response_to'
            JOIN events AS a ON a.id = l.event AND a.live WHERE r.incident = ?1 AND r.live ORDER BY a.id LIMIT ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids: Vec<i64> =
            statement.query_map([incident, ANSWERS], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        ids.into_iter().map(|id| rows::read(&self.connection, id, Level::Report)).collect()
    }

    /// A day, else the latest on which a document was published.
    pub(crate) fn day_or_latest(&self, day: Option<Date>) -> Result<Option<Date>> {
        if day.is_some() {
            return Ok(day);
        }
        let latest: Option<String> =
            self.connection.query_row("SELECT max(published) FROM documents", [], |row| row.get(0))?;
        Ok(latest.and_then(|day| day.parse().ok()))
    }
}

/// The filter for what was published up to a day, within the reported situation.
fn up_to(filter: &Filter, as_of: Option<Date>) -> Filter {
    let reported_to = match (filter.reported_to, as_of) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    Filter { current_only: true, reported_to, ..filter.clone() }
}

fn days_between(from: Option<Date>, to: Option<&str>) -> Option<i32> {
    let to: Date = to?.parse().ok()?;
    Some(from?.until(to).ok()?.get_days())
}
