//! From the store to the matcher's records.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};
use record::{EventType, Status};
use rusqlite::{Connection, Row, params};

use super::{
    agree::{AHEAD, REACH, anchor, compatible},
    cluster::Cluster,
    mention::{Mention, Party, Spot, stem, words},
    summary::Member,
};
use crate::{Result, minhash::hash};

/// Columns of a mention.
const COLUMNS: &str = "e.id, e.document, e.local_incident, e.type, e.mode, e.status, e.historical,
    e.place, e.country, e.lat, e.lon, e.precision, e.day_from, e.day_to, e.reported, coalesce(e.deaths_min, e.deaths_max),
    e.trigger, (SELECT text FROM sentence_texts WHERE id = e.sentence)";

/// The events that have no incident yet.
pub(super) fn unassigned(connection: &Connection, events: &[i64]) -> Result<Vec<Mention>> {
    let sql = format!("SELECT {COLUMNS} FROM events AS e WHERE e.id = ?1 AND e.incident IS NULL AND e.live");
    let mut mentions = Vec::with_capacity(events.len());
    for event in events {
        mentions.extend(read(connection, &sql, [event])?);
    }
    Ok(mentions)
}

/// The incidents that new mentions may belong to, whole: those with a mention of a compatible type within reach; for mentions
/// without any date, those with a participant in common.
///
/// Whole, so that what rules a mention out does not depend on what else is in the batch.
pub(super) fn near(connection: &Connection, new: &[Mention]) -> Result<Vec<Cluster>> {
    let mut incidents = BTreeSet::new();
    for (block, kind) in blocks(new) {
        let sql =
            "SELECT DISTINCT e.incident FROM events AS e WHERE e.live AND e.anchor BETWEEN ?1 AND ?2 AND e.type = ?3
            AND e.incident IS NOT NULL AND (?4 OR e.status IN ('future', 'hypothetical'))";
        let range = params![block.from.to_string(), block.to.to_string(), kind.name(), block.any_status];
        incidents.extend(ids(connection, sql, range)?);
    }
    let undated = new.iter().filter(|mention| anchor(mention).is_none());
    for party in undated.flat_map(|mention| mention.actors.iter().chain(&mention.recipients)) {
        let sql = "SELECT DISTINCT e.incident FROM participants AS p JOIN events AS e ON e.id = p.event
            WHERE p.entity = ?1 AND e.live AND e.anchor IS NULL AND e.incident IS NOT NULL";
        incidents.extend(ids(connection, sql, [party.entity])?);
    }
    let sql = format!("SELECT {COLUMNS} FROM events AS e WHERE e.incident = ?1 AND e.live ORDER BY e.id");
    let cluster = |incident| {
        let mentions = read(connection, &sql, [incident])?;
        Ok(Cluster { incident: Some(incident), mentions, merged_into: None })
    };
    incidents.into_iter().map(cluster).collect()
}

