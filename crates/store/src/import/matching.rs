//! Which incident an imported report tells of: a sum of evidence as between mentions ([`crate::incidents::agree`]), of what rows
//! of other coders hold. Types, countries, towns and days that exclude each other rule a match out.

use jiff::{ToSpan, civil::Date};
use record::EventType;
use rusqlite::{Connection, params};

use super::Side;
use crate::{
    Result, StoreError,
    incidents::agree::{compatible, kilometres},
    write::fold,
};

/// Evidence needed for a match: day and place, or one of them with participants and deaths.
const ENOUGH: f64 = 2.0;
/// Kilometres within which two points are one place.
const NEAR: f64 = 15.0;
/// Kilometres beyond which two towns are different places.
const FAR: f64 = 60.0;
/// Days that incidents last at most, to be found.
const LONGEST: i64 = 31;

/// What is compared, of reports and of incidents.
struct Act {
    id: i64,
    kind: EventType,
    days: (Date, Date),
    country: Option<String>,
    point: Option<(f64, f64)>,
    exact: bool,
    deaths: Option<(i64, i64)>,
    parties: Vec<Side>,
}

/// Matches these reports; returns how many have an incident.
pub fn assign(connection: &Connection, reports: &[i64]) -> Result<usize> {
    let mut matched = 0;
    let mut write = connection.prepare("UPDATE imported SET incident = ?2, evidence = ?3 WHERE id = ?1")?;
    for id in reports {
        let best = match report(connection, *id)? {
            Some(report) => best(&report, &incidents(connection, report.days)?),
            None => None,
        };
        matched += usize::from(best.is_some());
        let (incident, evidence) = best.unzip();
        write.execute(params![id, incident, evidence])?;
    }
    Ok(matched)
}

/// Matches anew the reports that incidents bear on which have changed since a moment.
pub(crate) fn refresh(connection: &Connection, since: &str) -> Result<()> {
    let sql = "WITH changed AS (
            SELECT i.id, i.day_from, coalesce(i.day_to, i.day_from) AS day_to FROM incidents AS i
            JOIN changes AS c ON c.level = 'incident' AND c.id = i.id WHERE c.changed >= ?1)
        SELECT m.id FROM imported AS m JOIN changed ON m.incident = changed.id
        UNION SELECT m.id FROM changed JOIN imported AS m
            ON m.day_from BETWEEN date(changed.day_from, '-31 days') AND date(changed.day_to, '+1 day')";
    let mut statement = connection.prepare(sql)?;
    let ids = statement.query_map([since], |row| row.get(0))?.collect::<rusqlite::Result<Vec<i64>>>()?;
    assign(connection, &ids)?;
    Ok(())
}

fn best(report: &Act, incidents: &[Act]) -> Option<(i64, f64)> {
    let scored = incidents.iter().filter_map(|incident| Some((incident.id, evidence(report, incident)?)));
    let enough = scored.filter(|(_, evidence)| *evidence >= ENOUGH);
    // Of equals the first, so that matching again gives the same.
    enough.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Evidence that both are one act; `None` where they cannot be.
fn evidence(a: &Act, b: &Act) -> Option<f64> {
    if !compatible(a.kind, b.kind) {
        return None;
    }
    let kind = if a.kind == b.kind { 0.5 } else { -0.3 };
    Some(kind + days(a, b)? + places(a, b)? + parties(&a.parties, &b.parties) + deaths(a.deaths, b.deaths))
}

fn days(a: &Act, b: &Act) -> Option<f64> {
    let single = a.days.0 == a.days.1 && b.days.0 == b.days.1;
    match apart(a.days.1, b.days.0).max(apart(b.days.1, a.days.0)) {
        ..=0 if single => Some(1.0),
        ..=0 => Some(0.5),
        1 => Some(0.0),
        _ => None,
    }
}

/// Days from `a` to `b`.
fn apart(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days())
}

fn places(a: &Act, b: &Act) -> Option<f64> {
    if a.country.is_some() && b.country.is_some() && a.country != b.country {
        return None;
    }
    match (a.point, b.point) {
        (Some(first), Some(second)) if a.exact && b.exact => match kilometres(first, second) {
            apart if apart <= NEAR => Some(1.0),
            apart if apart <= FAR => Some(0.0),
            _ => None,
        },
        _ => Some(if a.country.is_some() && a.country == b.country { 0.3 } else { 0.0 }),
    }
}

/// Sides are not held against each other: in a battle either may be the actor.
fn parties(a: &[Side], b: &[Side]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let pairs = || a.iter().flat_map(|first| b.iter().map(move |second| (first, second)));
    if pairs().any(|(first, second)| alike(&first.name, &second.name)) {
        return 0.8;
    }
    let one_country = pairs().any(|(first, second)| first.country.is_some() && first.country == second.country);
    if one_country { 0.4 } else { -0.4 }
}

