//! Incidents across documents: which events tell of one real-world act.
//!
//! [`agree`] and [`cluster`] are functions of records alone; [`load`] brings them what the store holds near a new event's
//! day and type (blocking), so that the cost grows with the events of a few days, not with the store.

pub mod agree;
pub mod archive;
mod blocks;
pub mod cluster;
pub mod features;
mod leads;
mod load;
pub mod mention;
pub mod summary;
mod weights;

use std::collections::BTreeSet;

use rusqlite::{Connection, params};

use self::{cluster::Cluster, summary::Summary};
pub(crate) use self::{leads::file as file_lead, leads::file_all as file_all_leads, load::members};
use crate::{Result, write::count_incident};

/// Gives each new event its incident, and sums up the incidents again.
pub(crate) fn assign(connection: &Connection, events: &[i64]) -> Result<()> {
    let new = load::unassigned(connection, events)?;
    let mut clusters = load::near(connection, &new)?;
    cluster::join(&mut clusters, new);
    let new: BTreeSet<i64> = events.iter().copied().collect();
    let mut touched: Vec<i64> = events.to_vec();
    let mut incidents = Vec::with_capacity(clusters.len());
    for cluster in &clusters {
        incidents.push(match cluster.incident {
            Some(incident) => incident,
            None => open(connection)?,
        });
    }
    for (at, cluster) in clusters.iter().enumerate() {
        match cluster.merged_into {
            Some(kept) => touched.extend(absorb(connection, incidents[at], incidents[last(&clusters, kept)])?),
            None => store(connection, cluster, incidents[at], &new)?,
        }
    }
    summarise_of(connection, &touched)
}

/// The cluster in which a chain of merges ends.
fn last(clusters: &[Cluster], mut at: usize) -> usize {
    while let Some(next) = clusters[at].merged_into {
        at = next;
    }
    at
}

/// Writes down which incident the new mentions of a cluster belong to.
fn store(connection: &Connection, cluster: &Cluster, incident: i64, new: &BTreeSet<i64>) -> Result<()> {
    for mention in cluster.mentions.iter().filter(|mention| new.contains(&mention.event)) {
        let sql = "UPDATE events SET incident = ?2 WHERE id = ?1";
        connection.prepare_cached(sql)?.execute([mention.event, incident])?;
    }
    Ok(())
}

/// Moves all events of one incident to another and leaves a pointer; returns the events.
fn absorb(connection: &Connection, gone: i64, kept: i64) -> Result<Vec<i64>> {
    let events: Vec<i64> = connection
        .prepare_cached("SELECT id FROM events WHERE incident = ?1 ORDER BY id")?
        .query_map([gone], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    connection.prepare_cached("UPDATE events SET incident = ?2 WHERE incident = ?1")?.execute([gone, kept])?;
    connection
        .prepare_cached("UPDATE incidents SET merged_into = ?2 WHERE id = ?1 OR merged_into = ?1")?
        .execute([gone, kept])?;
    write_summary(connection, gone, None)?;
    Ok(events)
}

/// A new incident, empty.
fn open(connection: &Connection) -> Result<i64> {
    let sql = "INSERT INTO incidents (type, status, reports, mentions) VALUES ('', '', 0, 0)";
    connection.prepare_cached(sql)?.execute([])?;
    Ok(connection.last_insert_rowid())
}

/// After re-coding: a new event that names what an old one named, at the same place of the text, keeps its incident.
pub(crate) fn inherit(connection: &Connection, old: &[i64], new: &[i64]) -> Result<()> {
    let sql =
        "UPDATE events SET incident = (SELECT incident FROM events WHERE id = ?1) WHERE id = ?2 AND incident IS NULL
        AND EXISTS (SELECT 1 FROM events AS o WHERE o.id = ?1 AND o.start < events.end AND events.start < o.end
                    AND o.type = events.type)";
    let mut statement = connection.prepare_cached(sql)?;
    for new in new {
        for old in old {
            statement.execute([old, new])?;
        }
    }
    Ok(())
}

/// Sums up again the incidents of some events.
pub(crate) fn summarise_of(connection: &Connection, events: &[i64]) -> Result<()> {
    let mut statement = connection.prepare_cached("SELECT incident FROM events WHERE id = ?1")?;
    let mut incidents = BTreeSet::new();
    for event in events {
        incidents.extend(statement.query_row([event], |row| row.get::<_, Option<i64>>(0))?);
    }
    for incident in incidents {
        let members = load::members(connection, incident)?;
        write_summary(connection, incident, summary::summarise(&members))?;
    }
    Ok(())
}

/// Writes an incident's summary and what the roll-up says of it. One that lost its last event stays, empty: its id is never
/// used again.
fn write_summary(connection: &Connection, incident: i64, summary: Option<Summary>) -> Result<()> {
    match summary {
        Some(summary) => fill(connection, incident, &summary)?,
        None => {
            let sql = "UPDATE incidents SET reports = 0, mentions = 0, event = NULL WHERE id = ?1";
            connection.prepare_cached(sql)?.execute([incident])?;
        }
    }
    count_incident(connection, incident)
}

fn fill(connection: &Connection, incident: i64, summary: &Summary) -> Result<()> {
    let sql =
        "UPDATE incidents SET event = ?2, type = ?3, status = ?4, day_from = ?5, day_to = ?6, country = ?7, lat = ?8,
        lon = ?9, deaths_low = ?10, deaths_high = ?11, reports = ?12, mentions = ?13, first_reported = ?14,
        last_reported = ?15 WHERE id = ?1";
    connection.prepare_cached(sql)?.execute(params![
        incident,
        summary.event,
        summary.kind,
        summary.status,
        summary.days.0,
        summary.days.1,
        summary.country,
        summary.point.map(|point| point.0),
        summary.point.map(|point| point.1),
        summary.deaths.0,
        summary.deaths.1,
        summary.reports,
        summary.mentions,
        summary.reported.0,
        summary.reported.1,
    ])?;
    Ok(())
}
