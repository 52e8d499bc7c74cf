//! GDELT 2.0: an event is an incident, a mention is a report of it. Tab-separated, without a head, as GDELT's own files.
//!
//! Only acts that took place, with a day and a CAMEO code, go here: the format has no field for status. `GoldsteinScale`
//! holds the PLOVER score. Tone, ethnic and religion codes, and what else Annals does not know, stay empty.

use super::{Export, Output, Resource, digits, quad_number, text};
use crate::{
    Reader, Result,
    countries::codes,
    query::{Filter, Kind, Level, Participant, Row},
};

/// Columns of events, in order.
pub const EVENTS: &str = "GlobalEventID Day MonthYear Year FractionDate \
    Actor1Code Actor1Name Actor1CountryCode Actor1KnownGroupCode Actor1EthnicCode Actor1Religion1Code Actor1Religion2Code \
    Actor1Type1Code Actor1Type2Code Actor1Type3Code \
    Actor2Code Actor2Name Actor2CountryCode Actor2KnownGroupCode Actor2EthnicCode Actor2Religion1Code Actor2Religion2Code \
    Actor2Type1Code Actor2Type2Code Actor2Type3Code \
    IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources NumArticles AvgTone \
    Actor1Geo_Type Actor1Geo_FullName Actor1Geo_CountryCode Actor1Geo_ADM1Code Actor1Geo_ADM2Code Actor1Geo_Lat \
    Actor1Geo_Long Actor1Geo_FeatureID \
    Actor2Geo_Type Actor2Geo_FullName Actor2Geo_CountryCode Actor2Geo_ADM1Code Actor2Geo_ADM2Code Actor2Geo_Lat \
    Actor2Geo_Long Actor2Geo_FeatureID \
    ActionGeo_Type ActionGeo_FullName ActionGeo_CountryCode ActionGeo_ADM1Code ActionGeo_ADM2Code ActionGeo_Lat \
    ActionGeo_Long ActionGeo_FeatureID DATEADDED SOURCEURL";

/// Columns of mentions, in order.
const MENTIONS: &str = "GlobalEventID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier \
    SentenceID Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone \
    MentionDocTranslationInfo Extras";

/// Writes events and mentions.
pub fn write(reader: &Reader, export: &Export) -> Result<Vec<Resource>> {
    let mut out = Output::new(&export.folder, "gdelt.export.csv")?;
    reader.happened(export, Level::Incident, |row| match &row.cameo {
        Some(_) => out.tabs(&event(&row)),
        None => Ok(()),
    })?;
    let events = resource("gdelt.export.csv", EVENTS, out.finish()?);
    let mut out = Output::new(&export.folder, "gdelt.mentions.csv")?;
    let mut incidents = Vec::new();
    reader.happened(export, Level::Incident, |row| {
        incidents.extend(row.incident.filter(|_| row.cameo.is_some()).zip(row.from));
        Ok(())
    })?;
    for (incident, day) in incidents {
        let reports = Filter { incident: Some(incident), ..Filter::default() };
        reader.rows(&reports, Level::Report, crate::query::Order::Id, None, |row| out.tabs(&mention(&row, &day)))?;
    }
    Ok(vec![events, resource("gdelt.mentions.csv", MENTIONS, out.finish()?)])
}

fn resource(file: &str, columns: &str, rows: usize) -> Resource {
    let column = |name: &str| (name.to_owned(), Kind::Text, "as in GDELT 2.0".to_owned());
    let columns = columns.split_whitespace().map(column).collect();
    Resource { file: file.to_owned(), rows, columns, delimiter: '\t', header: false }
}

fn event(row: &Row) -> Vec<String> {
    let day = row.from.as_deref().unwrap_or_default();
    let code = row.cameo.as_deref().unwrap_or_default();
    let part = |digits: usize| code.get(..digits).unwrap_or(code).to_owned();
    let mut fields = vec![text(&row.incident), digits(day), digits(day.get(..7).unwrap_or_default())];
    fields.extend([day.get(..4).unwrap_or_default().to_owned(), fraction(day)]);
    fields.extend(actor(row.actors.first()));
    fields.extend(actor(row.recipients.first()));
    fields.extend(["1".to_owned(), code.to_owned(), part(3), part(2), quad_number(&row.quad).to_owned()]);
    fields.extend([row.score.to_string(), text(&row.mentions), text(&row.reports), text(&row.reports), String::new()]);
    fields.extend(std::iter::repeat_n(String::new(), 16));
    fields.extend(place(row));
    fields.push(digits(row.published.as_deref().unwrap_or_default()) + "000000");
    fields.push(row.url.clone().or_else(|| row.source.clone()).unwrap_or_default());
    fields
}

/// The year with the day's share of it.
fn fraction(day: &str) -> String {
    let day: Option<jiff::civil::Date> = day.parse().ok();
    let share = |day: jiff::civil::Date| f64::from(day.day_of_year()) / f64::from(day.days_in_year());
    day.map_or(String::new(), |day| format!("{:.4}", f64::from(day.year()) + share(day)))
}

/// Ten columns: code, name, country, six unknown or type columns.
fn actor(party: Option<&Participant>) -> Vec<String> {
    let Some(party) = party else { return vec![String::new(); 10] };
    let (country, sector) = (text(&party.country), text(&party.sector));
    let mut fields = vec![format!("{country}{sector}"), party.name.to_uppercase(), country];
    fields.extend(std::iter::repeat_n(String::new(), 4));
    fields.extend([sector, String::new(), String::new()]);
    fields
}

/// Eight columns of the place: GDELT's type 1 is a country, 4 a city abroad, 5 a division abroad.
fn place(row: &Row) -> Vec<String> {
    let kind = match row.precision.as_deref() {
        Some("country") => "1",
        Some("admin1") => "5",
        Some("city" | "site") => "4",
        _ => return vec![String::new(); 8],
    };
    let country = codes(row.country.as_deref());
    let parts = [row.place.as_deref(), row.admin1.as_deref(), Some(country.name)];
    let mut names: Vec<&str> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    names.dedup();
    let name = names.join(", ");
    let fields = [kind, &name, country.fips, "", "", &text(&row.lat), &text(&row.lon), &text(&row.geonames)];
    fields.map(str::to_owned).to_vec()
}

fn mention(row: &Row, day: &str) -> Vec<String> {
    let stamp = |day: &str| if day.is_empty() { String::new() } else { digits(day) + "000000" };
    let is_web = row.url.is_some();
    let confidence = (row.confidence * 100.0).round().to_string();
    let sentence = row.sentence_number.map(|number| number + 1);
    let mut fields = vec![text(&row.incident), stamp(day), stamp(row.published.as_deref().unwrap_or_default())];
    fields.extend([if is_web { "1" } else { "2" }.to_owned(), text(&row.source)]);
    fields.extend([row.url.clone().unwrap_or_else(|| row.document.clone()), text(&sentence)]);
    fields.extend(["-1", "-1", "-1", "1"].map(str::to_owned));
    fields.push(confidence);
    fields.extend(std::iter::repeat_n(String::new(), 4));
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_columns_of_gdelt() {
        assert_eq!(EVENTS.split_whitespace().count(), 61);
        assert_eq!(MENTIONS.split_whitespace().count(), 16);
        assert_eq!((actor(None).len(), fraction("2024-07-01").as_str()), (10, "2024.5000"));
    }
}
