//! Rows on their way out, as CSV, JSON Lines or GeoJSON, in pieces: an answer is never whole in memory.

use std::{io, time::Duration};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;
use store::{
    export::feature,
    query::{COLUMNS, Cell, Row},
};
use tokio::{runtime::Handle, sync::mpsc::Sender};

use crate::fault::Fault;

/// Bytes of a piece.
const PIECE: usize = 1 << 16;
/// How long to wait for whoever reads.
const PATIENCE: Duration = Duration::from_secs(30);

/// What goes out: a piece, the end (`None`), or why there is no more. Without an end the answer is not whole.
pub type Piece = Result<Option<Vec<u8>>, Fault>;

/// Formats of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub enum RowFormat {
    /// Comma-separated values with a head.
    Csv,
    /// One object a line.
    Jsonl,
    /// Points on a map; of incidents and reports alone.
    Geojson,
}

/// How GeoJSON begins.
const COLLECTION: &[u8] = b"{\"type\":\"FeatureCollection\",\"features\":[\n";

impl RowFormat {
    /// Media type and file ending.
    pub fn parts(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("text/csv; charset=utf-8", "csv"),
            Self::Jsonl => ("application/x-ndjson", "jsonl"),
            Self::Geojson => ("application/geo+json", "geojson"),
        }
    }

    /// Media types by which it is asked for.
    pub fn medias(self) -> &'static [&'static str] {
        match self {
            Self::Csv => &["text/csv"],
            Self::Jsonl => &["application/x-ndjson", "application/jsonl"],
            Self::Geojson => &["application/geo+json"],
        }
    }
}

/// Where rows go.
pub struct Sink {
    format: RowFormat,
    pending: Vec<u8>,
    has_head: bool,
    out: Sender<Piece>,
}

impl Sink {
    /// A sink for one answer. Used on a thread that may wait, within the runtime of `out`.
    pub fn new(format: RowFormat, out: Sender<Piece>) -> Self {
        Self { format, pending: Vec::with_capacity(PIECE), has_head: false, out }
    }

    /// An incident or report.
    pub fn row(&mut self, row: &Row) -> Result<(), Fault> {
        match self.format {
            RowFormat::Jsonl => self.line(row),
            RowFormat::Geojson => self.feature(row),
            RowFormat::Csv => {
                let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
                let cells: Vec<Cell> = COLUMNS.iter().map(|column| (column.cell)(row)).collect();
                self.cells(&names, &cells)
            }
        }
    }

    /// A row of cells; the names are the same for all rows of an answer.
    pub fn cells(&mut self, names: &[&str], cells: &[Cell]) -> Result<(), Fault> {
        match self.format {
            // Routes of which rows are no incidents do not offer GeoJSON.
            RowFormat::Jsonl | RowFormat::Geojson => {
                let value = |cell: &Cell| serde_json::to_value(cell).unwrap_or(Value::Null);
                let pairs = names.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), value(cell)));
                self.line(&Value::Object(pairs.collect()))
            }
            RowFormat::Csv => {
                self.head(names)?;
                let mut writer = csv::Writer::from_writer(&mut self.pending);
                writer.write_record(cells.iter().map(|cell| guarded(cell.to_string()))).map_err(io::Error::from)?;
                drop(writer);
                self.flush_full()
            }
        }
    }

    /// The head of a table, also where no row follows.
    pub fn head(&mut self, names: &[&str]) -> Result<(), Fault> {
        if self.format == RowFormat::Csv && !self.has_head {
            self.has_head = true;
            let mut writer = csv::Writer::from_writer(&mut self.pending);
            writer.write_record(names).map_err(io::Error::from)?;
        }
        Ok(())
    }

    /// A point; a row without a place is none.
    fn feature(&mut self, row: &Row) -> Result<(), Fault> {
        let Some(feature) = feature(row) else { return Ok(()) };
        let before: &[u8] = if self.has_head { b"," } else { COLLECTION };
        self.pending.extend_from_slice(before);
        self.has_head = true;
        self.line(&feature)
    }

    fn line(&mut self, value: &impl Serialize) -> Result<(), Fault> {
        serde_json::to_writer(&mut self.pending, value).map_err(io::Error::from)?;
        self.pending.push(b'\n');
        self.flush_full()
    }

    fn flush_full(&mut self) -> Result<(), Fault> {
        if self.pending.len() < PIECE {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.pending, Vec::with_capacity(PIECE));
        self.send(Ok(Some(piece)))
    }

    /// Sends what is left, or why there is no more.
    pub fn finish(mut self, result: Result<(), Fault>) {
        if self.format == RowFormat::Geojson && result.is_ok() {
            let before: &[u8] = if self.has_head { b"" } else { COLLECTION };
            self.pending.extend_from_slice(before);
            self.pending.extend_from_slice(b"]}\n");
        }
        let last = result.map(|()| Some(std::mem::take(&mut self.pending)));
        let is_whole = last.is_ok();
        // Nobody reads any more where this fails.
        let _ = self.send(last);
        if is_whole {
            let _ = self.send(Ok(None));
        }
    }

    fn send(&self, piece: Piece) -> Result<(), Fault> {
        let sent = Handle::current().block_on(async { tokio::time::timeout(PATIENCE, self.out.send(piece)).await });
        match sent {
            Ok(Ok(())) => Ok(()),
            _ => Err(Fault::from(io::Error::from(io::ErrorKind::BrokenPipe))),
        }
    }
}

/// Text that a spreadsheet would run as a formula gets an apostrophe before it.
fn guarded(text: String) -> String {
    let is_number = text.parse::<f64>().is_ok();
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number { format!("'{text}") } else { text }
}
