//! Counts by period and class, without gaps.

use std::collections::HashMap;

use record::{EventType, Quad};
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::Serialize;

use super::{
    Filter, Level, Outcome,
    period::Period,
    rows::{incidents_of, text},
};
use crate::{Reader, Result};

/// Periods at most.
const PERIODS: usize = 20_000;

/// What a series is split by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Split {
    /// Quad class.
    #[default]
    Quad,
    /// PLOVER type.
    Type,
    /// What became of incidents; of reports, their status.
    Outcome,
    /// Nothing: one class, `all`.
    None,
}

/// Counts by period and class.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Series {
    /// `day`, `week`, `month`, `year`.
    pub by: String,
    /// The periods, none left out; a week is its Monday.
    pub periods: Vec<String>,
    /// The classes.
    pub classes: Vec<String>,
    /// For each class, for each period: incidents or reports.
    pub counts: Vec<Vec<i64>>,
    /// For each period: sum of the least numbers of deaths given for incidents; `null` at the level of reports.
    pub deaths_low: Option<Vec<i64>>,
    /// Sum of the greatest.
    pub deaths_high: Option<Vec<i64>>,
    /// Incidents or reports without a day.
    pub undated: i64,
}

/// What lies in one day.
struct Day {
    /// For each class.
    counts: Vec<i64>,
    deaths: (i64, i64),
}

impl Split {
    fn classes(self) -> Vec<String> {
        let names = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        match self {
            Self::Quad => names(Quad::ALL.iter().map(|quad| quad.name()).collect()),
            Self::Type => names(EventType::ALL.iter().map(|kind| kind.name()).collect()),
            Self::Outcome => names(Outcome::ALL.iter().map(|outcome| outcome.name()).collect()),
            Self::None => names(vec!["all"]),
        }
    }

    /// Name of the class of something of a type and a status; types and statuses of later versions are passed over.
    fn class<'c>(self, kind: &str, status: &'c str) -> Option<&'c str> {
        let kind: EventType = kind.parse().ok()?;
        Some(match self {
            Self::Quad => kind.quad().name(),
            Self::Type => kind.name(),
            Self::Outcome => status,
            Self::None => "all",
        })
    }
}

impl Reader {
    /// Counts what meets a filter by period and class.
    pub fn series(&self, filter: &Filter, level: Level, by: Period, split: Split) -> Result<Series> {
        let classes = split.classes();
        let (days, mut undated) = self.days(filter, level, split, &classes)?;
        let labels: Vec<(Option<String>, Day)> =
            days.into_iter().map(|(day, sums)| (by.label_of(&day), sums)).collect();
        let steps = by.steps(labels.iter().filter_map(|(label, _)| label.as_deref()), PERIODS)?;
        let places: HashMap<&str, usize> =
            steps.iter().enumerate().map(|(at, step)| (step.label.as_str(), at)).collect();
        let mut counts = vec![vec![0; steps.len()]; classes.len()];
        let (mut low, mut high) = (vec![0; steps.len()], vec![0; steps.len()]);
        for (label, day) in &labels {
            match label.as_deref().and_then(|label| places.get(label)) {
                Some(&at) => {
                    counts.iter_mut().zip(&day.counts).for_each(|(class, count)| class[at] += count);
                    low[at] += day.deaths.0;
                    high[at] += day.deaths.1;
                }
                None => undated += day.counts.iter().sum::<i64>(),
            }
        }
        let known = level == Level::Incident;
        Ok(Series {
            by: by.name().to_owned(),
            periods: steps.iter().map(|step| step.label.clone()).collect(),
            classes,
            counts,
            deaths_low: known.then_some(low),
            deaths_high: known.then_some(high),
            undated,
        })
    }

    /// Counts by day, and of what has none. Summed up here: SQLite would sort the rows first.
    fn days(
        &self,
        filter: &Filter,
        level: Level,
        split: Split,
        classes: &[String],
    ) -> Result<(HashMap<String, Day>, i64)> {
        let conditions = filter.conditions(&self.connection)?;
        let sql = match level {
            Level::Incident => format!(
                "SELECT i.day_from, i.type, i.status, coalesce(i.deaths_low, 0), coalesce(i.deaths_high, 0) FROM {}",
                incidents_of(&conditions)
            ),
            Level::Report => {
                format!("SELECT e.day_from, e.type, e.status, 0, 0 FROM events AS e WHERE {}", conditions.clause())
            }
        };
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.values))?;
        let (mut days, mut undated): (HashMap<String, Day>, _) = (HashMap::new(), 0);
        while let Some(row) = rows.next()? {
            let class = split.class(text(row, 1)?.unwrap_or_default(), text(row, 2)?.unwrap_or_default());
            let Some(class) = class.and_then(|class| classes.iter().position(|name| name == class)) else { continue };
            let Some(day) = text(row, 0)? else {
                undated += 1;
                continue;
            };
            if !days.contains_key(day) {
                days.insert(day.to_owned(), Day { counts: vec![0; classes.len()], deaths: (0, 0) });
            }
            let Some(sums) = days.get_mut(day) else { continue };
            sums.counts[class] += 1;
            sums.deaths.0 += row.get::<_, i64>(3)?;
            sums.deaths.1 += row.get::<_, i64>(4)?;
        }
        Ok((days, undated))
    }
}
