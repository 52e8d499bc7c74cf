//! ACLED, as exported since 2023 (CSV with a head line). Its classes map to PLOVER where one names the other's act.

use jiff::{ToSpan, civil::Date};
use record::EventType;

use super::{
    ImportedReport, Side,
    fields::{Fault, Row},
};
use crate::countries;

/// Columns that must be there.
pub const COLUMNS: [&str; 6] = ["event_id_cnty", "event_date", "event_type", "sub_event_type", "country", "fatalities"];

pub fn report(row: &Row<'_>) -> Result<ImportedReport, Fault> {
    let (event, sub) = (row.must("event_type")?, row.must("sub_event_type")?);
    let side = |names: [&str; 2]| names.iter().filter_map(|name| row.get(name)).flat_map(sides).collect();
    Ok(ImportedReport {
        key: row.must("event_id_cnty")?.to_owned(),
        code: format!("{event}: {sub}"),
        kind: plover(event, sub).map(|(kind, mode)| (kind, mode.map(str::to_owned))),
        days: days(row)?,
        actors: side(["actor1", "assoc_actor_1"]),
        recipients: side(["actor2", "assoc_actor_2"]),
        place: row.text("location"),
        country: row.get("country").and_then(countries::by_name).map(str::to_owned),
        point: row.point("latitude", "longitude")?,
        exact: row.number::<u8>("geo_precision")?.is_none_or(|precision| precision < 3),
        deaths: row.deaths("fatalities", "fatalities")?,
        source: row.text("source"),
        url: None,
        note: row.text("notes"),
    })
}

/// `time_precision` 1 is the day, 2 the week around it, 3 its month.
fn days(row: &Row<'_>) -> Result<(String, String), Fault> {
    let day = row.day("event_date", &["%Y-%m-%d", "%d %B %Y"])?;
    let week = |day: Date| (day.saturating_sub(3.days()), day.saturating_add(3.days()));
    let (from, to) = match row.number::<u8>("time_precision")? {
        Some(2) => week(day),
        Some(3) => (day.first_of_month(), day.last_of_month()),
        _ => (day, day),
    };
    Ok((from.to_string(), to.to_string()))
}

/// "Military Forces of Ukraine (2019-); Police Forces of Ukraine": names between semicolons, without their years.
fn sides(names: &str) -> impl Iterator<Item = Side> + '_ {
    let bare = |name: &str| match name.rsplit_once(" (") {
        Some((name, years)) if years.starts_with(|c: char| c.is_ascii_digit()) => name.trim().to_owned(),
        _ => name.trim().to_owned(),
    };
    names.split(';').map(bare).filter(|name| !name.is_empty()).map(|name| Side { name, country: None })
}

/// Type and mode of a sub-event. Those that no act of PLOVER is ("Change to group/activity", "Other") have none.
fn plover(event: &str, sub: &str) -> Option<(EventType, Option<&'static str>)> {
    use EventType::{Agree, Assault, Coerce, Mobilize, Protest, Retreat};
    let (kind, mode) = match sub {
        "Chemical weapon" => (Assault, "unconventional"),
        "Air/drone strike" => (Assault, "aerial"),
        "Suicide bomb" => (Assault, "suicide-attack"),
        "Shelling/artillery/missile attack" => (Assault, "heavy-weapons"),
        "Remote explosive/landmine/IED" | "Grenade" => (Assault, "explosives"),
        "Sexual violence" => (Assault, "sexual"),
        "Abduction/forced disappearance" => (Assault, "abduct"),
        "Looting/property destruction" => (Assault, "destroy"),
        "Violent demonstration" => (Protest, "riot"),
        "Arrests" => (Coerce, "arrest"),
        "Headquarters or base established" => (Mobilize, "troops"),
        "Non-violent transfer of territory" => (Retreat, "withdraw"),
        "Agreement" => return Some((Agree, None)),
        _ => match event {
            "Battles" | "Violence against civilians" | "Riots" | "Explosions/Remote violence" => {
                return Some((Assault, None));
            }
            "Protests" => (Protest, "demo"),
            _ => return None,
        },
    };
    Some((kind, Some(mode)))
}
