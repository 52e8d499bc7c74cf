//! The one coder of a process, and shards.

use std::{convert::Infallible, num::NonZeroUsize, sync::OnceLock};

use ::coder::{Coder, workers};
use arrow_schema::FieldRef;
use columns::{Outcome, Row};
use ingest::Options;
use pyo3::{
    exceptions::{PyRuntimeError, PyValueError},
    prelude::*,
};
use pyo3_arrow::PySchema;
use shards::{Done, Location};

/// Documents between two looks at whether the user wants to stop.
const STRIDE: usize = 512;

/// The coder, loaded when it is first needed.
pub fn coder() -> PyResult<&'static Coder> {
    static CODER: OnceLock<Result<Coder, String>> = OnceLock::new();
    let loaded = CODER.get_or_init(|| Coder::embedded().map_err(|error| error.to_string()));
    loaded.as_ref().map_err(|error| PyRuntimeError::new_err(error.clone()))
}

/// As many threads as asked for, else all cores.
pub fn threads(asked: Option<usize>) -> PyResult<NonZeroUsize> {
    match asked {
        Some(number) => NonZeroUsize::new(number).ok_or_else(|| PyValueError::new_err("threads must be 1 or more")),
        None => Ok(std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)),
    }
}

/// How inputs are read.
pub fn reading(date: Option<&str>, columns: &str) -> PyResult<Options> {
    let published = date.map(str::parse).transpose();
    let published = published.map_err(|_| {
        PyValueError::new_err(format!("date `{}` is no day; write 2024-02-10", date.unwrap_or_default()))
    })?;
    let columns = columns.parse().map_err(|error: ingest::ColumnsError| PyValueError::new_err(error.to_string()))?;
    Ok(Options { published, columns, fetcher: None })
}

/// Codes rows on all cores, in order; stops after the first error where `strict`.
pub fn code_rows(
    py: Python<'_>,
    rows: Vec<Row>,
    options: &Options,
    threads: NonZeroUsize,
    strict: bool,
) -> PyResult<Vec<Outcome>> {
    let coder = py.detach(coder)?;
    let work = |row: Row| shards::outcome(coder, row.article(options));
    in_order(py, rows.into_iter(), threads, work, |outcome| strict && outcome.is_err())
}

/// Applies work to all items, spread over the cores, in order; looks now and then whether the user wants to stop, and ends after
/// a result that is the last one wanted.
pub fn in_order<T: Send, R: Send>(
    py: Python<'_>,
    mut items: impl Iterator<Item = T> + Send,
    threads: NonZeroUsize,
    work: impl Fn(T) -> R + Sync,
    is_last: impl Fn(&R) -> bool,
) -> PyResult<Vec<R>> {
    let mut results = Vec::new();
    loop {
        let before = results.len();
        let Ok(()) = py.detach(|| {
            workers::ordered(threads, items.by_ref().take(STRIDE), &work, |result| {
                results.push(result);
                Ok::<(), Infallible>(())
            })
        });
        py.check_signals()?;
        if results.len() < before + STRIDE || results[before..].iter().any(&is_last) {
            return Ok(results);
        }
    }
}

/// Version of Annals, ontology, model and knowledge, as in records.
#[pyfunction]
pub fn version(py: Python<'_>) -> PyResult<[String; 4]> {
    let version = py.detach(coder)?.version();
    Ok([version.version, version.ontology, version.model, version.knowledge])
}

/// The JSON schema of records.
#[pyfunction]
pub fn record_schema() -> String {
    record::json_schema().to_string()
}

/// Codes one file to one shard; the manifest as JSON, and whether it was coded now.
#[pyfunction]
#[pyo3(signature = (input, out, date=None, columns="", threads=None))]
pub fn code_shard(
    py: Python<'_>,
    input: &str,
    out: &str,
    date: Option<&str>,
    columns: &str,
    threads: Option<usize>,
) -> PyResult<(String, bool)> {
    let reading = reading(date, columns)?;
    let threads = self::threads(threads)?;
    let options = shards::Options { date: reading.published, columns: reading.columns, threads };
    let done = py.detach(|| shards::code(coder()?, input, out, &options).map_err(fault))?;
    Ok((json(done.manifest())?, matches!(done, Done::Coded(_))))
}

/// The manifests of all shards in a place, as JSON.
#[pyfunction]
pub fn manifests(py: Python<'_>, out: &str) -> PyResult<String> {
    let found = py.detach(|| Location::new(out).and_then(|place| shards::manifests(&place)));
    json(&found.map_err(fault)?)
}

/// The bytes of a file of a place; nothing where there is none.
#[pyfunction]
pub fn read(py: Python<'_>, out: &str, file: &str) -> PyResult<Option<Vec<u8>>> {
    let bytes = py.detach(|| Location::new(out)?.read(file)).map_err(fault)?;
    Ok(bytes.map(|bytes| bytes.to_vec()))
}

/// Writes a file whole unless there is one of that name; whether it was written.
#[pyfunction]
pub fn publish(py: Python<'_>, out: &str, file: &str, bytes: Vec<u8>) -> PyResult<bool> {
    py.detach(|| Location::new(out)?.publish(file, bytes.into())).map_err(fault)
}

/// What the columns of a table mean, by name.
#[pyfunction]
pub fn about(table: PySchema) -> Vec<(String, String)> {
    let schema = table.into_inner();
    let about = |field: &FieldRef| field.metadata().get(columns::schema::ABOUT).cloned().unwrap_or_default();
    schema.fields().iter().map(|field| (field.name().clone(), about(field))).collect()
}

fn json(value: &impl serde::Serialize) -> PyResult<String> {
    serde_json::to_string(value).map_err(fault)
}

/// An error with its causes.
pub fn fault(error: impl std::error::Error) -> PyErr {
    let mut message = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        let text = deeper.to_string();
        if !message.contains(&text) {
            message = format!("{message}: {text}");
        }
        cause = deeper.source();
    }
    PyRuntimeError::new_err(message)
}
