//! Incidents in columns, and counts.

use schemars::JsonSchema;
use serde::Serialize;
use store::query::{Cell, Facets, Key, Level, Order, Overview};

use crate::{
    fault::Fault,
    route::{Ask, Handlers},
    sink::Sink,
    views::incidents,
};

/// Incidents where no limit is given.
const INCIDENTS: usize = 100_000;
/// Values a field where no limit is given.
const VALUES: usize = 20;
/// Rows where no limit is given.
const ROWS: usize = 1000;

/// `/overview`
pub const OVERVIEW: Handlers<Overview> = (overview, |ask, sink| {
    incidents::row_head(sink)?;
    let (filter, limit) = (ask.query.filter()?, ask.query.limit()?);
    ask.reader.rows(&filter, Level::Incident, Order::Latest, limit, |row| sink.row(&row))
});

fn overview(ask: &Ask<'_>) -> Result<Overview, Fault> {
    Ok(ask.reader.overview(&ask.query.filter()?, ask.query.limit()?.unwrap_or(INCIDENTS))?)
}

/// `/facets`
pub const FACETS: Handlers<Facets> = (facets, facet_rows);

fn facets(ask: &Ask<'_>) -> Result<Facets, Fault> {
    let limit = ask.query.limit()?.unwrap_or(VALUES);
    Ok(ask.reader.facets(&ask.query.filter()?, ask.query.level(), &ask.query.words("fields"), limit)?)
}

fn facet_rows(ask: &Ask<'_>, sink: &mut Sink) -> Result<(), Fault> {
    let names = ["field", "value", "count"];
    sink.head(&names)?;
    for (field, counts) in facets(ask)?.fields {
        for count in counts {
            sink.cells(&names, &[Cell::Text(field.clone()), Cell::Text(count.value), Cell::Integer(count.count)])?;
        }
    }
    Ok(())
}

/// A table of counts.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Counts {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
}

/// `/counts`
pub const COUNTS: Handlers<Counts> = (counts, count_rows);

fn counts(ask: &Ask<'_>) -> Result<Counts, Fault> {
    let words = ask.query.words("by");
    // Words were checked against the names of keys.
    let keys: Vec<Key> = words.iter().filter_map(|word| Key::ALL.into_iter().find(|key| key.name() == *word)).collect();
    let limit = ask.query.limit()?.unwrap_or(ROWS);
    let table = ask.reader.aggregate(&ask.query.filter()?, ask.query.level(), &keys, Some(limit))?;
    Ok(Counts { columns: table.columns, rows: table.rows })
}

fn count_rows(ask: &Ask<'_>, sink: &mut Sink) -> Result<(), Fault> {
    let table = counts(ask)?;
    let names: Vec<&str> = table.columns.iter().map(String::as_str).collect();
    sink.head(&names)?;
    table.rows.iter().try_for_each(|row| sink.cells(&names, row))
}
