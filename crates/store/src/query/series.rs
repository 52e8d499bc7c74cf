//! Counts by period and class, without gaps.

use std::collections::HashMap;

use record::{EventType, Quad};
use rusqlite::params_from_iter;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Level, Outcome, period::Period, rows::incidents_of};
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

struct Group {
    period: Option<String>,
    class: usize,
    count: i64,
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
        let groups = self.groups(filter, level, by, split, &classes)?;
        let steps = by.steps(groups.iter().filter_map(|group| group.period.as_deref()), PERIODS)?;
        let places: HashMap<&str, usize> =
            steps.iter().enumerate().map(|(at, step)| (step.label.as_str(), at)).collect();
        let mut counts = vec![vec![0; steps.len()]; classes.len()];
        let (mut low, mut high) = (vec![0; steps.len()], vec![0; steps.len()]);
        let mut undated = 0;
        for group in &groups {
            match group.period.as_deref().and_then(|period| places.get(period)) {
                Some(&at) => {
                    counts[group.class][at] += group.count;
                    low[at] += group.deaths.0;
                    high[at] += group.deaths.1;
                }
                None => undated += group.count,
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

    fn groups(
        &self,
        filter: &Filter,
        level: Level,
        by: Period,
        split: Split,
        classes: &[String],
    ) -> Result<Vec<Group>> {
        let conditions = filter.conditions(&self.connection)?;
        let sql = match level {
            Level::Incident => format!(
                "SELECT {}, i.type, i.status, count(*), coalesce(sum(i.deaths_low), 0), coalesce(sum(i.deaths_high), 0)
                 FROM {} GROUP BY 1, 2, 3",
                by.sql("i.day_from"),
                incidents_of(&conditions)
            ),
            Level::Report => format!(
                "SELECT {}, e.type, e.status, count(*), 0, 0 FROM events AS e WHERE {} GROUP BY 1, 2, 3",
                by.sql("e.day_from"),
                conditions.clause()
            ),
        };
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(conditions.values))?;
        let mut groups = Vec::new();
        while let Some(row) = rows.next()? {
            let (kind, status): (String, String) = (row.get(1)?, row.get(2)?);
            let class = split.class(&kind, &status);
            let Some(class) = class.and_then(|class| classes.iter().position(|name| name == class)) else { continue };
            groups.push(Group { period: row.get(0)?, class, count: row.get(3)?, deaths: (row.get(4)?, row.get(5)?) });
        }
        Ok(groups)
    }
}
