//! Dyads, the network, and series.

use schemars::JsonSchema;
use serde::Serialize;
use store::query::{Cell, Dyad, DyadSeries, Network, Period, Series, Split};

use crate::{
    fault::{Fault, Kind},
    query::Query,
    route::{Ask, Handlers},
};

/// Dyads where no limit is given.
const DYADS: usize = 100;
/// Nodes where no number is given.
const NODES: usize = 60;

/// A list without pages.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Dyads {
    /// The commonest first.
    pub items: Vec<Dyad>,
}

/// The length of a period; what the query string lets pass has one of these names.
pub fn period(query: &Query, default: Period) -> Period {
    let name = query.text("by");
    Period::ALL.into_iter().find(|period| Some(period.name()) == name.as_deref()).unwrap_or(default)
}

/// `/series`
pub const SERIES: Handlers<Series> = (series, |ask, sink| {
    let series = series(ask)?;
    let names = ["period", "class", "count"];
    sink.head(&names)?;
    for (class, counts) in series.classes.iter().zip(&series.counts) {
        for (period, count) in series.periods.iter().zip(counts) {
            sink.cells(&names, &[Cell::Text(period.clone()), Cell::Text(class.clone()), Cell::Integer(*count)])?;
        }
    }
    Ok(())
});

fn series(ask: &Ask<'_>) -> Result<Series, Fault> {
    let split = match ask.query.text("split").as_deref() {
        Some("type") => Split::Type,
        Some("outcome") => Split::Outcome,
        Some("none") => Split::None,
        _ => Split::Quad,
    };
    let by = period(ask.query, Period::Week);
    Ok(ask.reader.series(&ask.query.filter()?, ask.query.level(), by, split)?)
}

/// `/dyads`
pub const DYADS_OF: Handlers<Dyads> = (
    |ask| Ok(Dyads { items: dyads(ask, ask.query.limit()?.unwrap_or(DYADS))? }),
    |ask, sink| {
        let names = ["actor", "recipient", "count", "mean_score", "deaths_low", "deaths_high"];
        sink.head(&names)?;
        let integer = |value: Option<i64>| value.map_or(Cell::Null, Cell::Integer);
        for dyad in dyads(ask, ask.query.limit()?.unwrap_or(usize::MAX))? {
            let (actor, recipient) = (Cell::Text(dyad.actor.name), Cell::Text(dyad.recipient.name));
            let numbers = [Cell::Integer(dyad.count), Cell::Real(dyad.mean_score)];
            let deaths = [integer(dyad.deaths_low), integer(dyad.deaths_high)];
            sink.cells(&names, &[[actor, recipient], numbers, deaths].concat())?;
        }
        Ok(())
    },
);

fn dyads(ask: &Ask<'_>, limit: usize) -> Result<Vec<Dyad>, Fault> {
    let all = ask.query.flag("all").unwrap_or_default();
    Ok(ask.reader.dyads(&ask.query.filter()?, ask.query.level(), all, limit)?)
}

/// `/dyads/{actor}/{recipient}`
pub const DYAD: Handlers<DyadSeries> = (dyad, |ask, sink| {
    let names = [
        "period",
        "from",
        "to",
        "incidents",
        "reports",
        "cooperation",
        "conflict",
        "mean_score",
        "deaths_low",
        "deaths_high",
    ];
    sink.head(&names)?;
    for point in dyad(ask)?.points {
        let cells = [
            Cell::Text(point.period),
            Cell::Text(point.from),
            Cell::Text(point.to),
            Cell::Integer(point.incidents),
            Cell::Integer(point.reports),
            Cell::Real(point.cooperation),
            Cell::Real(point.conflict),
            point.mean_score.map_or(Cell::Null, Cell::Real),
            Cell::Integer(point.deaths_low),
            Cell::Integer(point.deaths_high),
        ];
        sink.cells(&names, &cells)?;
    }
    Ok(())
});

fn dyad(ask: &Ask<'_>) -> Result<DyadSeries, Fault> {
    let filter = ask.query.filter()?;
    if let Some(name) = ["actor", "recipient", "party"].into_iter().find(|name| !ask.query.texts(name).is_empty()) {
        return Err(Fault::new(Kind::BadParameter, format!("`{name}` is in the path here"), "leave it out"));
    }
    let (directed, ids) = (ask.query.flag("directed").unwrap_or(true), (ask.ids[0], ask.ids[1]));
    let found = ask.reader.dyad(ids, &filter, period(ask.query, Period::Month), directed)?;
    found.ok_or_else(|| {
        Fault::new(Kind::NotFound, "the store has not both of these entities", "/api/v1/entities lists them")
    })
}

/// `/network`
pub const NETWORK: Handlers<Network> = (network, |ask, sink| {
    let network = network(ask)?;
    let names = ["source", "target", "count", "mean_score"];
    sink.head(&names)?;
    let name = |id| network.nodes.iter().find(|node| node.entity.id == id).map(|node| node.entity.name.clone());
    for edge in &network.edges {
        let who = [name(edge.source), name(edge.target)].map(|name| name.map_or(Cell::Null, Cell::Text));
        sink.cells(&names, &[who, [Cell::Integer(edge.count), Cell::Real(edge.mean_score)]].concat())?;
    }
    Ok(())
});

fn network(ask: &Ask<'_>) -> Result<Network, Fault> {
    let query = ask.query;
    let (most, min) = (query.value("nodes")?.unwrap_or(NODES), query.value("min")?.unwrap_or(1));
    Ok(ask.reader.network(&query.filter()?, query.level(), query.flag("all").unwrap_or_default(), most, min)?)
}
