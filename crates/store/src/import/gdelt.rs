//! GDELT 2.0 events (tab-separated, no head line). CAMEO codes map to PLOVER by the ontology.

use jiff::civil::Date;

use super::{
    FromCameo, ImportedReport, Side,
    fields::{Fault, Row},
};
use crate::countries;

pub(super) use crate::export::GDELT_EVENTS as COLUMNS;

pub fn report(row: &Row<'_>, cameo: FromCameo<'_>) -> Result<ImportedReport, Fault> {
    let code = row.must("eventcode")?;
    let day: Date = row.day("day", &["%Y%m%d"])?;
    let kind = row.must("actiongeo_type").ok();
    Ok(ImportedReport {
        key: row.must("globaleventid")?.to_owned(),
        code: code.to_owned(),
        kind: cameo(code),
        days: (day.to_string(), day.to_string()),
        actors: side(row, "actor1"),
        recipients: side(row, "actor2"),
        place: row.text("actiongeo_fullname"),
        country: row.get("actiongeo_countrycode").and_then(countries::by_fips).map(str::to_owned),
        point: row.point("actiongeo_lat", "actiongeo_long")?,
        // 3 is a city of the United States, 4 a city elsewhere.
        exact: matches!(kind, Some("3" | "4")),
        deaths: None,
        source: None,
        url: row.text("sourceurl"),
        note: None,
    })
}

fn side(row: &Row<'_>, number: &str) -> Vec<Side> {
    let country = row.text(&format!("{number}countrycode"));
    row.text(&format!("{number}name")).map(|name| Side { name, country }).into_iter().collect()
}
