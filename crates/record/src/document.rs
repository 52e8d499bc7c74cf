//! One coded document: the outermost object of the record contract.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Entity, Event, SCHEMA};

/// One input document with everything coded in it; one line of `annals code --format jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// What coded it.
    pub coder: CoderVersion,
    /// The text and where it is from.
    pub document: Document,
    /// The sentences of the text, in order.
    pub sentences: Vec<SentenceSpan>,
    /// Everyone and everything that takes part in an event.
    pub entities: Vec<Entity>,
    /// The events, in order of their triggers.
    pub events: Vec<Event>,
}

impl Record {
    /// A record of `document` with nothing coded yet.
    pub fn new(coder: CoderVersion, document: Document) -> Self {
        Self {
            schema: SCHEMA.to_owned(),
            coder,
            document,
            sentences: Vec::new(),
            entities: Vec::new(),
            events: Vec::new(),
        }
    }
}

/// Versions of all that decides the output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CoderVersion {
    /// Version of Annals.
    pub version: String,
    /// Name of the ontology: `plover-2021`.
    pub ontology: String,
    /// `sha256:…` of all that is learned and read from a file: the weights, the gate where it is asked, and the forests of roles.
    pub model: String,
    /// `sha256:…` of the knowledge in `data/`.
    pub knowledge: String,
}

/// A document as it was coded.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// Short hash of text and source.
    pub id: String,
    /// Outlet or file.
    pub source: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Headline, where it is not part of the text.
    pub title: Option<String>,
    /// Publication date.
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
    /// Where the publication date is from.
    pub published_from: Option<PublishedFrom>,
    /// Language of the text (ISO 639-1).
    pub language: String,
    /// The cleaned text, exactly as coded.
    pub text: String,
    /// Parts of the text that are not the article's own: nothing is coded in them.
    pub boilerplate: Vec<Boilerplate>,
}

/// Where a publication date is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PublishedFrom {
    /// The input's own metadata.
    Metadata,
    /// The command line.
    Argument,
    /// A dateline or date in the text.
    Text,
}

/// A part of the text that is not the article's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Boilerplate {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What it is.
    pub kind: BoilerplateKind,
}

/// Kinds of boilerplate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum BoilerplateKind {
    /// "READ ALSO: …", links to other articles, subscription lines.
    Promo,
    /// "By Jane Doe", "Reporting by …; editing by …".
    Byline,
    /// Copyright and contact lines.
    Legal,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SentenceSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Whether it lies in boilerplate.
    pub boilerplate: bool,
}
