//! A store opened from Python: questions, reviews, exports, new documents.

use std::{collections::HashSet, path::PathBuf};

use ::coder::Coder;
use ::store::{
    Added, Item, Reader, Writer, document_hash,
    export::{Export, Format},
    query::{Key, Level, Order, arrow},
    review::Verdict,
};
use arrow_array::RecordBatch;
use ingest::{Article, Skipped};
use pyo3::{exceptions::PyValueError, prelude::*, types::PyDict};
use pyo3_arrow::PyTable;

use crate::{
    coder::{coder, fault},
    files::Files,
    filter::filter,
};

/// The path of a store. Each call opens it anew, so that a store may be shared with other processes and threads.
#[pyclass(frozen, module = "annals._annals")]
pub struct Store {
    path: PathBuf,
}

#[pymethods]
impl Store {
    #[new]
    fn new(py: Python<'_>, path: PathBuf, create: bool) -> PyResult<Self> {
        let opened = py.detach(|| if create { Writer::open(&path).map(drop) } else { Reader::open(&path).map(drop) });
        opened.map_err(fault)?;
        Ok(Self { path })
    }

    /// Incidents or reports that meet the conditions.
    #[pyo3(signature = (level, order, limit, conditions=None))]
    fn query(
        &self,
        py: Python<'_>,
        level: &str,
        order: &str,
        limit: Option<usize>,
        conditions: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let (filter, level) = (filter(conditions)?, self::level(level)?);
        let order = match order {
            "id" => Order::Id,
            "earliest" => Order::Earliest,
            "latest" => Order::Latest,
            _ => return Err(unknown("order", order, "id, earliest, latest")),
        };
        let rows = py.detach(|| Reader::open(&self.path)?.list(&filter, level, order, limit)).map_err(fault)?;
        table(arrow::batch(&rows).map_err(fault)?)
    }

