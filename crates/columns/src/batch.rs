//! From rows to batches and back.

use arrow_array::RecordBatch;
use arrow_json::{LineDelimitedWriter, ReaderBuilder};
use arrow_schema::SchemaRef;
use ingest::Skipped;
use record::Record;
use serde::Serialize;

use crate::{ColumnError, Outcome, Result, rows::RecordRow, schema};

/// Rows as one batch of a schema's columns.
///
/// # Errors
/// Where the rows are more than one batch holds (2 GB of text in a column).
pub fn batch<R: Serialize>(schema: SchemaRef, rows: &[R]) -> Result<RecordBatch> {
    let mut decoder = ReaderBuilder::new(schema.clone()).with_batch_size(rows.len().max(1)).build_decoder()?;
    decoder.serialize(rows)?;
    Ok(decoder.flush()?.unwrap_or_else(|| RecordBatch::new_empty(schema)))
}

/// Outcomes as one batch of [`schema::records`], a row each.
///
/// # Errors
/// As [`batch`].
pub fn record_rows(outcomes: &[Outcome]) -> Result<RecordBatch> {
    let rows: Vec<RecordRow<&Record>> = outcomes.iter().map(RecordRow::from).collect();
    batch(schema::records(), &rows)
}

/// The outcomes that a batch of [`schema::records`] holds: what [`record_rows`] was given.
///
/// # Errors
/// Where the batch has other columns.
pub fn read(batch: &RecordBatch) -> Result<Vec<Outcome>> {
    let mut lines = Vec::new();
    let mut writer = LineDelimitedWriter::new(&mut lines);
    writer.write(batch)?;
    writer.finish()?;
    let lines = lines.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.enumerate().map(|(row, line)| outcome(line).map_err(|source| ColumnError::Record { row, source })).collect()
}

fn outcome(line: &[u8]) -> serde_json::Result<Outcome> {
    let row: RecordRow<serde_json::Value> = serde_json::from_slice(line)?;
    match row.error {
        Some(reason) => Ok(Err(Skipped { input: row.input, reason })),
        None => Ok(Ok((row.input, serde_json::from_value(row.record.unwrap_or_default())?))),
    }
}

/// The records of a batch of [`schema::records`], without the inputs that gave none.
///
/// # Errors
/// As [`read`].
pub fn coded(batch: &RecordBatch) -> Result<Vec<Record>> {
    Ok(read(batch)?.into_iter().flatten().map(|(_, record)| record).collect())
}
