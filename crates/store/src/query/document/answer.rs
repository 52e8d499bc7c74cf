//! What a document is in answers: its head, its text, what was coded in it, and what to mark.

use record::{
    Argument, Attribution, Boilerplate, Casualties, CoderVersion, Content, Count, Entity, Evidence, Interval, Link,
    Place, SentenceSpan, Trigger,
};
use schemars::JsonSchema;
use serde::Serialize;

/// A document, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentHead {
    /// Id in the store.
    pub id: i64,
    /// The id its input gave, else its hash.
    pub key: String,
    /// 1, 2, … for versions of one page.
    pub version: i64,
    /// The next version.
    pub replaced_by: Option<i64>,
    /// Outlet or file.
    pub source: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// `metadata`, `argument`, `text`.
    pub published_from: Option<String>,
    /// ISO 639-1.
    pub language: String,
    /// Why it holds no events.
    pub not_coded: Option<String>,
    /// The document it repeats.
    pub copy_of: Option<i64>,
}

/// A document of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DocumentItem {
    /// What it is.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// Events in force.
    pub events: i64,
}

/// A document with its text and its last coding.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct DocumentDetail {
    /// What it is.
    #[serde(flatten)]
    pub head: DocumentHead,
    /// All versions of the page, the earliest first.
    pub versions: Vec<Version>,
    /// Documents that repeat it.
    pub copies: Vec<i64>,
    /// The text, exactly as coded; offsets count its code points.
    pub text: String,
    /// Parts that are not the article's own.
    pub boilerplate: Vec<Boilerplate>,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceSpan>,
    /// What coded it; `null` where it is not coded.
    pub coder: Option<CoderVersion>,
    /// Who and what takes part.
    pub entities: Vec<KnownEntity>,
    /// The events, in order of their triggers.
    pub events: Vec<CodedEvent>,
    /// All that is to be marked in the text, in order; spans may overlap.
    pub spans: Vec<MarkedSpan>,
}

/// A version of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Version {
    /// Id of its document.
    pub id: i64,
    /// 1, 2, …
    pub version: i64,
    /// When it was added (UTC).
    pub added: String,
}

/// An entity of a document, and which of the store's it is.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct KnownEntity {
    /// Id in the store; `null` where it takes part in no event.
    pub entity: Option<i64>,
    /// The entity, as coded.
    #[serde(flatten)]
    pub coded: Entity,
}

/// An event of a document, and where the store has it. Type, mode, quad class, status and `historical` carry the edits of
/// reviews; the rest is as coded.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CodedEvent {
    /// Id in the store.
    pub event: i64,
    /// Id within the document: `v1`, …
    pub local: String,
    /// Incident across documents.
    pub incident: Option<i64>,
    /// Whether it counts.
    pub live: bool,
    /// Whether a review rejects it.
    pub rejected: bool,
    /// Fields that reviews gave another value.
    pub edited: Vec<String>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER modes.
    pub mode: Vec<String>,
    /// PLOVER contexts.
    pub context: Vec<String>,
    /// CAMEO code.
    pub cameo: Option<String>,
    /// Quad class.
    pub quad: String,
    /// Conflict–cooperation score.
    pub score: f64,
    /// Whether it happened.
    pub status: String,
    /// Whether it lies outside the reported situation.
    pub historical: bool,
    /// The words that name the act.
    pub trigger: Trigger,
    /// Position of its sentence.
    pub sentence: usize,
    /// Who did it.
    pub actors: Vec<Argument>,
    /// To whom.
    pub recipients: Vec<Argument>,
    /// On whose word.
    pub attributed_to: Option<Attribution>,
    /// The word that attributes.
    pub attribution_verb: Option<String>,
    /// What a demand, promise or accusation is about.
    pub content: Option<Content>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub when: Option<Interval>,
    /// Deaths given.
    pub deaths: Option<Casualties>,
    /// Injured given.
    pub injured: Option<Casualties>,
    /// How many such acts the mention stands for.
    pub count: Option<Count>,
    /// Ties to other events of the document.
    pub links: Vec<Link>,
    /// Which rule or model gave which field.
    pub evidence: Vec<Evidence>,
    /// Calibrated probability that type and trigger are right.
    pub confidence: f64,
}

/// A span to be marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MarkedSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// What it is.
    pub role: SpanRole,
    /// The event it belongs to, by its id in the store.
    pub event: Option<i64>,
    /// The entity it names, by its id within the document.
    pub entity: Option<String>,
}

/// What a span is to an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SpanRole {
    /// The words that name the act.
    Trigger,
    /// Who did it.
    Actor,
    /// To whom.
    Recipient,
    /// Where.
    Place,
    /// When.
    Time,
    /// Who says so.
    Attribution,
    /// What a speech act is about.
    Content,
    /// A mention of an entity, of no one event.
    Mention,
}
