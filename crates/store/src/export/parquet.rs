//! Parquet (zstd), one file a year: the columns of CSV with types. Days are `DATE`, unknown is null.

use std::{collections::BTreeMap, fs::File, io::BufWriter};

use ::parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::ParquetError,
    file::properties::WriterProperties,
};

use super::{Export, Output, Resource};
use crate::{
    Reader, Result, StoreError,
    query::{COLUMNS, Order, Row, arrow},
};

/// Rows a row group.
const GROUP: usize = 50_000;

impl From<ParquetError> for StoreError {
    fn from(error: ParquetError) -> Self {
        Self::Output(std::io::Error::other(error))
    }
}

/// Writes `incidents-2024.parquet` and so on; acts without a day go to `…-undated.parquet`.
pub fn write(reader: &Reader, export: &Export) -> Result<Vec<Resource>> {
    let mut years: BTreeMap<String, Year> = BTreeMap::new();
    reader.rows(&export.changed(), export.level, Order::Id, None, |row| -> Result<()> {
        let name = row.from.as_deref().and_then(|day| day.get(..4)).unwrap_or("undated").to_owned();
        if !years.contains_key(&name) {
            let file = format!("{}-{name}.parquet", export.level.name());
            years.insert(name.clone(), Year::new(export, file)?);
        }
        match years.get_mut(&name) {
            Some(year) => year.add(row),
            None => Ok(()),
        }
    })?;
    years.into_values().map(Year::finish).collect()
}

/// The file of a year and the rows that wait for its next row group.
struct Year {
    file: String,
    output: Output,
    writer: ArrowWriter<BufWriter<File>>,
    waiting: Vec<Row>,
}

impl Year {
    fn new(export: &Export, file: String) -> Result<Self> {
        let output = Output::new(&export.folder, &file)?;
        let level = ZstdLevel::try_new(3)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let handle = BufWriter::new(output.file.get_ref().try_clone()?);
        let writer = ArrowWriter::try_new(handle, arrow::schema(), Some(properties))?;
        Ok(Self { file, output, writer, waiting: Vec::new() })
    }

    fn add(&mut self, row: Row) -> Result<()> {
        self.waiting.push(row);
        self.output.rows += 1;
        if self.waiting.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.waiting);
        self.writer.write(&arrow::batch(&rows).map_err(ParquetError::from)?)?;
        self.writer.flush()?;
        Ok(())
    }

    fn finish(mut self) -> Result<Resource> {
        if !self.waiting.is_empty() {
            self.flush()?;
        }
        self.writer.close()?;
        let columns = COLUMNS.iter().map(|column| (column.name.to_owned(), column.kind, column.about.to_owned()));
        let rows = self.output.finish()?;
        Ok(Resource { file: self.file, rows, columns: columns.collect(), delimiter: ',', header: false })
    }
}
