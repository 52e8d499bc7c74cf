//! Outcomes written as Parquet. The bytes depend on the outcomes alone.

use std::fs::File;

use columns::{Outcome, record_rows, schema};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    file::properties::WriterProperties,
};

use crate::{Manifest, Result};

/// Rows a row group: few enough to hold in memory, however long the articles.
const GROUP: usize = 1024;
/// Compression: higher levels gain little on text of this kind.
const LEVEL: i32 = 3;

/// A shard being written.
pub(crate) struct Rows {
    writer: ArrowWriter<File>,
    waiting: Vec<Outcome>,
}

impl Rows {
    pub fn new(file: File) -> Result<Self> {
        let level = ZstdLevel::try_new(LEVEL)?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(level))
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let writer = ArrowWriter::try_new(file, schema::records(), Some(properties))?;
        Ok(Self { writer, waiting: Vec::with_capacity(GROUP) })
    }

    /// Takes an outcome and counts it.
    pub fn add(&mut self, outcome: Outcome, counts: &mut Manifest) -> Result<()> {
        counts.rows += 1;
        match &outcome {
            Ok((_, record)) => counts.events += record.events.len() as u64,
            Err(_) => counts.errors += 1,
        }
        self.waiting.push(outcome);
        if self.waiting.len() < GROUP { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.waiting);
        self.writer.write(&record_rows(&rows)?)?;
        Ok(())
    }

    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        self.writer.close()?;
        Ok(())
    }
}
