//! The server, the store in numbers, and the vocabularies.

use record::{EventType, Quad, Sector, Status};
use schemars::JsonSchema;
use serde::Serialize;
use store::query::{Cell, Holdings};

use crate::{
    App,
    fault::Fault,
    route::{Ask, Handlers, Rights},
    sink::Sink,
};

/// Runs told of.
const RUNS: usize = 50;

/// What a request may do.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Session {
    /// See the store.
    pub read: bool,
    /// Add reviews.
    pub write: bool,
    /// Whether seeing the store takes a token here.
    pub reading_needs_token: bool,
}

/// Tells what the token allows.
pub fn session(app: &App, rights: Rights) -> Session {
    Session { read: rights.read, write: rights.write, reading_needs_token: app.reading_needs_token }
}

/// The OpenAPI document.
pub fn openapi(_: &App, _: Rights) -> serde_json::Value {
    serde_json::to_value(crate::openapi::document()).unwrap_or_default()
}

/// The server and its store.
#[derive(Debug, Serialize, JsonSchema)]
pub struct About {
    /// Version of Annals.
    pub version: String,
    /// Name of the store's file.
    pub store: String,
    /// What it holds.
    #[serde(flatten)]
    pub holdings: Holdings,
}

/// `/about`
pub const ABOUT: Handlers<About> = (about, runs);

fn about(ask: &Ask<'_>) -> Result<About, Fault> {
    let name = ask.app.store.file_name().unwrap_or_default().to_string_lossy().into_owned();
    Ok(About { version: env!("CARGO_PKG_VERSION").to_owned(), store: name, holdings: ask.reader.holdings(RUNS)? })
}

fn runs(ask: &Ask<'_>, sink: &mut Sink) -> Result<(), Fault> {
    let names = ["id", "command", "started", "finished", "coder", "ontology", "model", "knowledge"];
    sink.head(&names)?;
    for run in ask.reader.runs(usize::MAX >> 1)? {
        let finished = run.finished.map_or(Cell::Null, Cell::Text);
        let texts = [run.coder, run.ontology, run.model, run.knowledge].map(Cell::Text);
        let cells = [Cell::Integer(run.id), Cell::Text(run.command), Cell::Text(run.started), finished];
        sink.cells(&names, &[cells, texts].concat())?;
    }
    Ok(())
}

/// The closed vocabularies, for labels and boxes to choose from.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Codebook {
    /// PLOVER types.
    pub types: Vec<TypeEntry>,
    /// Quad classes.
    pub quads: Vec<String>,
    /// Sectors.
    pub sectors: Vec<String>,
    /// Statuses of reports.
    pub statuses: Vec<String>,
    /// What becomes of incidents.
    pub outcomes: Vec<String>,
    /// Fields of reports that can be edited.
    pub fields: Vec<String>,
}

/// A PLOVER type.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TypeEntry {
    /// Its name.
    pub name: String,
    /// Its quad class.
    pub quad: String,
}

/// Tells the vocabularies.
pub fn codebook(_: &App, _: Rights) -> Codebook {
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let entry = |kind: &EventType| TypeEntry { name: kind.name().to_owned(), quad: kind.quad().name().to_owned() };
    Codebook {
        types: EventType::ALL.iter().map(entry).collect(),
        quads: Quad::ALL.iter().map(|quad| quad.name().to_owned()).collect(),
        sectors: Sector::ALL.iter().map(|sector| sector.name().to_owned()).collect(),
        statuses: Status::ALL.iter().map(|status| status.name().to_owned()).collect(),
        outcomes: store::query::Outcome::ALL.iter().map(|outcome| outcome.name().to_owned()).collect(),
        fields: names(&store::review::FIELDS),
    }
}
