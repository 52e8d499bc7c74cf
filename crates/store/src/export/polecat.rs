//! POLECAT: one report a row; several values of a field are joined by `; `. Acts that took place and have a day.

use super::{Export, Output, Resource, quad_number, text};
use crate::{
    Reader, Result,
    countries::codes,
    query::{Kind, Level, Participant, Row},
};

/// Columns, in order.
const COLUMNS: &str = "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|\
Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|\
Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|\
Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|\
Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version";

/// Writes the table with its head.
pub fn write(reader: &Reader, export: &Export) -> Result<Resource> {
    let mut out = Output::new(&export.folder, "polecat.tsv")?;
    let names: Vec<&str> = COLUMNS.split('|').collect();
    out.tabs(&names)?;
    reader.happened(export, Level::Report, |row| out.tabs(&line(&row)))?;
    let columns = names.iter().map(|name| ((*name).to_owned(), Kind::Text, "as in POLECAT".to_owned())).collect();
    let rows = out.finish()? - 1;
    Ok(Resource { file: "polecat.tsv".to_owned(), rows, columns, delimiter: '\t', header: true })
}

fn line(row: &Row) -> Vec<String> {
    let is_town = matches!(row.precision.as_deref(), Some("city" | "site"));
    let mut fields = vec![
        row.event.to_string(),
        text(&row.from),
        row.kind.clone(),
        row.mode.join("; "),
        row.score.to_string(),
        quad_number(&row.quad).to_owned(),
        row.context.join("; "),
    ];
    fields.extend(party(&row.actors));
    fields.extend(party(&row.recipients));
    fields.extend([text(&row.place), if is_town { text(&row.place) } else { String::new() }, String::new()]);
    fields.extend([text(&row.admin1), text(&row.country), text(&row.lat), text(&row.lon), text(&row.geonames)]);
    fields.extend([text(&row.place), text(&row.precision), text(&row.source), text(&row.published)]);
    fields.extend([String::new(), String::new(), String::new(), "eng".to_owned(), record::SCHEMA.to_owned()]);
    fields
}

/// Eight columns of one side.
fn party(parties: &[Participant]) -> [String; 8] {
    let join = |part: &dyn Fn(&Participant) -> String| parties.iter().map(part).collect::<Vec<_>>().join("; ");
    [
        join(&|party| party.name.clone()),
        join(&|party| text(&party.country)),
        join(&|party| codes(party.country.as_deref()).cow.to_owned()),
        parties.first().map(|party| text(&party.sector)).unwrap_or_default(),
        join(&|party| text(&party.sector)),
        String::new(),
        join(&|party| party.text.clone()),
        String::new(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_forty_columns() {
        assert_eq!(COLUMNS.split('|').count(), 40);
        assert_eq!(party(&[]).len(), 8);
    }
}
