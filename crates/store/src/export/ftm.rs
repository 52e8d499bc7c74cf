//! FollowTheMoney: participants as entities, incidents as `Event`s, one JSON object a line.

use std::{collections::BTreeSet, io::Write};

use serde_json::{Value, json};

use super::{Export, Output, Resource, flat::bare};
use crate::countries::codes;
use crate::{
    Reader, Result,
    query::{Level, Order, Participant, Row},
};

/// Writes participants before the incidents they take part in.
pub fn write(reader: &Reader, export: &Export) -> Result<Resource> {
    let mut out = Output::new(&export.folder, "entities.ftm.json")?;
    let mut seen = BTreeSet::new();
    reader.rows(&export.filter, Level::Incident, Order::Id, None, |row| {
        for party in row.actors.iter().chain(&row.recipients) {
            if seen.insert(party.entity) {
                writeln!(out.file, "{}", entity(party))?;
                out.rows += 1;
            }
        }
        writeln!(out.file, "{}", event(&row))?;
        out.rows += 1;
        Result::Ok(())
    })?;
    Ok(bare("entities.ftm.json", out.finish()?))
}

fn id(party: &Participant) -> String {
    format!("annals-entity-{}", party.entity)
}

fn entity(party: &Participant) -> Value {
    let schema = match party.kind.as_str() {
        "person" => "Person",
        "government_body" | "country" => "PublicBody",
        "organisation" | "armed_group" => "Organization",
        _ => "LegalEntity",
    };
    let properties = json!({"name": [party.name], "country": country(party.country.as_deref())});
    json!({"id": id(party), "schema": schema, "properties": properties})
}

fn event(row: &Row) -> Value {
    let list = |value: &Option<String>| value.iter().cloned().collect::<Vec<_>>();
    let ids = |parties: &[Participant]| parties.iter().map(id).collect::<Vec<_>>();
    let kind = if row.mode.is_empty() { row.kind.clone() } else { format!("{}: {}", row.kind, row.mode.join(", ")) };
    let involved: Vec<String> = ids(&row.actors).into_iter().chain(ids(&row.recipients)).collect();
    let number = row.incident.unwrap_or(row.event);
    json!({
        "id": format!("annals-incident-{number}"),
        "schema": "Event",
        "properties": {
            "name": [format!("{kind} ({})", row.status)],
            "startDate": list(&row.from),
            "endDate": list(&row.to),
            "location": list(&row.place),
            "country": country(row.country.as_deref()),
            "organizer": ids(&row.actors),
            "involved": involved,
            "summary": list(&row.sentence),
            "sourceUrl": list(&row.url),
            "publisher": list(&row.source),
        }
    })
}

/// FollowTheMoney has two-letter codes in lower case.
fn country(iso3: Option<&str>) -> Vec<String> {
    let iso2 = codes(iso3).iso2.to_lowercase();
    if iso2.is_empty() { Vec::new() } else { vec![iso2] }
}
