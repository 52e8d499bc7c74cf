//! What came of some inputs, as tables.

use arrow_array::RecordBatch;
use ingest::Skipped;
use record::Record;

use crate::{
    Result, batch,
    rows::{DocumentRow, EntityRow, ErrorRow, EventRow, RecordRow},
    schema,
};

/// What came of one input: its name and its record, or why there is none.
pub type Outcome = std::result::Result<(String, Record), Skipped>;

/// The tables of some outcomes, in their order.
#[derive(Debug, Clone)]
pub struct Tables {
    /// One row a document.
    pub documents: RecordBatch,
    /// One row an event.
    pub events: RecordBatch,
    /// One row a participant of a document.
    pub entities: RecordBatch,
    /// One row an input that gave no record.
    pub errors: RecordBatch,
}

impl Tables {
    /// The tables of some outcomes.
    ///
    /// # Errors
    /// Where a table grows beyond what one batch holds (2 GB of text in a column).
    pub fn new(outcomes: &[Outcome]) -> Result<Self> {
        let coded = || outcomes.iter().filter_map(|outcome| outcome.as_ref().ok());
        let documents: Vec<_> = coded().map(|(input, record)| DocumentRow::new(input, record)).collect();
        let events: Vec<_> = coded().flat_map(|(_, record)| EventRow::of(record)).collect();
        let entities: Vec<_> = coded().flat_map(|(_, record)| EntityRow::of(record)).collect();
        let skipped = outcomes.iter().filter_map(|outcome| outcome.as_ref().err());
        let errors: Vec<_> =
            skipped.map(|skipped| ErrorRow { input: &skipped.input, reason: &skipped.reason }).collect();
        Ok(Self {
            documents: batch(schema::documents(), &documents)?,
            events: batch(schema::events(), &events)?,
            entities: batch(schema::entities(), &entities)?,
            errors: batch(schema::errors(), &errors)?,
        })
    }
}

/// The row of `records` that tells of an outcome.
impl<'r> From<&'r Outcome> for RecordRow<&'r Record> {
    fn from(outcome: &'r Outcome) -> Self {
        match outcome {
            Ok((input, record)) => Self { input: input.clone(), error: None, record: Some(record) },
            Err(skipped) => Self { input: skipped.input.clone(), error: Some(skipped.reason.clone()), record: None },
        }
    }
}
