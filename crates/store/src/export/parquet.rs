//! Parquet (zstd), one file a year: the columns of CSV with types. Days are `DATE`, unknown is null.

use std::{collections::BTreeMap, fs::File, io::BufWriter, sync::Arc};

use ::parquet::{
    basic::{Compression, ZstdLevel},
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::{parser::parse_message_type, types::TypePtr},
};
use jiff::civil::{Date, date};

use super::{Export, Output, Resource};
use crate::{
    Reader, Result, StoreError,
    query::{COLUMNS, Cell, Kind, Order},
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
    let schema = schema()?;
    let mut years: BTreeMap<String, Year> = BTreeMap::new();
    reader.rows(&export.changed(), export.level, Order::Id, None, |row| -> Result<()> {
        let name = row.from.as_deref().and_then(|day| day.get(..4)).unwrap_or("undated").to_owned();
        if !years.contains_key(&name) {
            let file = format!("{}-{name}.parquet", export.level.name());
            years.insert(name.clone(), Year::new(export, file, &schema)?);
        }
        match years.get_mut(&name) {
            Some(year) => year.add(COLUMNS.iter().map(|column| (column.cell)(&row)).collect()),
            None => Ok(()),
        }
    })?;
    years.into_values().map(Year::finish).collect()
}

fn schema() -> Result<TypePtr> {
    let column = |kind, name| match kind {
        Kind::Integer => format!("OPTIONAL INT64 {name};"),
        Kind::Number => format!("OPTIONAL DOUBLE {name};"),
        Kind::Text => format!("OPTIONAL BYTE_ARRAY {name} (STRING);"),
        Kind::Date => format!("OPTIONAL INT32 {name} (DATE);"),
    };
    let columns: String = COLUMNS.iter().map(|with| column(with.kind, with.name)).collect();
    Ok(Arc::new(parse_message_type(&format!("message annals {{ {columns} }}"))?))
}

/// The file of a year and the rows that wait for its next row group.
struct Year {
    file: String,
    output: Output,
    writer: SerializedFileWriter<BufWriter<File>>,
    waiting: Vec<Vec<Cell>>,
}

impl Year {
    fn new(export: &Export, file: String, schema: &TypePtr) -> Result<Self> {
        let output = Output::new(&export.folder, &file)?;
        let level = ZstdLevel::try_new(3)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let handle = BufWriter::new(output.file.get_ref().try_clone()?);
        let writer = SerializedFileWriter::new(handle, schema.clone(), Arc::new(properties))?;
        Ok(Self { file, output, writer, waiting: Vec::new() })
    }

    fn add(&mut self, cells: Vec<Cell>) -> Result<()> {
        self.waiting.push(cells);
        self.output.rows += 1;
        if self.waiting.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.waiting);
        let mut group = self.writer.next_row_group()?;
        for (at, column) in COLUMNS.iter().enumerate() {
            let cells = || rows.iter().map(move |row| &row[at]);
            match column.kind {
                Kind::Integer => put::<Int64Type>(&mut group, cells().map(integer))?,
                Kind::Number => put::<DoubleType>(&mut group, cells().map(number))?,
                Kind::Text => put::<ByteArrayType>(&mut group, cells().map(text))?,
                Kind::Date => put::<Int32Type>(&mut group, cells().map(days))?,
            }
        }
        group.close()?;
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

/// Writes one column: its values and, for each row, whether there is one.
fn put<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, BufWriter<File>>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<()> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    if let Some(mut column) = group.next_column()? {
        column.typed::<T>().write_batch(&values, Some(&levels), None)?;
        column.close()?;
    }
    Ok(())
}

fn integer(cell: &Cell) -> Option<i64> {
    if let Cell::Integer(number) = cell { Some(*number) } else { None }
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Real(number) => Some(*number),
        Cell::Integer(number) => Some(*number as f64),
        _ => None,
    }
}

fn text(cell: &Cell) -> Option<ByteArray> {
    if let Cell::Text(text) = cell { Some(text.as_str().into()) } else { None }
}

/// Days since 1970, as Parquet counts them.
fn days(cell: &Cell) -> Option<i32> {
    let Cell::Text(text) = cell else { return None };
    let day: Date = text.parse().ok()?;
    day.since(date(1970, 1, 1)).ok().map(|span| span.get_days())
}
