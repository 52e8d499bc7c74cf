//! Texts as Python has them: Arrow data of any make, or columns of Python objects.

use arrow_array::{Array, RecordBatch, StructArray, cast::AsArray};
use arrow_schema::DataType;
use columns::{ColumnError, Reader, Row, text_column};
use pyo3::{
    exceptions::{PyTypeError, PyValueError},
    prelude::*,
    types::{PyBytes, PyFloat, PyInt, PyString},
};
use pyo3_arrow::input::AnyArray;

use crate::{
    coded::Coded,
    coder::{code_rows, fault, reading, threads},
};

/// Codes a table, or a column of texts, that speaks the Arrow C data interface.
#[pyfunction]
#[pyo3(signature = (data, columns="", date=None, threads=None, name="row", first=0, strict=false))]
#[expect(clippy::too_many_arguments, reason = "the Python side gives each a name")]
pub fn code_arrow(
    py: Python<'_>,
    data: AnyArray,
    columns: &str,
    date: Option<&str>,
    threads: Option<usize>,
    name: &str,
    first: usize,
    strict: bool,
) -> PyResult<Coded> {
    let options = reading(date, columns)?;
    let threads = self::threads(threads)?;
    let (mut rows, mut reader) = (Vec::new(), None);
    for chunk in data.into_reader()? {
        let batch = table(&chunk.map_err(fault)?)?;
        if reader.is_none() {
            reader = Some(Reader::new(&batch.schema(), &options.columns).map_err(wrong_columns)?);
        }
        if let Some(reader) = &reader {
            rows.extend(reader.rows(&batch, name, first + rows.len()).map_err(fault)?);
        }
    }
    Ok(Coded::new(code_rows(py, rows, &options, threads, strict)?))
}

/// A batch as it is; a column as a table of texts.
fn table(chunk: &dyn Array) -> PyResult<RecordBatch> {
    match chunk.data_type() {
        DataType::Struct(_) => {
            let rows: StructArray = chunk.as_struct().clone();
            match rows.null_count() {
                0 => Ok(RecordBatch::from(rows)),
                missing => Err(PyValueError::new_err(format!("{missing} rows of the table are missing as a whole"))),
            }
        }
        _ => text_column(chunk.slice(0, chunk.len()), None).map_err(fault),
    }
}

/// Wrong columns are an error of types.
fn wrong_columns(error: ColumnError) -> PyErr {
    PyTypeError::new_err(error.to_string())
}

/// Codes columns of Python objects: strings, bytes, dates, and whatever else stands among them.
#[pyfunction]
#[pyo3(signature = (data, columns="", date=None, threads=None, name="row", first=0, strict=false))]
#[expect(clippy::too_many_arguments, reason = "the Python side gives each a name")]
pub fn code_columns(
    py: Python<'_>,
    data: Vec<(String, Vec<Bound<'_, PyAny>>)>,
    columns: &str,
    date: Option<&str>,
    threads: Option<usize>,
    name: &str,
    first: usize,
    strict: bool,
) -> PyResult<Coded> {
    let options = reading(date, columns)?;
    let threads = self::threads(threads)?;
    let length = data.first().map_or(0, |(_, values)| values.len());
    if let Some((column, values)) = data.iter().find(|(_, values)| values.len() != length) {
        let reason = format!("`{column}` has {} values, `{}` has {length}", values.len(), data[0].0);
        return Err(PyValueError::new_err(reason));
    }
    let names: Vec<String> = data.iter().map(|(name, _)| name.to_lowercase()).collect();
    let places = options.columns.places(&names).map_err(|missing| {
        let has = names.join(", ");
        wrong_columns(match missing {
            Some(column) => ColumnError::Missing { column, has },
            None => ColumnError::NoText { has },
        })
    })?;
    let fields =
        |row: usize| places.iter().filter_map(|&(field, place)| cell(field, &data[place].1[row]).transpose()).collect();
    let rows = (0..length).map(|row| Row { input: format!("{name}:{}", first + row), fields: fields(row) }).collect();
    Ok(Coded::new(code_rows(py, rows, &options, threads, strict)?))
}

/// A field's value; nothing where it is missing.
fn cell(field: &'static str, value: &Bound<'_, PyAny>) -> Result<Option<(&'static str, String)>, String> {
    let text = if value.is_none() || is_nan(value) {
        return Ok(None);
    } else if let Ok(text) = value.cast::<PyString>() {
        text.to_str().map(str::to_owned).map_err(|_| format!("has a `{field}` with lone surrogates: it is no text"))?
    } else if let Ok(bytes) = value.cast::<PyBytes>() {
        ingest::decode(bytes.as_bytes()).map_err(|reason| format!("has a `{field}` that {reason}"))?
    } else if let Some(day) = day(value) {
        return Ok(Some((field, day)).filter(|_| field == "published"));
    } else if let ("id", Ok(number)) = (field, value.cast::<PyInt>()) {
        number.to_string()
    } else {
        let kind = value.get_type().name().map_or_else(|_| "object".to_owned(), |name| name.to_string());
        return Err(format!("has a `{field}` of type {kind}, not text"));
    };
    Ok(Some((field, text)))
}

/// NaN and its kin (`NaT`, `pandas.NA`) are no values: they do not equal themselves, or cannot say.
fn is_nan(value: &Bound<'_, PyAny>) -> bool {
    let nan = value.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan());
    let missing = || value.get_type().name().is_ok_and(|name| ["NaTType", "NAType"].iter().any(|kin| name == *kin));
    nan || missing()
}

/// The day of a date or a time.
fn day(value: &Bound<'_, PyAny>) -> Option<String> {
    let text: String = value.call_method0("isoformat").ok()?.extract().ok()?;
    text.get(..10).map(str::to_owned)
}