/// Whether all words of one name are among those of the other: "Russia", "Military Forces of Russia".
fn alike(a: &str, b: &str) -> bool {
    let (a, b) = (fold(a), fold(b));
    let within = |short: &str, long: &str| {
        !short.is_empty() && short.split(' ').all(|word| long.split(' ').any(|other| other == word))
    };
    within(&a, &b) || within(&b, &a)
}

fn deaths(a: Option<(i64, i64)>, b: Option<(i64, i64)>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) if a.0 <= b.1 && b.0 <= a.1 => 0.5,
        (Some(a), Some(b)) if a.0.max(b.0) > 4 * a.1.min(b.1).max(1) => -1.0,
        (Some(_), Some(_)) => -0.2,
        _ => 0.0,
    }
}

/// A report as it is compared; none where its class has no PLOVER type.
fn report(connection: &Connection, id: i64) -> Result<Option<Act>> {
    let sql = "SELECT id, type, day_from, day_to, country, lat, lon, exact, deaths_low, deaths_high,
        actors, recipients FROM imported WHERE id = ?1";
    let read = |row: &rusqlite::Row<'_>| Ok((raw(row)?, [row.get::<_, String>(10)?, row.get::<_, String>(11)?]));
    let (raw, lists) = connection.prepare_cached(sql)?.query_row([id], read)?;
    let Some(mut act) = raw.act() else { return Ok(None) };
    for list in lists {
        let sides: Vec<Side> = serde_json::from_str(&list)
            .map_err(|error| StoreError::Query(format!("the imported report {id} is damaged: {error}")))?;
        act.parties.extend(sides);
    }
    Ok(Some(act))
}

/// Incidents that took place about these days.
fn incidents(connection: &Connection, days: (Date, Date)) -> Result<Vec<Act>> {
    let sql = "SELECT i.id, i.type, i.day_from, coalesce(i.day_to, i.day_from), i.country, i.lat, i.lon,
            coalesce(e.precision IN ('site', 'city'), 0), i.deaths_low, i.deaths_high
        FROM incidents AS i JOIN events AS e ON e.id = i.event
        WHERE i.day_from BETWEEN ?1 AND ?2 AND coalesce(i.day_to, i.day_from) >= ?3
            AND i.merged_into IS NULL AND i.mentions > 0 AND i.status IN ('actual', 'disputed') ORDER BY i.id";
    let early = days.0.saturating_sub(LONGEST.days()).to_string();
    let (before, after) = (days.0.saturating_sub(1.day()).to_string(), days.1.saturating_add(1.day()).to_string());
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_map([early, after, before], raw)?.collect::<rusqlite::Result<Vec<Raw>>>()?;
    let mut acts: Vec<Act> = found.into_iter().filter_map(Raw::act).collect();
    for act in &mut acts {
        act.parties = participants(connection, act.id)?;
    }
    Ok(acts)
}

fn participants(connection: &Connection, incident: i64) -> Result<Vec<Side>> {
    let sql = "SELECT DISTINCT n.name, n.country FROM events AS e JOIN participants AS p ON p.event = e.id
        JOIN entities AS n ON n.id = p.entity WHERE e.incident = ?1 AND e.live AND n.named ORDER BY n.id";
    let mut statement = connection.prepare_cached(sql)?;
    let side = |row: &rusqlite::Row<'_>| Ok(Side { name: row.get(0)?, country: row.get(1)? });
    Ok(statement.query_map([incident], side)?.collect::<rusqlite::Result<_>>()?)
}

/// Columns as they are stored.
struct Raw {
    id: i64,
    kind: Option<String>,
    days: [String; 2],
    country: Option<String>,
    point: [Option<f64>; 2],
    exact: bool,
    deaths: [Option<i64>; 2],
}

fn raw(row: &rusqlite::Row<'_>) -> rusqlite::Result<Raw> {
    Ok(Raw {
        id: row.get(0)?,
        kind: row.get(1)?,
        days: [row.get(2)?, row.get(3)?],
        country: row.get(4)?,
        point: [row.get(5)?, row.get(6)?],
        exact: row.get(7)?,
        deaths: [row.get(8)?, row.get(9)?],
    })
}

impl Raw {
    /// None without a type or without days.
    fn act(self) -> Option<Act> {
        let [from, to] = self.days.map(|day| day.parse().ok());
        let [low, high] = self.deaths;
        Some(Act {
            id: self.id,
            kind: self.kind?.parse().ok()?,
            days: (from?, to?),
            country: self.country,
            point: self.point[0].zip(self.point[1]),
            exact: self.exact,
            // A number given as "at least" has no upper bound.
            deaths: low.map(|low| (low, high.unwrap_or(i64::MAX))).or(high.map(|high| (0, high))),
            parties: Vec::new(),
        })
    }
}
