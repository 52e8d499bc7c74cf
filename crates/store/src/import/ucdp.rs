//! UCDP Georeferenced Event Dataset (CSV with a head line): violence with deaths, so that every row is an assault.

use record::EventType;

use super::{
    ImportedReport, Side,
    fields::{Fault, Row},
};
use crate::countries;

/// Columns that must be there.
pub const COLUMNS: [&str; 8] = ["id", "type_of_violence", "side_a", "side_b", "date_start", "date_end", "low", "high"];

pub fn report(row: &Row<'_>) -> Result<ImportedReport, Fault> {
    let code = match row.must("type_of_violence")? {
        "1" => "state-based",
        "2" => "non-state",
        "3" => "one-sided",
        other => return Err(format!("has a wrong `type_of_violence` `{other}`")),
    };
    let day = |name: &str| row.day(name, &["%Y-%m-%d"]);
    let (from, to) = (day("date_start")?, day("date_end")?);
    if to < from {
        return Err(format!("ends on {to}, before it starts on {from}"));
    }
    let side = |name: &str| row.text(name).map(|name| Side { name, country: None }).into_iter().collect();
    Ok(ImportedReport {
        key: row.must("id")?.to_owned(),
        code: code.to_owned(),
        kind: Some((EventType::Assault, None)),
        days: (from.to_string(), to.to_string()),
        actors: side("side_a"),
        recipients: side("side_b"),
        place: row.text("where_coordinates"),
        country: country(row).map(str::to_owned),
        point: row.point("latitude", "longitude")?,
        // 1 is the spot, 2 near it, 3 its district; further up it is a division or a country.
        exact: row.number::<u8>("where_prec")?.is_none_or(|precision| precision < 3),
        deaths: row.deaths("low", "high")?,
        source: row.text("source_office").or_else(|| row.text("source_article")),
        url: None,
        note: row.text("source_headline"),
    })
}

/// By the number of Gleditsch and Ward, which is that of the Correlates of War nearly everywhere, else by name; former names
/// stand in brackets.
fn country(row: &Row<'_>) -> Option<&'static str> {
    let name = |name: &str| countries::by_name(name.split(" (").next().unwrap_or(name));
    row.get("country_id").and_then(countries::by_cow).or_else(|| row.get("country").and_then(name))
}
