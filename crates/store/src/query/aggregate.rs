//! Counts, deaths and mean scores by day, week, month, type, place, participant or dyad.

use rusqlite::{params_from_iter, types::Value};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Level, filter::entities};
use crate::{Reader, Result};

/// By what is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// First day.
    Day,
    /// ISO week's Monday.
    Week,
    /// Month.
    Month,
    /// Year.
    Year,
    /// PLOVER type.
    Type,
    /// Quad class.
    Quad,
    /// Status.
    Status,
    /// Country of the place.
    Country,
    /// First-level division of the place.
    Admin1,
    /// Actor.
    Actor,
    /// Recipient.
    Recipient,
    /// Actor and recipient.
    Dyad,
    /// Actor's country.
    ActorCountry,
    /// Recipient's country.
    RecipientCountry,
    /// Both countries.
    CountryDyad,
    /// Outlet.
    Source,
}

impl Key {
    /// Every key.
    pub const ALL: [Self; 16] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Year,
        Self::Type,
        Self::Quad,
        Self::Status,
        Self::Country,
        Self::Admin1,
        Self::Actor,
        Self::Recipient,
        Self::Dyad,
        Self::ActorCountry,
        Self::RecipientCountry,
        Self::CountryDyad,
        Self::Source,
    ];

    /// The name used in questions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Type => "type",
            Self::Quad => "quad",
            Self::Status => "status",
            Self::Country => "country",
            Self::Admin1 => "admin1",
            Self::Actor => "actor",
            Self::Recipient => "recipient",
            Self::Dyad => "dyad",
            Self::ActorCountry => "actor-country",
            Self::RecipientCountry => "recipient-country",
            Self::CountryDyad => "country-dyad",
            Self::Source => "source",
        }
    }

    /// Names of its columns and their SQL.
    fn columns(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Day => &[("day", "e.day_from")],
            Self::Week => &[("week", "date(e.day_from, '-6 days', 'weekday 1')")],
            Self::Month => &[("month", "substr(e.day_from, 1, 7)")],
            Self::Year => &[("year", "substr(e.day_from, 1, 4)")],
            Self::Type => &[("type", "e.type")],
            Self::Quad => &[("quad", "e.quad")],
            Self::Status => &[("status", "e.status")],
            Self::Country => &[("country", "e.country")],
            Self::Admin1 => &[("country", "e.country"), ("admin1", "e.admin1")],
            Self::Actor => &[("actor", "na.name")],
            Self::Recipient => &[("recipient", "nr.name")],
            Self::Dyad => &[("actor", "na.name"), ("recipient", "nr.name")],
            Self::ActorCountry => &[("actor_country", "na.country")],
            Self::RecipientCountry => &[("recipient_country", "nr.country")],
            Self::CountryDyad => &[("actor_country", "na.country"), ("recipient_country", "nr.country")],
            Self::Source => &[("source", "d.source")],
        }
    }

    fn needs_actor(self) -> bool {
        matches!(self, Self::Actor | Self::Dyad | Self::ActorCountry | Self::CountryDyad)
    }

    fn needs_recipient(self) -> bool {
        matches!(self, Self::Recipient | Self::Dyad | Self::RecipientCountry | Self::CountryDyad)
    }
}

/// A value of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum Cell {
    /// Unknown.
    Null,
    /// A count.
    Integer(i64),
    /// A mean.
    Real(f64),
    /// A name or a date.
    Text(String),
}

