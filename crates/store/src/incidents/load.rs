//! From the store to the matcher's records.

use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

use jiff::{ToSpan, civil::Date};
use record::{EventType, Status};
use rusqlite::{Connection, Row, params};

use super::{
    agree::{AHEAD, REACH, anchor, compatible, is_undated},
    cluster::Cluster,
    leads::alike,
    mention::{LEAD, Lead, Mention, Party, Spot, Trigger, names, words},
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
    let mut leads = BTreeMap::new();
    for event in events {
        mentions.extend(read(connection, &sql, [event], &mut leads)?);
    }
    Ok(mentions)
}

/// The incidents that new mentions may belong to, whole: those with a mention of a compatible type within reach; for mentions
/// of documents without a day, those with a participant or names of the lead in common.
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
    let undated: Vec<&Mention> = new.iter().filter(|mention| is_undated(mention)).collect();
    let parties = undated.iter().flat_map(|mention| mention.parties()).map(|party| party.entity);
    for party in parties.collect::<BTreeSet<i64>>() {
        let sql = "SELECT DISTINCT e.incident FROM participants AS p JOIN events AS e ON e.id = p.event
            WHERE p.entity = ?1 AND e.live AND e.reported IS NULL AND e.incident IS NOT NULL";
        incidents.extend(ids(connection, sql, [party])?);
    }
    incidents.extend(of_alike(connection, &undated)?);
    let sql = format!("SELECT {COLUMNS} FROM events AS e WHERE e.incident = ?1 AND e.live ORDER BY e.id");
    let mut leads = BTreeMap::new();
    let mut cluster = |incident| {
        let mentions = read(connection, &sql, [incident], &mut leads)?;
        Ok(Cluster { incident: Some(incident), mentions, merged_into: None })
    };
    incidents.into_iter().map(&mut cluster).collect()
}

/// Incidents told of in documents whose leads name the same.
fn of_alike(connection: &Connection, undated: &[&Mention]) -> Result<BTreeSet<i64>> {
    let leads: BTreeMap<i64, &Lead> = undated.iter().map(|mention| (mention.document, &mention.lead)).collect();
    let mut documents = BTreeSet::new();
    for lead in leads.values() {
        documents.extend(alike(connection, lead)?);
    }
    let sql = "SELECT DISTINCT incident FROM events WHERE document = ?1 AND live AND incident IS NOT NULL";
    let mut incidents = BTreeSet::new();
    for document in documents {
        incidents.extend(ids(connection, sql, [document])?);
    }
    Ok(incidents)
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
///
/// The leads of documents read so far are handed on, so that each is made once.
fn read(
    connection: &Connection,
    sql: &str,
    parameters: impl rusqlite::Params,
    leads: &mut BTreeMap<i64, Lead>,
) -> Result<Vec<Mention>> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(parameters)?;
    let mut mentions = Vec::new();
    while let Some(row) = rows.next()? {
        // Types and statuses come from closed vocabularies; a row of a later version is passed over.
        let Some(mut mention) = mention(row)? else { continue };
        mention.actors = parties(connection, mention.event, "actor")?;
        mention.recipients = parties(connection, mention.event, "recipient")?;
        let lead = match leads.entry(mention.document) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(lead(connection, mention.document)?),
        };
        mention.lead = lead.clone();
        mentions.push(mention);
    }
    Ok(mentions)
}

fn lead(connection: &Connection, document: i64) -> Result<Lead> {
    let sql = "SELECT substr(text, 1, ?2) FROM documents WHERE id = ?1";
    let text: String = connection.prepare_cached(sql)?.query_row(params![document, LEAD], |row| row.get(0))?;
    Ok(Lead::new(&text))
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
    let sentence: String = row.get::<_, Option<String>>(17)?.unwrap_or_default();
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
        trigger: Trigger::new(&trigger),
        words: words(&sentence),
        names: names(&sentence),
        lead: Lead::default(),
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
