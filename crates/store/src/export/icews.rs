//! ICEWS: one report and one pair of source and target a row. Acts that took place and have a day and a CAMEO code.
//!
//! `Event Text` holds PLOVER type and mode, `Intensity` the PLOVER score. (`Event ID`, `Event Date`) is no key: an event with
//! several actors has several rows.

use super::{Export, Output, Resource, text};
use crate::{
    Reader, Result,
    countries::codes,
    query::{Kind, Level, Participant, Row},
};

/// Columns, in order.
const COLUMNS: [&str; 20] = [
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Sectors",
    "Source Country",
    "Event Text",
    "CAMEO Code",
    "Intensity",
    "Target Name",
    "Target Sectors",
    "Target Country",
    "Story ID",
    "Sentence Number",
    "Publisher",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
];

/// Writes the table with its head.
pub fn write(reader: &Reader, export: &Export) -> Result<Resource> {
    let mut out = Output::new(&export.folder, "icews.tab")?;
    out.tabs(&COLUMNS)?;
    reader.happened(export, Level::Report, |row| {
        for (source, target) in pairs(&row) {
            if let Some(code) = &row.cameo {
                out.tabs(&line(&row, code, source, target))?;
            }
        }
        Ok(())
    })?;
    let columns = COLUMNS.map(|name| (name.to_owned(), Kind::Text, "as in ICEWS".to_owned())).to_vec();
    let rows = out.finish()? - 1;
    Ok(Resource { file: "icews.tab".to_owned(), rows, columns, delimiter: '\t', header: true })
}

/// Each actor with each recipient; a side that the text does not name is empty.
fn pairs(row: &Row) -> Vec<(Option<&Participant>, Option<&Participant>)> {
    let side = |parties: &'_ [Participant]| -> Vec<Option<usize>> {
        if parties.is_empty() { vec![None] } else { (0..parties.len()).map(Some).collect() }
    };
    let targets = side(&row.recipients);
    let pair = |source: Option<usize>| {
        targets.iter().map(move |target| (source.map(|at| &row.actors[at]), target.map(|at| &row.recipients[at])))
    };
    side(&row.actors).into_iter().flat_map(pair).collect()
}

fn line(row: &Row, code: &str, source: Option<&Participant>, target: Option<&Participant>) -> [String; 20] {
    let party = |party: Option<&Participant>| match party {
        Some(party) => {
            let country = codes(party.country.as_deref()).name.to_owned();
            [party.name.clone(), text(&party.sector), country]
        }
        None => Default::default(),
    };
    let kind = if row.mode.is_empty() { row.kind.clone() } else { format!("{}: {}", row.kind, row.mode.join(", ")) };
    let [source_name, source_sectors, source_country] = party(source);
    let [target_name, target_sectors, target_country] = party(target);
    let is_town = matches!(row.precision.as_deref(), Some("city" | "site"));
    [
        row.event.to_string(),
        text(&row.from),
        source_name,
        source_sectors,
        source_country,
        kind,
        code.to_owned(),
        row.score.to_string(),
        target_name,
        target_sectors,
        target_country,
        row.document.clone(),
        text(&row.sentence_number.map(|number| number + 1)),
        text(&row.source),
        if is_town { text(&row.place) } else { String::new() },
        String::new(),
        text(&row.admin1),
        codes(row.country.as_deref()).name.to_owned(),
        text(&row.lat),
        text(&row.lon),
    ]
}