impl std::fmt::Display for Cell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Integer(number) => number.fmt(f),
            Self::Real(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

/// The answer to a question of counts.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Reader {
    /// Counts what meets a filter by some keys; by time in order, else the greatest number first.
    pub fn aggregate(&self, filter: &Filter, level: Level, keys: &[Key], limit: Option<usize>) -> Result<Table> {
        let question = self.question(filter, level, keys, limit)?;
        let mut statement = self.connection.prepare_cached(&question.sql)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let width = columns.len();
        let rows = statement
            .query_map(params_from_iter(question.values), |row| (0..width).map(|at| cell(row, at)).collect())?;
        let rows = rows.collect::<rusqlite::Result<_>>()?;
        Ok(Table { columns, rows })
    }

    fn question(&self, filter: &Filter, level: Level, keys: &[Key], limit: Option<usize>) -> Result<Question> {
        let limit = limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX));
        if level == Level::Report
            && let Some(question) = rolled_up(filter, keys, limit)
        {
            return Ok(question);
        }
        if let Some(question) = self.dyad_series(filter, level, keys, limit)? {
            return Ok(question);
        }
        let conditions = filter.conditions(&self.connection)?;
        let (clause, mut values) = (conditions.clause(), conditions.values);
        values.push(limit.into());
        let columns: Vec<_> = keys.iter().flat_map(|key| key.columns()).collect();
        let select: String = columns.iter().map(|(name, sql)| format!("{sql} AS {name}, ")).collect();
        let from = format!("FROM events AS e{} WHERE {clause}", joins(keys));
        let (names, numbers) = (names(&columns), numbers(columns.len()));
        let order = order(keys, columns.len());
        let sql = match level {
            Level::Report => format!(
                "SELECT {select}count(*) AS reports, round(avg(e.score), 2) AS mean_score {from} {numbers} {order} LIMIT ?"
            ),
            Level::Incident => format!(
                "SELECT {names}count(*) AS incidents, sum(n) AS reports, round(avg(score), 2) AS mean_score,
                 sum(i.deaths_low) AS deaths_low, sum(i.deaths_high) AS deaths_high
                 FROM (SELECT {select}e.incident, count(DISTINCT e.id) AS n, avg(e.score) AS score {from}
                       GROUP BY {}e.incident) AS g JOIN incidents AS i ON i.id = g.incident {numbers} {order} LIMIT ?",
                columns.iter().map(|(_, sql)| format!("{sql}, ")).collect::<String>()
            ),
        };
        Ok(Question { sql, values })
    }
}

impl Reader {
    /// One dyad by time, from its roll-ups.
    fn dyad_series(&self, filter: &Filter, level: Level, keys: &[Key], limit: i64) -> Result<Option<Question>> {
        let rest = Filter { actor: Vec::new(), recipient: Vec::new(), from: None, to: None, ..filter.clone() };
        let by_time = keys.iter().all(|key| matches!(key, Key::Day | Key::Week | Key::Month | Key::Year));
        if rest != Filter::default() || keys.is_empty() || !by_time {
            return Ok(None);
        }
        let side = |names| entities(&self.connection, names);
        // Several entities of one name may share an event, which the roll-up counts once for each.
        let (&[actor], &[recipient]) = (side(&filter.actor)?.as_slice(), side(&filter.recipient)?.as_slice()) else {
            return Ok(None);
        };
        let day = |day: Option<jiff::civil::Date>, open: &str| day.map_or(open.to_owned(), |day| day.to_string());
        let days = [day(filter.from, ""), day(filter.to, "9999-12-31")].map(Value::from);
        let values = [actor.into(), recipient.into()].into_iter().chain(days).chain([limit.into()]).collect();
        Ok(Some(Question { sql: dyad_sql(level, keys), values }))
    }
}

/// A dyad's series: reports are summed; an incident counts once in each stretch of time.
fn dyad_sql(level: Level, keys: &[Key]) -> String {
    const DYAD: &str = "e.actor = ? AND e.recipient = ? AND e.day BETWEEN ? AND ?";
    let columns: Vec<_> = keys.iter().flat_map(|key| key.columns()).collect();
    let select: String =
        columns.iter().map(|(name, sql)| format!("{} AS {name}, ", sql.replace("e.day_from", "e.day"))).collect();
    let (names, numbers, order) = (names(&columns), numbers(columns.len()), order(keys, columns.len()));
    match level {
        Level::Report => format!(
            "SELECT {select}sum(e.events) AS reports, round(sum(e.score) / sum(e.events), 2) AS mean_score
             FROM dyad_days AS e WHERE {DYAD} {numbers} {order} LIMIT ?"
        ),
        Level::Incident => format!(
            "SELECT {names}count(*) AS incidents, sum(g.n) AS reports, round(avg(g.mean), 2) AS mean_score,
             sum(g.low) AS deaths_low, sum(g.high) AS deaths_high
             FROM (SELECT {select}sum(e.events) AS n, sum(e.score) / sum(e.events) AS mean, max(e.deaths_low) AS low,
                   max(e.deaths_high) AS high FROM dyad_incidents AS e WHERE {DYAD} {numbers}, e.incident) AS g
             {numbers} {order} LIMIT ?"
        ),
    }
}

