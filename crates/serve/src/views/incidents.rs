//! Incidents and reports.

use record::{CoderVersion, Evidence};
use schemars::JsonSchema;
use serde::Serialize;
use store::query::{COLUMNS, Found, Level, Report, Row, Story};

use super::Listed;
use crate::{
    BASE,
    fault::Fault,
    route::{Ask, Handlers},
    sink::Sink,
};

/// `/incidents`
pub const INCIDENTS: Handlers<Listed<Row>> =
    (|ask| list(ask, Level::Incident), |ask, sink| rows(ask, sink, Level::Incident));
/// `/reports`
pub const REPORTS: Handlers<Listed<Row>> = (|ask| list(ask, Level::Report), |ask, sink| rows(ask, sink, Level::Report));

fn list(ask: &Ask<'_>, level: Level) -> Result<Listed<Row>, Fault> {
    let (filter, after) = (ask.query.filter()?, ask.query.cursor()?);
    Ok(Listed::from(ask.reader.page(&filter, level, ask.query.order(), after.as_ref(), ask.query.rows()?)?))
}

/// Incidents or reports as rows; all, if not told how many.
fn rows(ask: &Ask<'_>, sink: &mut Sink, level: Level) -> Result<(), Fault> {
    row_head(sink)?;
    let limit = ask.query.limit()?;
    ask.reader.rows(&ask.query.filter()?, level, ask.query.order(), limit, |row| sink.row(&row))
}

/// The head of rows.
pub fn row_head(sink: &mut Sink) -> Result<(), Fault> {
    let names: Vec<&str> = COLUMNS.iter().map(|column| column.name).collect();
    sink.head(&names)
}

/// `/incidents/{id}`
pub const INCIDENT: Handlers<Story> = (story, |ask, sink| {
    row_head(sink)?;
    story(ask)?.reports.iter().try_for_each(|report| sink.row(&report.row))
});

fn story(ask: &Ask<'_>) -> Result<Story, Fault> {
    let id = ask.ids[0];
    match ask.reader.story(id)? {
        Some(Found::Here(story)) => Ok(story),
        Some(Found::MergedInto(other)) => Err(Fault::Moved(format!("{BASE}/incidents/{other}"))),
        None => Err(Fault::no_such("incident", id)),
    }
}

/// `/events/{id}`
pub const EVENT: Handlers<Report> = (report, |ask, sink| {
    row_head(sink)?;
    sink.row(&report(ask)?.row)
});

fn report(ask: &Ask<'_>) -> Result<Report, Fault> {
    let id = ask.ids[0];
    ask.reader.report(id)?.ok_or_else(|| Fault::no_such("event", id))
}

/// How a report came about.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Explanation {
    /// Id of the event.
    pub event: i64,
    /// Its id within the document.
    pub local: String,
    /// Id of the document.
    pub document_id: i64,
    /// What coded it.
    pub coder: CoderVersion,
    /// Whether the chain is by the same version.
    pub same_coder: bool,
    /// Which rule or model gave which field.
    pub evidence: Vec<Evidence>,
    /// From sentence to record, for reading.
    pub chain: Option<String>,
    /// Why there is no chain.
    pub chain_missing: Option<String>,
}

/// `/events/{id}/explain`
pub const EXPLAIN: Handlers<Explanation> = (explain, |ask, sink| {
    use store::query::Cell;
    let names = ["field", "by", "score"];
    sink.head(&names)?;
    for evidence in explain(ask)?.evidence {
        let score = evidence.score.map_or(Cell::Null, Cell::Real);
        sink.cells(&names, &[Cell::Text(evidence.field), Cell::Text(evidence.by), score])?;
    }
    Ok(())
});

fn explain(ask: &Ask<'_>) -> Result<Explanation, Fault> {
    let id = ask.ids[0];
    let (document_id, local, record) = ask.reader.coded(id)?.ok_or_else(|| Fault::no_such("event", id))?;
    let evidence = record.events.iter().find(|event| event.id == local).map(|event| event.evidence.clone());
    let (same_coder, chain) = match &ask.app.explain {
        None => (false, Err("this server has no coder".to_owned())),
        Some(coder) => {
            let same = coder.version().is_ok_and(|version| version == record.coder);
            (same, coder.explain(&record.document, &local))
        }
    };
    let (chain, chain_missing) = match chain {
        Ok(chain) => (Some(chain), None),
        Err(why) => (None, Some(why)),
    };
    let evidence = evidence.unwrap_or_default();
    Ok(Explanation { event: id, local, document_id, coder: record.coder, same_coder, evidence, chain, chain_missing })
}
