//! Events: who did what to whom, and on whose word.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EventType, Quad, Status};

/// One mention of an act.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// `v1`, `v2`, … in order of triggers.
    pub id: String,
    /// Mentions of one real-world act share it: `i1`, `i2`, …
    pub incident: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER modes, several or none.
    pub mode: Vec<String>,
    /// PLOVER contexts, several or none.
    pub context: Vec<String>,
    /// CAMEO code that type and mode map to.
    pub cameo: Option<String>,
    /// Quad class of the type.
    pub quad: Quad,
    /// PLOVER 2.0 conflict–cooperation score, −10 to 10.
    pub score: f64,
    /// Whether it happened.
    pub status: Status,
    /// Whether it lies clearly outside the reported situation.
    pub historical: bool,
    /// The words that name the act.
    pub trigger: Trigger,
    /// Index of its sentence in `sentences`.
    pub sentence: usize,
    /// Who did it.
    pub actors: Vec<Argument>,
    /// To whom.
    pub recipients: Vec<Argument>,
    /// Who says so; `None` in the outlet's own voice.
    pub attributed_to: Option<Attribution>,
    /// The word that attributes ("said").
    pub attribution_verb: Option<String>,
    /// What a demand, promise, refusal, threat, position or accusation is about.
    pub content: Option<Content>,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub when: Option<Interval>,
    /// Deaths given for this event.
    pub deaths: Option<Casualties>,
    /// Injured given for this event.
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

/// The words that name an act.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trigger {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// An actor or recipient of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Argument {
    /// Id in `entities`.
    pub entity: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
}

/// Who the text makes answer for a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Id in `entities`, where the source is one.
    pub entity: Option<String>,
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Who passed the claim on.
    pub via: Vec<String>,
}

/// What a speech act is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Content {
    /// The words.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// Id of the event it names, where that is coded too.
    pub event: Option<String>,
}

/// Where an act took place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The words.
    pub text: String,
    /// Gazetteer name.
    pub name: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// How exact.
    pub precision: PlacePrecision,
}

/// How exact a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlacePrecision {
    /// A building, base, camp, crossing.
    Site,
    /// A city, town or village.
    City,
    /// A first- or second-level division.
    Admin1,
    /// A country.
    Country,
    /// A region of several countries, a sea.
    Region,
    /// A name that the gazetteer does not hold.
    Unresolved,
}

/// When an act took place: whole days, both ends included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Interval {
    /// The words; empty where the date follows from context.
    pub text: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// First day.
    #[schemars(with = "Option<String>")]
    pub from: Option<Date>,
    /// Last day.
    #[schemars(with = "Option<String>")]
    pub to: Option<Date>,
    /// How exact.
    pub precision: Precision,
}

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// One day.
    Day,
    /// One week.
    Week,
    /// One month.
    Month,
    /// Three months or a season.
    Quarter,
    /// One year.
    Year,
    /// Any other interval.
    Interval,
}

/// Deaths or injured.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Casualties {
    /// At least.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
    /// Who, in the text's words.
    pub victims: Option<String>,
    /// By whose count.
    pub source: Option<String>,
}

/// A number with bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// At least.
    pub min: Option<u64>,
    /// At most.
    pub max: Option<u64>,
}

/// A tie to another event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// The tie.
    pub kind: LinkKind,
    /// Id of the other event.
    pub event: String,
}

/// Kinds of ties between events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// The other event is why it was done.
    Reason,
    /// It depends on the other event.
    Condition,
    /// It was done to bring the other about.
    Purpose,
    /// It demands, promises, refuses or reports the other.
    Content,
    /// It answers the other.
    ResponseTo,
}

/// Which rule or model gave which field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// The field.
    pub field: String,
    /// `pattern:ID`, `model`, or the name of a rule.
    pub by: String,
    /// The model's probability.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub score: Option<f64>,
}
