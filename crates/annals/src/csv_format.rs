//! `annals code --format csv`: one event a row. The columns are described in `docs/cli.md`.

use std::io::Write;

use columns::rows::EventRow;
use record::Record;

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
        EventRow::of(record).try_for_each(|row| self.rows.write_record(cells(&row)))
    }

    /// Writes what is still buffered.
    pub fn finish(mut self) -> std::io::Result<()> {
        self.rows.flush()
    }
}

fn cells(row: &EventRow<'_>) -> [String; 31] {
    let text = |value: Option<&str>| value.unwrap_or_default().to_owned();
    [
        row.document.to_owned(),
        text(row.source),
        text(row.url),
        text(row.title),
        some(row.published),
        row.event.to_owned(),
        row.incident.to_owned(),
        row.kind.to_owned(),
        row.mode.clone(),
        row.context.clone(),
        text(row.cameo),
        row.quad.to_owned(),
        row.score.to_string(),
        row.status.to_owned(),
        row.historical.to_string(),
        row.trigger.to_owned(),
        row.actors.clone(),
        row.actor_countries.clone(),
        row.actor_sectors.clone(),
        row.recipients.clone(),
        row.recipient_countries.clone(),
        row.recipient_sectors.clone(),
        text(row.attributed_to),
        text(row.place),
        some(row.lat),
        some(row.lon),
        some(row.from),
        some(row.to),
        some(row.deaths_min),
        row.sentence.to_owned(),
        row.confidence.to_string(),
    ]
}

/// A value as text; nothing where it is unknown.
fn some<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}
