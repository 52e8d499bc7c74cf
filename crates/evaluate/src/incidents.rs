//! Incidents of records, as a store that holds these documents alone gives them.

use std::collections::BTreeMap;

use record::Record;
use store::{
    Item, Writer,
    query::{Filter, Level, Order},
};

use crate::EvaluateError;

/// The incident of each event of each record.
pub(crate) fn incidents(records: &[Record]) -> Result<Vec<Vec<Option<i64>>>, EvaluateError> {
    let fault = |error| EvaluateError::Read("a folder for a temporary store".to_owned(), error);
    let folder = tempfile::tempdir().map_err(fault)?;
    let mut writer = Writer::open(&folder.path().join("incidents.db"))?;
    let items: Vec<Item> = records.iter().enumerate().map(item).collect();
    let Some(first) = records.first() else { return Ok(Vec::new()) };
    let run = writer.start_run(&first.coder, "evaluate")?;
    writer.add(run, &items)?;
    let mut found: BTreeMap<String, Vec<Option<i64>>> = BTreeMap::new();
    for row in writer.reader().list(&Filter::default(), Level::Report, Order::Id, None)? {
        found.entry(row.document).or_default().push(row.incident);
    }
    Ok((0..records.len()).map(|number| found.remove(&number.to_string()).unwrap_or_default()).collect())
}

/// A document under its number, so that equal texts stay apart.
fn item((number, record): (usize, &Record)) -> Item {
    let mut record = record.clone();
    record.document.id = number.to_string();
    record.document.source = Some(number.to_string());
    Item::Coded(Box::new(record))
}