struct Question {
    sql: String,
    values: Vec<Value>,
}

/// Answers from the roll-ups, where a question is one of theirs: month × type, and dyads over all time.
fn rolled_up(filter: &Filter, keys: &[Key], limit: i64) -> Option<Question> {
    if *filter != Filter::default() || keys.is_empty() {
        return None;
    }
    let mean = "round(sum(e.score) / sum(e.events), 2) AS mean_score";
    if keys == [Key::Dyad] {
        let sql = "SELECT na.name AS actor, nr.name AS recipient, e.events AS reports,
            round(e.score / e.events, 2) AS mean_score
            FROM dyads AS e JOIN entities AS na ON na.id = e.actor JOIN entities AS nr ON nr.id = e.recipient
            WHERE e.status = 'any' ORDER BY e.events DESC LIMIT ?";
        return Some(Question { sql: sql.to_owned(), values: vec![limit.into()] });
    }
    let monthly = |key: &Key| matches!(key, Key::Month | Key::Year | Key::Type | Key::Quad | Key::Status);
    if !(keys.iter().all(monthly) && keys.iter().any(|key| matches!(key, Key::Month | Key::Year))) {
        return None;
    }
    let columns: Vec<_> = keys.iter().flat_map(|key| key.columns()).collect();
    let select: String =
        columns.iter().map(|(name, sql)| format!("{} AS {name}, ", sql.replace("e.day_from", "e.month"))).collect();
    let (numbers, order) = (numbers(columns.len()), order(keys, columns.len()));
    let sql = format!("SELECT {select}sum(e.events) AS reports, {mean} FROM months AS e {numbers} {order} LIMIT ?");
    Some(Question { sql, values: vec![limit.into()] })
}

fn joins(keys: &[Key]) -> String {
    let mut joins = String::new();
    for (wanted, role, short) in [
        (keys.iter().any(|key| key.needs_actor()), "actor", "a"),
        (keys.iter().any(|key| key.needs_recipient()), "recipient", "r"),
    ] {
        if wanted {
            joins.push_str(&format!(
                " JOIN participants AS p{short} ON p{short}.event = e.id AND p{short}.role = '{role}'
                 JOIN entities AS n{short} ON n{short}.id = p{short}.entity"
            ));
        }
    }
    if keys.contains(&Key::Source) {
        joins.push_str(" JOIN documents AS d ON d.id = e.document");
    }
    joins
}

fn names(columns: &[&(&str, &str)]) -> String {
    columns.iter().map(|(name, _)| format!("g.{name}, ")).collect()
}

fn numbers(columns: usize) -> String {
    let numbers: Vec<String> = (1..=columns).map(|number| number.to_string()).collect();
    if numbers.is_empty() { String::new() } else { format!("GROUP BY {}", numbers.join(", ")) }
}

/// Rows of a series run in time; others from the greatest number down.
fn order(keys: &[Key], columns: usize) -> String {
    let mut order: Vec<String> = (1..=columns).map(|number| number.to_string()).collect();
    if !keys.iter().any(|key| matches!(key, Key::Day | Key::Week | Key::Month | Key::Year)) {
        order.insert(0, format!("{} DESC", columns + 1));
    }
    format!("ORDER BY {}", order.join(", "))
}

pub(crate) fn cell(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Cell> {
    Ok(match row.get::<_, Value>(at)? {
        Value::Integer(number) => Cell::Integer(number),
        Value::Real(number) => Cell::Real(number),
        Value::Text(text) => Cell::Text(text),
        Value::Null | Value::Blob(_) => Cell::Null,
    })
}