    /// Counts by some keys.
    #[pyo3(signature = (by, level, limit, conditions=None))]
    fn count(
        &self,
        py: Python<'_>,
        by: Vec<String>,
        level: &str,
        limit: Option<usize>,
        conditions: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<PyTable> {
        let (filter, level) = (filter(conditions)?, self::level(level)?);
        let keys = by.iter().map(|name| key(name)).collect::<PyResult<Vec<_>>>()?;
        let counts = py.detach(|| Reader::open(&self.path)?.aggregate(&filter, level, &keys, limit)).map_err(fault)?;
        table(arrow::counts(&counts).map_err(fault)?)
    }

    /// Writes files; their names and rows.
    #[pyo3(signature = (formats, folder, level, since=None, conditions=None))]
    fn export(
        &self,
        py: Python<'_>,
        formats: Vec<String>,
        folder: PathBuf,
        level: &str,
        since: Option<&str>,
        conditions: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Vec<(String, usize)>> {
        let (filter, level) = (filter(conditions)?, self::level(level)?);
        let formats = formats.iter().map(|name| format(name)).collect::<PyResult<Vec<_>>>()?;
        let written = py.detach(|| {
            let store = Reader::open(&self.path)?;
            let since = since.map(|since| store.moment(since)).transpose()?;
            store.export(&formats, &Export { filter, level, folder, since })
        });
        let written = written.map_err(fault)?;
        Ok(written.into_iter().map(|resource| (resource.file, resource.rows)).collect())
    }

    /// Adds a review; its number.
    #[pyo3(signature = (event, verdict, field=None, value=None, by=None, note=None))]
    #[expect(clippy::too_many_arguments, reason = "the Python side gives each a name")]
    fn review(
        &self,
        py: Python<'_>,
        event: i64,
        verdict: &str,
        field: Option<String>,
        value: Option<String>,
        by: Option<&str>,
        note: Option<&str>,
    ) -> PyResult<i64> {
        let verdict = match (verdict, field) {
            ("accept", None) => Verdict::Accept,
            ("reject", None) => Verdict::Reject,
            ("edit", Some(field)) => Verdict::Edit { field, value: value.unwrap_or_default() },
            ("edit", None) => return Err(PyValueError::new_err("an edit needs a field")),
            _ => return Err(unknown("verdict", verdict, "accept and reject, without a field, and edit")),
        };
        py.detach(|| Writer::open(&self.path)?.review(event, &verdict, by, note)).map_err(fault)
    }

    /// All reviews, as JSON.
    fn reviews(&self, py: Python<'_>) -> PyResult<String> {
        let reviews = py.detach(|| Reader::open(&self.path)?.reviews()).map_err(fault)?;
        serde_json::to_string(&reviews).map_err(fault)
    }

    /// Adds what files hold; numbers of new documents, known documents, and new events.
    fn ingest(&self, py: Python<'_>, files: &Files) -> PyResult<(usize, usize, usize)> {
        let coder = py.detach(coder)?;
        let opened = py.detach(|| -> ::store::Result<_> {
            let store = Writer::open(&self.path)?;
            let known = store.hashes()?;
            Ok((store, known))
        });
        let (mut store, known) = opened.map_err(fault)?;
        let (mut run, mut total) = (None, (0, 0, 0));
        loop {
            let batch = files.next_batch(py, |read| item(coder, &known, read))?;
            if batch.is_empty() {
                break;
            }
            let items: Vec<Item> = batch.iter().flatten().cloned().collect();
            let passed = batch.len() - items.len();
            let added = py.detach(|| add(&mut store, coder, &mut run, &items)).map_err(fault)?;
            total = (total.0 + added.documents, total.1 + added.known + passed, total.2 + added.events);
        }
        if let Some(run) = run {
            py.detach(|| store.finish_run(run)).map_err(fault)?;
        }
        Ok(total)
    }
}

/// Writes a batch, in a run that starts with the first.
fn add(store: &mut Writer, coder: &Coder, run: &mut Option<i64>, items: &[Item]) -> ::store::Result<Added> {
    if items.is_empty() {
        return Ok(Added::default());
    }
    let number = match *run {
        Some(number) => number,
        None => *run.insert(store.start_run(&coder.version(), "ingest")?),
    };
    store.add(number, items)
}

/// What is to be written of one document; nothing where the store holds it.
fn item(coder: &Coder, known: &HashSet<String>, read: Result<Article, Skipped>) -> Option<Item> {
    let article = match read {
        Ok(article) => article,
        Err(skipped) => return Some(Item::Refused(skipped.input, skipped.reason)),
    };
    let document = article.document.clone();
    if known.contains(&document_hash(&document)) {
        return None;
    }
    Some(match shards::outcome(coder, Ok(article)) {
        Ok((_, record)) => Item::Coded(Box::new(record)),
        Err(skipped) => Item::NotCoded(Box::new(document), skipped.reason),
    })
}

fn table(batch: RecordBatch) -> PyResult<PyTable> {
    PyTable::try_new(vec![batch.clone()], batch.schema())
}

fn unknown(what: &str, name: &str, known: &str) -> PyErr {
    PyValueError::new_err(format!("unknown {what} `{name}`; there are {known}"))
}

fn level(name: &str) -> PyResult<Level> {
    match name {
        "incident" => Ok(Level::Incident),
        "report" => Ok(Level::Report),
        _ => Err(unknown("level", name, "incident, report")),
    }
}

fn key(name: &str) -> PyResult<Key> {
    named("key", name, &Key::ALL.map(|key| (key.name().replace('-', "_"), key)))
}

fn format(name: &str) -> PyResult<Format> {
    const FORMATS: [(&str, Format); 9] = [
        ("csv", Format::Csv),
        ("parquet", Format::Parquet),
        ("jsonl", Format::Jsonl),
        ("geojson", Format::Geojson),
        ("gdelt", Format::Gdelt),
        ("icews", Format::Icews),
        ("polecat", Format::Polecat),
        ("ftm", Format::Ftm),
        ("panel", Format::Panel),
    ];
    named("format", name, &FORMATS)
}

fn named<T: Copy>(what: &str, name: &str, known: &[(impl AsRef<str>, T)]) -> PyResult<T> {
    let found = known.iter().find(|(known, _)| known.as_ref() == name).map(|(_, value)| *value);
    let names = || known.iter().map(|(name, _)| name.as_ref()).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| unknown(what, name, &names()))
}
