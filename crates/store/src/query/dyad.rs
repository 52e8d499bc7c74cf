//! Two entities over time: cooperation and conflict by period, and where the level changes.

use std::collections::HashMap;

use record::Status;
use rusqlite::{OptionalExtension, params_from_iter};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Outcome, changes::changes, network::EntityRef, period::Period};
use crate::{Reader, Result};

/// Periods at most.
const PERIODS: usize = 5000;

/// What passes between two entities.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DyadSeries {
    /// Who acts.
    pub actor: EntityRef,
    /// On whom.
    pub recipient: EntityRef,
    /// `day`, `week`, `month`, `year`.
    pub by: String,
    /// Whether only what the first does to the second counts.
    pub directed: bool,
    /// The periods, none left out.
    pub points: Vec<Point>,
    /// Where the net score takes a new level.
    pub changes: Vec<Change>,
}

/// One period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Point {
    /// Its label.
    pub period: String,
    /// Its first day.
    pub from: String,
    /// Its last.
    pub to: String,
    /// Incidents.
    pub incidents: i64,
    /// Documents that tell of them.
    pub reports: i64,
    /// Sum of the scores above 0.
    pub cooperation: f64,
    /// Sum of those below.
    pub conflict: f64,
    /// Mean score; `null` where nothing happened.
    pub mean_score: Option<f64>,
    /// Sum of the least numbers of deaths given.
    pub deaths_low: i64,
    /// Sum of the greatest.
    pub deaths_high: i64,
}

/// A new level.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    /// The first period of it.
    pub period: String,
    /// Its first day.
    pub from: String,
    /// Mean net score of a period of the level before.
    pub before: f64,
    /// Of this one.
    pub after: f64,
}

impl Reader {
    /// Incidents between two entities by period; of a filter that names neither status nor outcome, those told as done. `None`
    /// where one of the entities is not there.
    pub fn dyad(&self, ids: (i64, i64), filter: &Filter, by: Period, directed: bool) -> Result<Option<DyadSeries>> {
        let known = |id| -> Result<bool> {
            let sql = "SELECT 1 FROM entities WHERE id = ?1";
            Ok(self.connection.prepare_cached(sql)?.query_row([id], |_| Ok(())).optional()?.is_some())
        };
        if !known(ids.0)? || !known(ids.1)? {
            return Ok(None);
        }
        let points = self.points(ids, filter, by, directed)?;
        let net: Vec<f64> = points.iter().map(|point| point.cooperation + point.conflict).collect();
        Ok(Some(DyadSeries {
            actor: self.entity_ref(ids.0)?,
            recipient: self.entity_ref(ids.1)?,
            by: by.name().to_owned(),
            directed,
            changes: levels(&points, &net),
            points,
        }))
    }

    fn points(&self, ids: (i64, i64), filter: &Filter, by: Period, directed: bool) -> Result<Vec<Point>> {
        let mut ways = vec![ids];
        if !directed && ids.0 != ids.1 {
            ways.push((ids.1, ids.0));
        }
        let mut clauses = Vec::new();
        let mut values = Vec::new();
        for (actor, recipient) in ways {
            let conditions = between(filter, actor, recipient).conditions(&self.connection)?;
            clauses.push(format!("i.id IN (SELECT e.incident FROM events AS e WHERE {})", conditions.clause()));
            values.extend(conditions.values);
        }
        let sql = format!(
            "SELECT {}, count(*), sum(i.reports), sum(max(b.score, 0)), sum(min(b.score, 0)), round(avg(b.score), 2),
             coalesce(sum(i.deaths_low), 0), coalesce(sum(i.deaths_high), 0)
             FROM incidents AS i JOIN events AS b ON b.id = i.event
             WHERE i.day_from IS NOT NULL AND ({}) GROUP BY 1",
            by.sql("i.day_from"),
            clauses.join(" OR ")
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let point = |row: &rusqlite::Row<'_>| {
            Ok(Point {
                period: row.get(0)?,
                from: String::new(),
                to: String::new(),
                incidents: row.get(1)?,
                reports: row.get(2)?,
                cooperation: row.get(3)?,
                conflict: row.get(4)?,
                mean_score: row.get(5)?,
                deaths_low: row.get(6)?,
                deaths_high: row.get(7)?,
            })
        };
        let found = statement.query_map(params_from_iter(values), point)?.collect::<rusqlite::Result<_>>()?;
        filled(found, by)
    }
}

fn between(filter: &Filter, actor: i64, recipient: i64) -> Filter {
    let mut filter = filter.clone();
    filter.actor = vec![format!("id:{actor}")];
    filter.recipient = vec![format!("id:{recipient}")];
    if filter.status.is_empty() && filter.outcome.is_empty() {
        filter.outcome = vec![Outcome::Told(Status::Actual), Outcome::Disputed];
    }
    filter
}

/// The points with those between in which nothing happened.
fn filled(found: Vec<Point>, by: Period) -> Result<Vec<Point>> {
    let steps = by.steps(found.iter().map(|point| point.period.as_str()), PERIODS)?;
    let mut found: HashMap<String, Point> = found.into_iter().map(|point| (point.period.clone(), point)).collect();
    let point = |step: super::period::Step| {
        let point = found.remove(&step.label).unwrap_or(Point {
            period: step.label,
            from: String::new(),
            to: String::new(),
            incidents: 0,
            reports: 0,
            cooperation: 0.0,
            conflict: 0.0,
            mean_score: None,
            deaths_low: 0,
            deaths_high: 0,
        });
        Point { from: step.from, to: step.to, ..point }
    };
    Ok(steps.into_iter().map(point).collect())
}

fn levels(points: &[Point], net: &[f64]) -> Vec<Change> {
    let starts = changes(net);
    let mean = |from: usize, to: usize| {
        let sum: f64 = net[from..to].iter().sum();
        (sum / (to - from) as f64 * 100.0).round() / 100.0
    };
    let change = |(at, &start): (usize, &usize)| {
        let earlier = if at == 0 { 0 } else { starts[at - 1] };
        let later = starts.get(at + 1).copied().unwrap_or(net.len());
        let point = &points[start];
        Change {
            period: point.period.clone(),
            from: point.from.clone(),
            before: mean(earlier, start),
            after: mean(start, later),
        }
    };
    starts.iter().enumerate().map(change).collect()
}