fn ids(connection: &Connection, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map(parameters, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Days to look at, and whether at all events or at those not done yet.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Block {
    from: Date,
    to: Date,
    any_status: bool,
}

/// The blocks to load for new mentions, each once.
fn blocks(new: &[Mention]) -> BTreeSet<(Block, EventType)> {
    let mut blocks = BTreeSet::new();
    for mention in new {
        let Some(day) = anchor(mention) else { continue };
        let shift = |days: i32| day.saturating_add(days.days());
        let done = matches!(mention.status, Status::Actual | Status::Negated);
        for kind in EventType::ALL.iter().filter(|kind| compatible(mention.kind, **kind)) {
            let ahead = if done { REACH } else { AHEAD };
            blocks.insert((Block { from: shift(-REACH), to: shift(ahead), any_status: true }, *kind));
            if done {
                blocks.insert((Block { from: shift(-AHEAD), to: shift(-REACH - 1), any_status: false }, *kind));
            }
        }
    }
    blocks
}

/// Runs a query over [`COLUMNS`].
fn read(connection: &Connection, sql: &str, parameters: impl rusqlite::Params) -> Result<Vec<Mention>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut mentions = Vec::new();
    while let Some(row) = rows.next()? {
        // Types and statuses come from closed vocabularies; a row of a later version is passed over.
        let Some(mut mention) = mention(row)? else { continue };
        mention.actors = parties(connection, mention.event, "actor")?;
        mention.recipients = parties(connection, mention.event, "recipient")?;
        mentions.push(mention);
    }
    Ok(mentions)
}

fn mention(row: &Row<'_>) -> rusqlite::Result<Option<Mention>> {
    let (kind, status): (String, String) = (row.get(3)?, row.get(5)?);
    let (Ok(kind), Ok(status)) = (kind.parse(), status.parse()) else { return Ok(None) };
    let modes: String = row.get(4)?;
    let day = |at: usize| -> rusqlite::Result<Option<Date>> {
        Ok(row.get::<_, Option<String>>(at)?.and_then(|day| day.parse().ok()))
    };
    let (from, to) = (day(12)?, day(13)?);
    let trigger: String = row.get(16)?;
    Ok(Some(Mention {
        event: row.get(0)?,
        document: row.get(1)?,
        local: row.get(2)?,
        kind,
        mode: serde_json::from_str(&modes).unwrap_or_default(),
        status,
        historical: row.get(6)?,
        actors: Vec::new(),
        recipients: Vec::new(),
        spot: spot(row)?,
        days: from.or(to).map(|day| (from.unwrap_or(day), to.unwrap_or(day))),
        reported: day(14)?,
        deaths: row.get(15)?,
        trigger: stem(&trigger.to_lowercase()),
        words: words(&row.get::<_, Option<String>>(17)?.unwrap_or_default()),
    }))
}

fn spot(row: &Row<'_>) -> rusqlite::Result<Spot> {
    let precision: Option<String> = row.get(11)?;
    let (lat, lon): (Option<f64>, Option<f64>) = (row.get(9)?, row.get(10)?);
    Ok(Spot {
        name: row.get(7)?,
        country: row.get(8)?,
        point: lat.zip(lon),
        exact: matches!(precision.as_deref(), Some("city" | "site")),
    })
}

fn parties(connection: &Connection, event: i64, role: &str) -> Result<Vec<Party>> {
    let sql = "SELECT n.id, n.country, n.named, n.folded FROM participants AS p JOIN entities AS n ON n.id = p.entity
        WHERE p.event = ?1 AND p.role = ?2 ORDER BY p.position";
    let party = |row: &Row<'_>| {
        let folded: String = row.get(3)?;
        let head = hash(folded.rsplit(' ').next().unwrap_or_default().as_bytes());
        Ok(Party { entity: row.get(0)?, country: row.get(1)?, named: row.get(2)?, head })
    };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map(params![event, role], party)?.collect::<rusqlite::Result<_>>()?)
}

/// The events of an incident that are in force, for its summary.
pub(crate) fn members(connection: &Connection, incident: i64) -> Result<Vec<Member>> {
    let sql =
        "SELECT e.id, coalesce(d.copy_of, d.id), e.type, e.status, e.day_from, e.day_to, e.reported, e.country, e.lat,
        e.lon, e.deaths_min, e.deaths_max, e.confidence FROM events AS e JOIN documents AS d ON d.id = e.document
        WHERE e.incident = ?1 AND e.live ORDER BY e.id";
    let member = |row: &Row<'_>| {
        let (lat, lon): (Option<f64>, Option<f64>) = (row.get(8)?, row.get(9)?);
        Ok(Member {
            event: row.get(0)?,
            document: row.get(1)?,
            kind: row.get(2)?,
            status: row.get(3)?,
            days: (row.get(4)?, row.get(5)?),
            reported: row.get(6)?,
            country: row.get(7)?,
            point: lat.zip(lon),
            deaths: (row.get(10)?, row.get(11)?),
            confidence: row.get(12)?,
        })
    };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map([incident], member)?.collect::<rusqlite::Result<_>>()?)
}
