//! Panels of incidents by country and month and by pair of countries and month, with the zeros in.
//!
//! Acts that took place and have a day. Each unit that has one act has a row for every month from the first to the last.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use record::{EventType, Quad};

use super::{Export, Output, Resource};
use crate::{
    Reader, Result,
    countries::codes,
    query::{Kind, Level, Participant, Row},
};

/// Sums of one unit in one month.
#[derive(Default, Clone)]
struct Sums {
    incidents: u64,
    reports: i64,
    score: f64,
    deaths: (i64, i64),
    kinds: BTreeMap<String, u64>,
    quads: BTreeMap<String, u64>,
}

impl Sums {
    fn add(&mut self, row: &Row) {
        self.incidents += 1;
        self.reports += row.reports.unwrap_or(0);
        self.score += row.score;
        self.deaths.0 += row.deaths_low.unwrap_or(0);
        self.deaths.1 += row.deaths_high.unwrap_or(0);
        *self.kinds.entry(row.kind.clone()).or_default() += 1;
        *self.quads.entry(row.quad.clone()).or_default() += 1;
    }

    fn cells(&self) -> Vec<String> {
        let mean =
            if self.incidents == 0 { String::new() } else { format!("{:.2}", self.score / self.incidents as f64) };
        let mut cells = vec![self.incidents.to_string(), self.reports.to_string(), mean];
        cells.extend([self.deaths.0.to_string(), self.deaths.1.to_string()]);
        let of = |counts: &BTreeMap<String, u64>, name: &str| counts.get(name).copied().unwrap_or(0).to_string();
        cells.extend(Quad::ALL.iter().map(|quad| of(&self.quads, quad.name())));
        cells.extend(EventType::ALL.iter().map(|kind| of(&self.kinds, kind.name())));
        cells
    }
}

/// Sums by unit and month.
type Panel = BTreeMap<(Vec<String>, String), Sums>;

/// Writes both panels.
pub fn write(reader: &Reader, export: &Export) -> Result<Vec<Resource>> {
    let (mut countries, mut dyads) = (Panel::new(), Panel::new());
    reader.happened(export, Level::Incident, |row| {
        let month = row.from.as_deref().and_then(|day| day.get(..7)).unwrap_or_default().to_owned();
        if let Some(country) = &row.country {
            countries.entry((vec![country.clone()], month.clone())).or_default().add(&row);
        }
        for actor in of(&row.actors) {
            for recipient in of(&row.recipients) {
                dyads.entry((vec![actor.clone(), recipient], month.clone())).or_default().add(&row);
            }
        }
        Ok(())
    })?;
    let unit = [("iso3", "cow", "country of the place")];
    let pair = [
        ("actor_iso3", "actor_cow", "country of an actor"),
        ("recipient_iso3", "recipient_cow", "country of a recipient"),
    ];
    Ok(vec![table(export, "country_month.csv", &unit, &countries)?, table(export, "dyad_month.csv", &pair, &dyads)?])
}

/// Countries of participants, each once.
fn of(parties: &[Participant]) -> BTreeSet<String> {
    parties.iter().filter_map(|party| party.country.clone()).collect()
}

fn table(export: &Export, file: &str, units: &[(&str, &str, &str)], panel: &Panel) -> Result<Resource> {
    let columns = columns(units);
    let mut out = Output::new(&export.folder, file)?;
    let names: Vec<&str> = columns.iter().map(|(name, ..)| name.as_str()).collect();
    write_line(&mut out, &names)?;
    let all: BTreeSet<&Vec<String>> = panel.keys().map(|(unit, _)| unit).collect();
    let months = months(panel.keys().map(|(_, month)| month.as_str()));
    let empty = Sums::default();
    for unit in all {
        for month in &months {
            let sums = panel.get(&(unit.clone(), month.clone())).unwrap_or(&empty);
            let codes = unit.iter().flat_map(|iso3| [iso3.clone(), codes(Some(iso3)).cow.to_owned()]);
            let cells: Vec<String> = codes.chain([month.clone()]).chain(sums.cells()).collect();
            write_line(&mut out, &cells)?;
        }
    }
    let rows = out.finish()? - 1;
    Ok(Resource { file: file.to_owned(), rows, columns, delimiter: ',', header: true })
}

/// Codes, months and numbers need no quotes.
fn write_line<S: AsRef<str>>(out: &mut Output, cells: &[S]) -> Result<()> {
    use std::io::Write;
    let line: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    writeln!(out.file, "{}", line.join(","))?;
    out.rows += 1;
    Ok(())
}

fn columns(units: &[(&str, &str, &str)]) -> Vec<(String, Kind, String)> {
    let column = |name: &str, kind, about: &str| (name.to_owned(), kind, about.to_owned());
    let codes = units.iter().flat_map(|(iso3, cow, about)| {
        [column(iso3, Kind::Text, &format!("{about} (ISO3)")), column(cow, Kind::Text, "its Correlates of War number")]
    });
    let mut columns: Vec<_> = codes.collect();
    columns.extend([
        column("month", Kind::Text, "month of the first day"),
        column("incidents", Kind::Integer, "incidents that took place"),
        column("reports", Kind::Integer, "documents that tell of them, copies not counted"),
        column("mean_score", Kind::Number, "mean conflict–cooperation score; empty without incidents"),
        column("deaths_low", Kind::Integer, "sum of the least numbers of deaths given"),
        column("deaths_high", Kind::Integer, "sum of the greatest"),
    ]);
    let counts = Quad::ALL.iter().map(|quad| quad.name()).chain(EventType::ALL.iter().map(|kind| kind.name()));
    columns.extend(counts.map(|name| column(&name.to_lowercase().replace(' ', "_"), Kind::Integer, "incidents of it")));
    columns
}

/// Every month from the first to the last.
fn months<'m>(given: impl Iterator<Item = &'m str>) -> Vec<String> {
    let mut days: Vec<Date> = given.filter_map(|month| format!("{month}-01").parse().ok()).collect();
    days.sort_unstable();
    let (Some(first), Some(last)) = (days.first(), days.last()) else { return Vec::new() };
    let months = first.series(1.month()).take_while(|day| day <= last);
    months.map(|day| format!("{:04}-{:02}", day.year(), day.month())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_month_is_left_out() {
        assert_eq!(months(["2024-02", "2023-11"].into_iter()), ["2023-11", "2023-12", "2024-01", "2024-02"]);
        assert!(months(std::iter::empty()).is_empty());
    }
}
