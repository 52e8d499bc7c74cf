//! Tables for reading, JSON and CSV.

use std::io::Write;

use serde_json::Value;
use store::query::{Cell, Figure, Participant, Row, Table};

use super::options::RowFormat;

/// Widest column of a table for reading.
const WIDEST: usize = 60;

/// Writes a table in one of the formats.
pub fn table(out: &mut impl Write, table: &Table, format: RowFormat) -> anyhow::Result<()> {
    match format {
        RowFormat::Table => aligned(out, table)?,
        RowFormat::Json => {
            let objects: Vec<Value> = table.rows.iter().map(|row| object(&table.columns, row)).collect();
            writeln!(out, "{}", serde_json::to_string_pretty(&objects)?)?;
        }
        RowFormat::Csv => {
            let mut rows = csv::Writer::from_writer(out);
            rows.write_record(&table.columns)?;
            for row in &table.rows {
                rows.write_record(row.iter().map(ToString::to_string))?;
            }
            rows.flush()?;
        }
    }
    Ok(())
}

fn object(columns: &[String], row: &[Cell]) -> Value {
    let pairs = columns.iter().zip(row);
    Value::Object(pairs.map(|(name, cell)| (name.clone(), serde_json::to_value(cell).unwrap_or(Value::Null))).collect())
}

/// Columns padded to their widest cell; numbers to the right.
fn aligned(out: &mut impl Write, table: &Table) -> std::io::Result<()> {
    let cells: Vec<Vec<String>> =
        table.rows.iter().map(|row| row.iter().map(|cell| short(&cell.to_string())).collect()).collect();
    let width = |at: usize| {
        let column = cells.iter().map(|row| row[at].chars().count());
        column.chain([table.columns[at].chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let is_number = |at: usize| table.rows.iter().all(|row| !matches!(row[at], Cell::Text(_)));
    for row in std::iter::once(&table.columns).chain(&cells) {
        let mut line = String::new();
        for (at, cell) in row.iter().enumerate() {
            let width = widths[at];
            line += &if is_number(at) { format!("{cell:>width$}  ") } else { format!("{cell:<width$}  ") };
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn short(text: &str) -> String {
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(WIDEST - 1).collect();
    match chars.next() {
        None => start,
        Some(last) if chars.next().is_none() => start + &last.to_string(),
        Some(_) => start + "…",
    }
}

/// Names of participants for reading; `?` where the text names none.
pub fn who(parties: &[Participant]) -> String {
    if parties.is_empty() {
        return "?".to_owned();
    }
    parties.iter().map(|party| party.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Type and modes.
pub fn kind(row: &Row) -> String {
    if row.mode.is_empty() { row.kind.clone() } else { format!("{}/{}", row.kind, row.mode.join("+")) }
}

/// Bounds, as short as can be.
pub fn range(low: Option<i64>, high: Option<i64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low}–{high}"),
        (Some(low), None) => format!("{low}+"),
        (None, Some(high)) => format!("≤{high}"),
        (None, None) => String::new(),
    }
}

/// Text with its line breaks made spaces.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "7 deaths by the ministry".
pub fn figure(figure: &Figure) -> String {
    let source = figure.source.as_deref().map_or(String::new(), |source| format!(" by {source}"));
    format!("{} {}{source}", range(figure.low, figure.high), figure.kind)
}
