//! Events with their participants and links.

use std::collections::HashMap;

use record::{Argument, Event, LinkKind, PlacePrecision, Precision, Record};
use rusqlite::{Connection, params};

use super::entity;
use crate::Result;

/// Where the events of a record go.
pub struct Place<'p> {
    /// Id of the coding.
    pub coding: i64,
    /// Id of the document.
    pub document: i64,
    /// Ids of the sentences, by number.
    pub sentences: &'p [i64],
}

/// Adds all events of a record; returns their ids, in order.
pub fn add_all(connection: &Connection, at: &Place<'_>, record: &Record) -> Result<Vec<i64>> {
    let mut entities = HashMap::new();
    for entity in &record.entities {
        entities.insert(entity.id.as_str(), (entity::id(connection, entity)?, entity.sector));
    }
    let mut ids = Vec::with_capacity(record.events.len());
    for (number, event) in record.events.iter().enumerate() {
        let id = add(connection, at, record, number + 1, event)?;
        for (role, arguments) in [("actor", &event.actors), ("recipient", &event.recipients)] {
            add_participants(connection, id, role, arguments, &entities)?;
        }
        ids.push(id);
    }
    add_links(connection, record, &ids)?;
    Ok(ids)
}

fn add(connection: &Connection, at: &Place<'_>, record: &Record, number: usize, event: &Event) -> Result<i64> {
    let sql =
        "INSERT INTO events (coding, document, number, local_incident, live, rejected, type, mode, context, cameo,
        quad, score, status, historical, trigger, start, end, sentence, attributed_to, content, place, country, admin1,
        lat, lon, geonames, precision, day_from, day_to, day_precision, reported, anchor, deaths_min, deaths_max,
        deaths_source, injured_min, injured_max, injured_source, count_min, count_max, confidence)
        VALUES (?1, ?2, ?3, ?4, 1, 0, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21,
        ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, coalesce(?26, ?27, ?29), ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38)";
    let place = event.place.as_ref();
    let when = event.when.as_ref();
    let (deaths, injured) = (event.deaths.as_ref(), event.injured.as_ref());
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
    connection.prepare_cached(sql)?.execute(params![
        at.coding,
        at.document,
        number,
        event.incident,
        event.kind.name(),
        serde_json::json!(event.mode).to_string(),
        serde_json::json!(event.context).to_string(),
        event.cameo,
        event.quad.name(),
        event.score,
        event.status.name(),
        event.historical,
        event.trigger.text,
        event.trigger.start,
        event.trigger.end,
        at.sentences.get(event.sentence),
        event.attributed_to.as_ref().map(|source| &source.text),
        event.content.as_ref().map(|content| &content.text),
        place.map(|place| &place.name),
        place.and_then(|place| place.country.as_ref()),
        place.and_then(|place| place.admin1.as_ref()),
        place.and_then(|place| place.lat),
        place.and_then(|place| place.lon),
        place.and_then(|place| place.geonames),
        place.map(|place| place_precision(place.precision)),
        day(when.and_then(|when| when.from)),
        day(when.and_then(|when| when.to)),
        when.map(|when| day_precision(when.precision)),
        day(record.document.published),
        deaths.and_then(|deaths| deaths.min),
        deaths.and_then(|deaths| deaths.max),
        deaths.and_then(|deaths| deaths.source.as_ref()),
        injured.and_then(|injured| injured.min),
        injured.and_then(|injured| injured.max),
        injured.and_then(|injured| injured.source.as_ref()),
        event.count.and_then(|count| count.min),
        event.count.and_then(|count| count.max),
        event.confidence,
    ])?;
    Ok(connection.last_insert_rowid())
}

fn add_participants(
    connection: &Connection,
    event: i64,
    role: &str,
    arguments: &[Argument],
    entities: &HashMap<&str, (i64, Option<record::Sector>)>,
) -> Result<()> {
    let sql = "INSERT INTO participants (event, role, position, entity, sector, text) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let mut statement = connection.prepare_cached(sql)?;
    for (position, argument) in arguments.iter().enumerate() {
        if let Some((entity, sector)) = entities.get(argument.entity.as_str()) {
            statement.execute(params![
                event,
                role,
                position,
                entity,
                sector.map(record::Sector::name),
                argument.text
            ])?;
        }
    }
    Ok(())
}

/// Links between events of a document, and the events that demands, promises and accusations are about.
fn add_links(connection: &Connection, record: &Record, ids: &[i64]) -> Result<()> {
    let positions: HashMap<&str, i64> =
        record.events.iter().zip(ids).map(|(event, id)| (event.id.as_str(), *id)).collect();
    for (event, id) in record.events.iter().zip(ids) {
        let content = event.content.as_ref().and_then(|content| content.event.as_deref());
        let content_link =
            event.links.iter().find(|link| link.kind == LinkKind::Content).map(|link| link.event.as_str());
        if let Some(content) = content.or(content_link).and_then(|content| positions.get(content)) {
            let sql = "UPDATE events SET content_event = ?2 WHERE id = ?1";
            connection.prepare_cached(sql)?.execute([id, content])?;
        }
        for link in &event.links {
            if let Some(other) = positions.get(link.event.as_str()) {
                let sql = "INSERT OR IGNORE INTO links (event, kind, other) VALUES (?1, ?2, ?3)";
                connection.prepare_cached(sql)?.execute(params![id, link_name(link.kind), other])?;
            }
        }
    }
    Ok(())
}

fn link_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Reason => "reason",
        LinkKind::Condition => "condition",
        LinkKind::Purpose => "purpose",
        LinkKind::Content => "content",
        LinkKind::ResponseTo => "response_to",
    }
}

fn place_precision(precision: PlacePrecision) -> &'static str {
    match precision {
        PlacePrecision::Site => "site",
        PlacePrecision::City => "city",
        PlacePrecision::Admin1 => "admin1",
        PlacePrecision::Country => "country",
        PlacePrecision::Region => "region",
        PlacePrecision::Unresolved => "unresolved",
    }
}

fn day_precision(precision: Precision) -> &'static str {
    match precision {
        Precision::Day => "day",
        Precision::Week => "week",
        Precision::Month => "month",
        Precision::Quarter => "quarter",
        Precision::Year => "year",
        Precision::Interval => "interval",
    }
}
