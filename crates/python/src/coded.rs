//! What came of some texts.

use columns::{Outcome, Tables, record_rows, schema};
use pyo3::{prelude::*, types::PyBytes};
use pyo3_arrow::PyTable;

use crate::coder::fault;

/// Outcomes, in the order of the texts.
#[pyclass(frozen, module = "annals._annals")]
pub struct Coded {
    outcomes: Vec<Outcome>,
}

impl Coded {
    /// Wraps outcomes.
    pub fn new(outcomes: Vec<Outcome>) -> Self {
        Self { outcomes }
    }
}

#[pymethods]
impl Coded {
    fn __len__(&self) -> usize {
        self.outcomes.len()
    }

    /// The tables `documents`, `events`, `entities`, `errors`.
    fn tables(&self, py: Python<'_>) -> PyResult<[PyTable; 4]> {
        let tables = py.detach(|| Tables::new(&self.outcomes)).map_err(fault)?;
        let Tables { documents, events, entities, errors } = tables;
        let table = |batch: arrow_array::RecordBatch| PyTable::try_new(vec![batch.clone()], batch.schema());
        Ok([table(documents)?, table(events)?, table(entities)?, table(errors)?])
    }

    /// One row a text, nested: the record contract, or `error`.
    fn records(&self, py: Python<'_>) -> PyResult<PyTable> {
        let batch = py.detach(|| record_rows(&self.outcomes)).map_err(fault)?;
        PyTable::try_new(vec![batch], schema::records())
    }

    /// Input and reason of the first text that gave no record.
    fn first_error(&self) -> Option<(String, String)> {
        let skipped = self.outcomes.iter().find_map(|outcome| outcome.as_ref().err())?;
        Some((skipped.input.clone(), skipped.reason.clone()))
    }

    /// The records as `annals code --format jsonl` prints them.
    fn jsonl<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let lines = py.detach(|| -> serde_json::Result<Vec<u8>> {
            let mut lines = Vec::new();
            for (_, record) in self.outcomes.iter().flatten() {
                serde_json::to_writer(&mut lines, record)?;
                lines.push(b'\n');
            }
            Ok(lines)
        });
        Ok(PyBytes::new(py, &lines.map_err(fault)?))
    }
}
