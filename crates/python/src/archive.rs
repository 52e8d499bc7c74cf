//! Incidents across an archive, step by step, as tables: what an engine for large data spreads over machines.

mod schema;

use std::collections::{BTreeMap, BTreeSet};

use ::store::incidents::archive::{Told, assign, blocks, told};
use arrow_array::{Array, RecordBatch, cast::AsArray};
use columns::batch;
use pyo3::{exceptions::PyValueError, prelude::*};
use pyo3_arrow::{PyTable, input::AnyRecordBatch};
use serde::Serialize;

use crate::coder::fault;

/// An event in one of the blocks that need it.
#[derive(Serialize)]
struct Mention {
    block: String,
    home: bool,
    told: String,
}

/// An event with its incident.
#[derive(Clone, Serialize)]
struct Member {
    incident: String,
    document: String,
    event: String,
    told: String,
}

/// From records to mentions: a row for each event and each block that needs it.
#[pyfunction]
pub fn mentions(py: Python<'_>, records: AnyRecordBatch) -> PyResult<PyTable> {
    let batches = batches(records)?;
    py.detach(|| {
        let mut rows = Vec::new();
        for batch in &batches {
            for told in columns::coded(batch).map_err(fault)?.iter().flat_map(told) {
                let text = serde_json::to_string(&told).map_err(fault)?;
                rows.extend(blocks(&told).into_iter().map(|block| Mention {
                    block: block.name,
                    home: block.home,
                    told: text.clone(),
                }));
            }
        }
        table(schema::mentions(), &rows)
    })
}

/// Mentions of one block.
#[derive(Default)]
struct Block {
    events: Vec<Told>,
    /// Documents and numbers of those that lie in the block itself.
    own: BTreeSet<(String, u32)>,
}

impl Block {
    /// The block's own events with their incidents.
    fn members(self) -> PyResult<Vec<Member>> {
        let own = |told: &Told| self.own.contains(&(told.document.clone(), told.number));
        let assigned = assign(self.events).into_iter().filter(|(told, _)| own(told));
        let member = |(told, incident): (Told, String)| {
            let text = serde_json::to_string(&told).map_err(fault)?;
            Ok(Member { incident, document: told.document, event: format!("v{}", told.number), told: text })
        };
        assigned.map(member).collect()
    }
}

/// From the mentions of whole blocks to events with the ids of their incidents, a row for each event.
#[pyfunction]
pub fn assign_incidents(py: Python<'_>, mentions: AnyRecordBatch) -> PyResult<PyTable> {
    let batches = batches(mentions)?;
    py.detach(|| {
        let mut blocks: BTreeMap<String, Block> = BTreeMap::new();
        for batch in &batches {
            let (names, homes) = (text(batch, "block")?, column(batch, "home")?);
            let homes = homes.as_boolean_opt().ok_or_else(|| wrong("home"))?;
            for (row, told) in parsed(batch)?.into_iter().enumerate() {
                let block = blocks.entry(names(row)).or_default();
                if homes.value(row) {
                    block.own.insert((told.document.clone(), told.number));
                }
                block.events.push(told);
            }
        }
        let rows: Vec<Vec<Member>> = blocks.into_values().map(Block::members).collect::<PyResult<_>>()?;
        table(schema::members(), &rows.concat())
    })
}

/// From all events of some incidents to one row an incident.
#[pyfunction]
pub fn summarise_incidents(py: Python<'_>, members: AnyRecordBatch) -> PyResult<PyTable> {
    let batches = batches(members)?;
    py.detach(|| {
        let mut incidents: BTreeMap<String, Vec<Told>> = BTreeMap::new();
        for batch in &batches {
            let names = text(batch, "incident")?;
            for (row, told) in parsed(batch)?.into_iter().enumerate() {
                incidents.entry(names(row)).or_default().push(told);
            }
        }
        let rows: Vec<_> =
            incidents.into_iter().filter_map(|(incident, events)| schema::Incident::new(incident, events)).collect();
        table(schema::incidents(), &rows)
    })
}

fn table<R: Serialize>(schema: arrow_schema::SchemaRef, rows: &[R]) -> PyResult<PyTable> {
    PyTable::try_new(vec![batch(schema.clone(), rows).map_err(fault)?], schema)
}

fn batches(data: AnyRecordBatch) -> PyResult<Vec<RecordBatch>> {
    data.into_reader()?.collect::<Result<_, _>>().map_err(fault)
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> PyResult<&'b dyn Array> {
    batch.column_by_name(name).map(AsRef::as_ref).ok_or_else(|| wrong(name))
}

fn wrong(name: &str) -> PyErr {
    PyValueError::new_err(format!("the table has no column `{name}` of the right type: give what the step before gave"))
}

/// A column of text; engines choose between the kinds of Arrow text as they like.
fn text(batch: &RecordBatch, name: &str) -> PyResult<impl Fn(usize) -> String> {
    let array = arrow_cast::cast(column(batch, name)?, &arrow_schema::DataType::Utf8).map_err(fault)?;
    Ok(move |row: usize| array.as_string::<i32>().value(row).to_owned())
}

fn parsed(batch: &RecordBatch) -> PyResult<Vec<Told>> {
    let told = text(batch, "told")?;
    (0..batch.num_rows()).map(|row| serde_json::from_str(&told(row)).map_err(fault)).collect()
}
