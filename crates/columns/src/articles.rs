//! Articles in the columns of a table.

use std::{borrow::Cow, sync::Arc};

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray, cast::AsArray};
use arrow_cast::{CastOptions, cast_with_options, display::FormatOptions};
use arrow_schema::{DataType, Schema};
use ingest::{Article, Columns, Options, Skipped};

use crate::{ColumnError, Result};

/// Reads rows of tables with one schema as articles.
#[derive(Debug)]
pub struct Reader {
    /// Fields of a document with the positions of their columns.
    places: Vec<(&'static str, usize)>,
}

impl Reader {
    /// Finds the columns by name, or as `columns` says, and checks their types.
    ///
    /// # Errors
    /// Where no column holds the text, one that was named is missing, or one holds neither text, bytes, nor, for days and
    /// ids, days and numbers.
    pub fn new(schema: &Schema, columns: &Columns) -> Result<Self> {
        let names: Vec<String> = schema.fields().iter().map(|field| field.name().to_lowercase()).collect();
        let has = || names.join(", ");
        let places = columns.places(&names).map_err(|column| match column {
            Some(column) => ColumnError::Missing { column, has: has() },
            None => ColumnError::NoText { has: has() },
        })?;
        for (field, place) in &places {
            check(field, schema.field(*place).name(), schema.field(*place).data_type())?;
        }
        Ok(Self { places })
    }

    /// The rows of a batch; `name` and the row's number, counted from `first`, name the input.
    ///
    /// # Errors
    /// Where Arrow cannot read a column.
    pub fn rows(&self, batch: &RecordBatch, name: &str, first: usize) -> Result<Vec<Row>> {
        let columns: Vec<(&'static str, ArrayRef)> = self
            .places
            .iter()
            .map(|(field, place)| Ok((*field, values(batch.column(*place))?)))
            .collect::<Result<_>>()?;
        let row = |row: usize| Row { input: format!("{name}:{}", first + row), fields: fields(&columns, row) };
        Ok((0..batch.num_rows()).map(row).collect())
    }
}

/// One row, not yet an article: what takes time is left to [`Row::article`], which any thread may call.
#[derive(Debug, Clone)]
pub struct Row {
    /// The row's name.
    pub input: String,
    /// The fields that hold something, or why they cannot be read.
    pub fields: std::result::Result<Vec<(&'static str, String)>, String>,
}

impl Row {
    /// The article.
    ///
    /// # Errors
    /// Why it is none.
    pub fn article(self, options: &Options) -> std::result::Result<Article, Skipped> {
        match self.fields {
            Ok(fields) => ingest::from_fields(fields, &self.input, options),
            Err(reason) => Err(Skipped { input: self.input, reason }),
        }
    }
}

fn fields(
    columns: &[(&'static str, ArrayRef)],
    row: usize,
) -> std::result::Result<Vec<(&'static str, String)>, String> {
    let held = columns.iter().filter(|(_, column)| column.is_valid(row));
    held.map(|(field, column)| match value(column, row) {
        Ok(value) => Ok((*field, value.into_owned())),
        Err(reason) => Err(format!("has a `{field}` that {reason}")),
    })
    .collect()
}

/// A batch with texts, and days of publication where they are given, as a table to read.
///
/// # Errors
/// Where texts and days differ in number.
pub fn text_column(texts: ArrayRef, days: Option<ArrayRef>) -> Result<RecordBatch> {
    let mut columns = vec![("text", texts, true)];
    columns.extend(days.map(|days| ("published", days, true)));
    Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
}

/// Whether a column can hold a field.
fn check(field: &str, column: &str, kind: &DataType) -> Result<()> {
    use DataType::{
        Binary, BinaryView, Date32, Date64, Dictionary, LargeBinary, LargeUtf8, Null, Timestamp, Utf8, Utf8View,
    };
    let (or, fits) = match (field, kind) {
        (_, Dictionary(_, value)) => return check(field, column, value),
        (_, Utf8 | LargeUtf8 | Utf8View | Binary | LargeBinary | BinaryView | Null) => ("", true),
        ("published", kind) => (" or days", matches!(kind, Date32 | Date64 | Timestamp(..))),
        ("id", kind) => (" or whole numbers", kind.is_integer()),
        _ => ("", false),
    };
    let fault = || ColumnError::Type { column: column.to_owned(), found: kind.clone(), or };
    if fits { Ok(()) } else { Err(fault()) }
}

/// A column as text or bytes: days and numbers written out, dictionaries undone.
fn values(column: &ArrayRef) -> Result<ArrayRef> {
    let target = match column.data_type() {
        DataType::Null => return Ok(Arc::new(StringArray::new_null(column.len()))),
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => DataType::LargeBinary,
        DataType::Dictionary(_, value) if matches!(**value, DataType::Binary | DataType::LargeBinary) => {
            DataType::LargeBinary
        }
        DataType::Timestamp(..) | DataType::Date64 => return values(&cast(column, &DataType::Date32)?),
        _ => DataType::LargeUtf8,
    };
    cast(column, &target)
}

fn cast(column: &ArrayRef, target: &DataType) -> Result<ArrayRef> {
    let options = CastOptions { safe: false, format_options: FormatOptions::default() };
    Ok(cast_with_options(column, target, &options)?)
}

/// One value; bytes are decoded from whatever character set they are in.
fn value(column: &ArrayRef, row: usize) -> std::result::Result<Cow<'_, str>, String> {
    match column.data_type() {
        DataType::LargeBinary => ingest::decode(column.as_binary::<i64>().value(row)).map(Cow::Owned),
        DataType::Utf8 => Ok(Cow::Borrowed(column.as_string::<i32>().value(row))),
        _ => Ok(Cow::Borrowed(column.as_string::<i64>().value(row))),
    }
}
