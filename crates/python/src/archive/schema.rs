//! The tables between the steps, and the last one: incidents.

use std::sync::{Arc, LazyLock};

use ::store::incidents::archive::{Told, summarise};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use serde::Serialize;

fn schema(columns: &[(&str, DataType)]) -> SchemaRef {
    let fields = columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

/// Columns of events by blocks.
pub fn mentions() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> =
        LazyLock::new(|| schema(&[("block", DataType::Utf8), ("home", DataType::Boolean), ("told", DataType::Utf8)]));
    SCHEMA.clone()
}

/// Columns of events with incidents.
pub fn members() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> =
        LazyLock::new(|| schema(&["incident", "document", "event", "told"].map(|name| (name, DataType::Utf8))));
    SCHEMA.clone()
}

/// Columns of incidents.
pub fn incidents() -> SchemaRef {
    use DataType::{Date32, Float64, Int64, Utf8};
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        schema(&[
            ("incident", Utf8),
            ("document", Utf8),
            ("event", Utf8),
            ("type", Utf8),
            ("status", Utf8),
            ("from", Date32),
            ("to", Date32),
            ("country", Utf8),
            ("lat", Float64),
            ("lon", Float64),
            ("deaths_low", Int64),
            ("deaths_high", Int64),
            ("reports", Int64),
            ("mentions", Int64),
            ("first_reported", Date32),
            ("last_reported", Date32),
        ])
    });
    SCHEMA.clone()
}

/// A row of [`incidents`].
#[derive(Serialize)]
pub struct Incident {
    incident: String,
    document: String,
    event: String,
    #[serde(rename = "type")]
    kind: String,
    status: String,
    from: Option<String>,
    to: Option<String>,
    country: Option<String>,
    lat: Option<f64>,
    lon: Option<f64>,
    deaths_low: Option<i64>,
    deaths_high: Option<i64>,
    reports: usize,
    mentions: usize,
    first_reported: Option<String>,
    last_reported: Option<String>,
}

impl Incident {
    /// Sums up an incident's events, in the order of documents and numbers.
    pub fn new(incident: String, mut events: Vec<Told>) -> Option<Self> {
        events.sort_by(|a, b| (&a.document, a.number).cmp(&(&b.document, b.number)));
        let summary = summarise(&events)?;
        let best = usize::try_from(summary.event).ok().and_then(|at| events.get(at))?;
        Some(Self {
            incident,
            document: best.document.clone(),
            event: format!("v{}", best.number),
            kind: summary.kind,
            status: summary.status,
            from: summary.days.0,
            to: summary.days.1,
            country: summary.country,
            lat: summary.point.map(|point| point.0),
            lon: summary.point.map(|point| point.1),
            deaths_low: summary.deaths.0,
            deaths_high: summary.deaths.1,
            reports: summary.reports,
            mentions: summary.mentions,
            first_reported: summary.reported.0,
            last_reported: summary.reported.1,
        })
    }
}
