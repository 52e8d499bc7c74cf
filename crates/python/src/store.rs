//! A store opened from Python: questions, reviews, exports, new documents.

use std::path::PathBuf;

use ::store::{
    Item, Reader, Writer,
    export::{Export, Format},
    query::{Key, Level, Order, arrow},
    review::Verdict,
};
use arrow_array::RecordBatch;
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
    #[pyo3(signature = (formats, folder, level, conditions=None))]
    fn export(
        &self,
        py: Python<'_>,
        formats: Vec<String>,
        folder: PathBuf,
        level: &str,
        conditions: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Vec<(String, usize)>> {
        let export = Export { filter: filter(conditions)?, level: self::level(level)?, folder };
        let formats = formats.iter().map(|name| format(name)).collect::<PyResult<Vec<_>>>()?;
        let written = py.detach(|| Reader::open(&self.path)?.export(&formats, &export)).map_err(fault)?;
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
        let version = py.detach(coder)?.version();
        let mut store = py.detach(|| Writer::open(&self.path)).map_err(fault)?;
        let run = py.detach(|| store.start_run(&version, "ingest")).map_err(fault)?;
        let mut total = (0, 0, 0);
        while let Some(outcomes) = files.next_batch(py)? {
            let items: Vec<Item> = outcomes.into_iter().map(item).collect();
            let added = py.detach(|| store.add(run, &items)).map_err(fault)?;
            total = (total.0 + added.documents, total.1 + added.known, total.2 + added.events);
        }
        py.detach(|| store.finish_run(run)).map_err(fault)?;
        Ok(total)
    }
}

fn item(outcome: columns::Outcome) -> Item {
    match outcome {
        Ok((_, record)) => Item::Coded(Box::new(record)),
        Err(skipped) => Item::Refused(skipped.input, skipped.reason),
    }
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
    const KEYS: [(&str, Key); 16] = [
        ("day", Key::Day),
        ("week", Key::Week),
        ("month", Key::Month),
        ("year", Key::Year),
        ("type", Key::Type),
        ("quad", Key::Quad),
        ("status", Key::Status),
        ("country", Key::Country),
        ("admin1", Key::Admin1),
        ("actor", Key::Actor),
        ("recipient", Key::Recipient),
        ("dyad", Key::Dyad),
        ("actor_country", Key::ActorCountry),
        ("recipient_country", Key::RecipientCountry),
        ("country_dyad", Key::CountryDyad),
        ("source", Key::Source),
    ];
    named("key", name, &KEYS)
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

fn named<T: Copy>(what: &str, name: &str, known: &[(&str, T)]) -> PyResult<T> {
    let found = known.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let names = || known.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| unknown(what, name, &names()))
}
