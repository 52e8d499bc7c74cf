//! Rows as Arrow columns: for Parquet and for Python.

use std::sync::Arc;

use arrow_array::{ArrayRef, Date32Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use jiff::civil::{Date, date};

use super::{COLUMNS, Cell, Column, Kind, Row, Table};

/// The columns of incidents and reports; the metadata of each says what it means.
pub fn schema() -> SchemaRef {
    let field = |column: &Column| {
        let about = [("about".to_owned(), column.about.to_owned())].into();
        Field::new(column.name, data_type(column.kind), true).with_metadata(about)
    };
    Arc::new(Schema::new(COLUMNS.iter().map(field).collect::<Vec<_>>()))
}

/// Rows as a batch of [`schema`]'s columns.
///
/// # Errors
/// Where the rows are more than one batch holds.
pub fn batch(rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    let column = |column: &Column| {
        let cells: Vec<Cell> = rows.iter().map(column.cell).collect();
        array(column.kind, &cells)
    };
    RecordBatch::try_new(schema(), COLUMNS.iter().map(column).collect())
}

/// Counts as a batch; the type of a column is that of its values.
///
/// # Errors
/// As [`batch`].
pub fn counts(table: &Table) -> Result<RecordBatch, ArrowError> {
    let column = |(at, name): (usize, &String)| {
        let cells: Vec<Cell> = table.rows.iter().map(|row| row[at].clone()).collect();
        let has = |wanted: fn(&Cell) -> bool| cells.iter().any(wanted);
        let kind = if has(|cell| matches!(cell, Cell::Text(_))) {
            Kind::Text
        } else if has(|cell| matches!(cell, Cell::Real(_))) {
            Kind::Number
        } else {
            Kind::Integer
        };
        (name.clone(), array(kind, &cells), true)
    };
    RecordBatch::try_from_iter_with_nullable(table.columns.iter().enumerate().map(column))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Integer => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Text => DataType::Utf8,
        Kind::Date => DataType::Date32,
    }
}

fn array(kind: Kind, cells: &[Cell]) -> ArrayRef {
    let cells = cells.iter();
    match kind {
        Kind::Integer => Arc::new(cells.map(integer).collect::<Int64Array>()),
        Kind::Number => Arc::new(cells.map(number).collect::<Float64Array>()),
        Kind::Text => Arc::new(cells.map(text).collect::<StringArray>()),
        Kind::Date => Arc::new(cells.map(days).collect::<Date32Array>()),
    }
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

fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

/// Days since 1970, as Arrow and Parquet count them.
fn days(cell: &Cell) -> Option<i32> {
    let day: Date = text(cell)?.parse().ok()?;
    day.since(date(1970, 1, 1)).ok().map(|span| span.get_days())
}
