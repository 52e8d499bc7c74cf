//! `annals code --format csv`: one event a row. The columns are described in `docs/cli.md`.

use std::io::Write;

use record::{Argument, Casualties, Event, Record};

/// Column names, in order.
pub const COLUMNS: [&str; 31] = [
    "document",
    "source",
    "url",
    "title",
    "published",
    "event",
    "incident",
    "type",
    "mode",
    "context",
    "cameo",
    "quad",
    "score",
    "status",
    "historical",
    "trigger",
    "actors",
    "actor_countries",
    "actor_sectors",
    "recipients",
    "recipient_countries",
    "recipient_sectors",
    "attributed_to",
    "place",
    "lat",
    "lon",
    "from",
    "to",
    "deaths_min",
    "sentence",
    "confidence",
];

/// Writes events as rows.
pub struct CsvWriter<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> CsvWriter<W> {
    /// Writes the head row.
    pub fn new(out: W) -> csv::Result<Self> {
        let mut rows = csv::Writer::from_writer(out);
        rows.write_record(COLUMNS)?;
        Ok(Self { rows })
    }

    /// Writes the events of a document.
    pub fn write(&mut self, record: &Record) -> csv::Result<()> {
        let text: Vec<char> = record.document.text.chars().collect();
        record.events.iter().try_for_each(|event| self.rows.write_record(row(record, event, &text)))
    }

    /// Writes what is still buffered.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.rows.flush()
    }
}

fn row(record: &Record, event: &Event, text: &[char]) -> [String; 31] {
    let document = &record.document;
    let some = |value: Option<&dyn ToString>| value.map(|value| value.to_string()).unwrap_or_default();
    let span = record.sentences[event.sentence];
    let place = event.place.as_ref();
    let when = event.when.as_ref();
    let [actors, actor_countries, actor_sectors] = participants(record, &event.actors);
    let [recipients, recipient_countries, recipient_sectors] = participants(record, &event.recipients);
    [
        document.id.clone(),
        document.source.clone().unwrap_or_default(),
        document.url.clone().unwrap_or_default(),
        document.title.clone().unwrap_or_default(),
        some(document.published.as_ref().map(|day| day as _)),
        event.id.clone(),
        event.incident.clone(),
        event.kind.to_string(),
        event.mode.join(";"),
        event.context.join(";"),
        event.cameo.clone().unwrap_or_default(),
        event.quad.to_string(),
        event.score.to_string(),
        event.status.to_string(),
        event.historical.to_string(),
        event.trigger.text.clone(),
        actors,
        actor_countries,
        actor_sectors,
        recipients,
        recipient_countries,
        recipient_sectors,
        event.attributed_to.as_ref().map(|source| source.text.clone()).unwrap_or_default(),
        place.map(|place| place.name.clone()).unwrap_or_default(),
        some(place.and_then(|place| place.lat.as_ref()).map(|lat| lat as _)),
        some(place.and_then(|place| place.lon.as_ref()).map(|lon| lon as _)),
        some(when.and_then(|when| when.from.as_ref()).map(|day| day as _)),
        some(when.and_then(|when| when.to.as_ref()).map(|day| day as _)),
        some(event.deaths.as_ref().and_then(least).as_ref().map(|min| min as _)),
        text[span.start..span.end].iter().collect(),
        event.confidence.to_string(),
    ]
}

fn least(casualties: &Casualties) -> Option<u64> {
    casualties.min
}

/// Names, countries and sectors of participants, joined by semicolons in the same order.
fn participants(record: &Record, arguments: &[Argument]) -> [String; 3] {
    let entities: Vec<_> = arguments
        .iter()
        .filter_map(|argument| record.entities.iter().find(|entity| entity.id == argument.entity))
        .collect();
    let join = |parts: Vec<&str>| parts.join(";");
    [
        join(entities.iter().map(|entity| entity.name.as_str()).collect()),
        join(entities.iter().map(|entity| entity.country.as_deref().unwrap_or_default()).collect()),
        join(entities.iter().map(|entity| entity.sector.map_or("", |sector| sector.name())).collect()),
    ]
}
