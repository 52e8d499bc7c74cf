//! Rows as flat columns: one definition behind CSV, Parquet and the data dictionaries of exports.

use super::{Cell, Participant, Row};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Integer,
    /// A number.
    Number,
    /// Text; several values joined by `;`.
    Text,
    /// A day.
    Date,
}

/// One column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// What it means.
    pub about: &'static str,
    /// How it is read off a row.
    pub cell: fn(&Row) -> Cell,
}

macro_rules! columns {
    ($($name:literal $kind:ident $about:literal $cell:expr;)*) => {
        /// The columns of incidents and reports, in order.
        pub const COLUMNS: &[Column] = &[$(Column { name: $name, kind: Kind::$kind, about: $about, cell: $cell },)*];
    };
}

columns! {
    "incident" Integer "the act, whatever the number of reports of it" |row| integer(row.incident);
    "event" Integer "one mention; of an incident, the one that tells it best" |row| Cell::Integer(row.event);
    "from" Date "first day" |row| string(&row.from);
    "to" Date "last day" |row| string(&row.to);
    "type" Text "PLOVER type" |row| Cell::Text(row.kind.clone());
    "mode" Text "PLOVER modes" |row| Cell::Text(row.mode.join(";"));
    "context" Text "PLOVER contexts" |row| Cell::Text(row.context.join(";"));
    "cameo" Text "CAMEO code" |row| string(&row.cameo);
    "quad" Text "quad class" |row| Cell::Text(row.quad.clone());
    "score" Number "PLOVER 2.0 conflict–cooperation score, -10 to 10" |row| Cell::Real(row.score);
    "status" Text "actual, disputed, future, hypothetical, negated" |row| Cell::Text(row.status.clone());
    "actors" Text "names of actors" |row| names(&row.actors, |party| Some(party.name.as_str()));
    "actor_countries" Text "their countries (ISO3), in the same order" |row| names(&row.actors, |party| party.country.as_deref());
    "actor_sectors" Text "their PLOVER sectors" |row| names(&row.actors, |party| party.sector.as_deref());
    "recipients" Text "names of recipients" |row| names(&row.recipients, |party| Some(party.name.as_str()));
    "recipient_countries" Text "their countries (ISO3)" |row| names(&row.recipients, |party| party.country.as_deref());
    "recipient_sectors" Text "their PLOVER sectors" |row| names(&row.recipients, |party| party.sector.as_deref());
    "attributed_to" Text "on whose word" |row| string(&row.attributed_to);
    "content" Text "what a demand, promise or accusation is about" |row| string(&row.content);
    "place" Text "place" |row| string(&row.place);
    "admin1" Text "first-level division" |row| string(&row.admin1);
    "country" Text "country of the place (ISO3)" |row| string(&row.country);
    "lat" Number "degrees north" |row| real(row.lat);
    "lon" Number "degrees east" |row| real(row.lon);
    "deaths_low" Integer "least number of deaths given" |row| integer(row.deaths_low);
    "deaths_high" Integer "greatest number of deaths given" |row| integer(row.deaths_high);
    "reports" Integer "documents that tell of the incident, copies not counted" |row| integer(row.reports);
    "mentions" Integer "events that tell of the incident" |row| integer(row.mentions);
    "document" Text "the document's id" |row| Cell::Text(row.document.clone());
    "source" Text "outlet or file" |row| string(&row.source);
    "url" Text "web address" |row| string(&row.url);
    "published" Date "day of publication" |row| string(&row.published);
    "sentence" Text "the sentence" |row| string(&row.sentence);
    "confidence" Number "calibrated probability that type and trigger are right" |row| Cell::Real(row.confidence);
}

fn string(value: &Option<String>) -> Cell {
    value.clone().map_or(Cell::Null, Cell::Text)
}

fn integer(value: Option<i64>) -> Cell {
    value.map_or(Cell::Null, Cell::Integer)
}

fn real(value: Option<f64>) -> Cell {
    value.map_or(Cell::Null, Cell::Real)
}

/// One part of each participant, joined by semicolons; null where there is none.
fn names(parties: &[Participant], part: impl Fn(&Participant) -> Option<&str>) -> Cell {
    let parts: Vec<&str> = parties.iter().map(|party| part(party).unwrap_or_default()).collect();
    if parts.is_empty() { Cell::Null } else { Cell::Text(parts.join(";")) }
}
