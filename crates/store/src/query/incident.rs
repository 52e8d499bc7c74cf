//! One incident with all that tells of it: reports, numbers side by side, and what was known when.

use rusqlite::{OptionalExtension, params};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Figure, Level, Row, rows};
use crate::{
    Reader, Result,
    incidents::{self, summary::Member},
    review::Review,
};

/// An incident and its reports.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Story {
    /// What the reports say together.
    pub incident: Row,
    /// The numbers that sources give, side by side.
    pub figures: Vec<Figure>,
    /// What tells of it, in order of publication; rejected reports among them.
    pub reports: Vec<Report>,
    /// What was known after each day of publication.
    pub history: Vec<Stage>,
    /// Ties to events of other incidents.
    pub links: Vec<Tie>,
    /// What people said of its reports.
    pub reviews: Vec<Review>,
}

/// One event with what it takes to judge it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Report {
    /// The event.
    #[serde(flatten)]
    pub row: Row,
    /// The words that name the act.
    pub trigger: String,
    /// The document that its document repeats.
    pub copy_of: Option<i64>,
    /// Whether it counts: its coding is in force and no review rejects it.
    pub live: bool,
    /// Whether a review rejects it.
    pub rejected: bool,
    /// Verdicts on it, the earliest first.
    pub reviews: Vec<String>,
}

/// What was known after a day of publication.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stage {
    /// The day; reports without one come first.
    pub day: Option<String>,
    /// Status, as the reports so far tell it.
    pub status: String,
    /// Least number of deaths given so far.
    pub deaths_low: Option<i64>,
    /// Greatest.
    pub deaths_high: Option<i64>,
    /// Documents so far, copies not counted.
    pub reports: usize,
    /// Events so far.
    pub mentions: usize,
    /// Events that came on the day.
    pub events: Vec<i64>,
}

/// A tie between an event of an incident and one of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tie {
    /// `reason`, `condition`, `purpose`, `content`, `response_to`.
    pub kind: String,
    /// `to` the other event, or `from` it.
    pub direction: String,
    /// The other event.
    pub event: i64,
    /// Its incident.
    pub incident: Option<i64>,
    /// Its type.
    #[serde(rename = "type")]
    pub event_type: String,
    /// The words that name it.
    pub trigger: String,
}

/// What a store holds under an incident's id.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<T> {
    /// It.
    Here(T),
    /// It was found to be another.
    MergedInto(i64),
}

impl Reader {
    /// An incident with all that tells of it; `None` where there is none, or nothing tells of it any more.
    pub fn story(&self, incident: i64) -> Result<Option<Found<Story>>> {
        let sql = "SELECT merged_into, event FROM incidents WHERE id = ?1";
        let found: Option<(Option<i64>, Option<i64>)> =
            self.connection.query_row(sql, [incident], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let event = match found {
            Some((Some(other), _)) => return Ok(Some(Found::MergedInto(other))),
            Some((None, Some(event))) => event,
            _ => return Ok(None),
        };
        Ok(Some(Found::Here(Story {
            incident: rows::read(&self.connection, event, Level::Incident)?,
            figures: self.figures(incident)?,
            reports: self.reports_of(incident)?,
            history: history(&incidents::members(&self.connection, incident)?),
            links: self.ties(incident)?,
            reviews: self.reviews_of_incident(incident)?,
        })))
    }

    /// One event; `None` where there is none.
    pub fn report(&self, event: i64) -> Result<Option<Report>> {
        let sql =
            "SELECT e.trigger, d.copy_of, e.live, e.rejected FROM events AS e JOIN documents AS d ON d.id = e.document
            WHERE e.id = ?1";
        let parts = self
            .connection
            .prepare_cached(sql)?
            .query_row([event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)));
        let Some((trigger, copy_of, live, rejected)) = parts.optional()? else { return Ok(None) };
        let sql = "SELECT r.verdict FROM review_states AS s JOIN reviews AS r ON r.id = s.review WHERE s.event = ?1
            ORDER BY r.id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let reviews = statement.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let row = rows::read(&self.connection, event, Level::Report)?;
        Ok(Some(Report { row, trigger, copy_of, live, rejected, reviews }))
    }

    fn reports_of(&self, incident: i64) -> Result<Vec<Report>> {
        let sql = "SELECT id FROM events WHERE incident = ?1 AND (live OR rejected) ORDER BY reported, id";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ids: Vec<i64> = statement.query_map([incident], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        let mut reports = Vec::with_capacity(ids.len());
        for id in ids {
            reports.extend(self.report(id)?);
        }
        Ok(reports)
    }

    fn ties(&self, incident: i64) -> Result<Vec<Tie>> {
        let sql = "SELECT l.kind, 'to', o.id, o.incident, o.type, o.trigger FROM events AS e JOIN links AS l ON l.event = e.id
            JOIN events AS o ON o.id = l.other WHERE e.incident = ?1 AND e.live AND o.live AND o.incident IS NOT ?1
            UNION ALL
            SELECT l.kind, 'from', o.id, o.incident, o.type, o.trigger FROM events AS e JOIN links AS l ON l.other = e.id
            JOIN events AS o ON o.id = l.event WHERE e.incident = ?1 AND e.live AND o.live AND o.incident IS NOT ?1
            ORDER BY 2, 1, 3";
        let mut statement = self.connection.prepare_cached(sql)?;
        let ties = statement.query_map(params![incident], |row| {
            Ok(Tie {
                kind: row.get(0)?,
                direction: row.get(1)?,
                event: row.get(2)?,
                incident: row.get(3)?,
                event_type: row.get(4)?,
                trigger: row.get(5)?,
            })
        })?;
        Ok(ties.collect::<rusqlite::Result<_>>()?)
    }
}

/// What the members of an incident said together after each day on which some were published.
fn history(members: &[Member]) -> Vec<Stage> {
    let mut days: Vec<&Option<String>> = members.iter().map(|member| &member.reported).collect();
    days.sort();
    days.dedup();
    let stage = |day: &Option<String>| {
        let so_far: Vec<Member> = members.iter().filter(|member| member.reported <= *day).cloned().collect();
        let summary = incidents::summary::summarise(&so_far)?;
        let events = so_far.iter().filter(|member| member.reported == *day).map(|member| member.event).collect();
        Some(Stage {
            day: day.clone(),
            status: summary.status,
            deaths_low: summary.deaths.0,
            deaths_high: summary.deaths.1,
            reports: summary.reports,
            mentions: summary.mentions,
            events,
        })
    };
    days.into_iter().filter_map(stage).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_tells_what_was_known_when() {
        let member = |event, day: &str, status: &str, deaths| Member {
            event,
            document: event,
            status: status.into(),
            reported: Some(day.into()),
            deaths: (deaths, deaths),
            confidence: 0.5,
            ..Member::default()
        };
        let members = [
            member(1, "2024-05-07", "future", None),
            member(2, "2024-05-09", "negated", None),
            member(3, "2024-05-08", "actual", Some(7)),
        ];
        let stages = history(&members);
        let told: Vec<_> =
            stages.iter().map(|s| (s.day.as_deref(), s.status.as_str(), s.deaths_low, s.reports)).collect();
        let expected = [
            (Some("2024-05-07"), "future", None, 1),
            (Some("2024-05-08"), "actual", Some(7), 2),
            (Some("2024-05-09"), "disputed", Some(7), 3),
        ];
        assert_eq!(told, expected);
        assert_eq!(stages[1].events, [3]);
    }
}
