//! Entities: who acts, who is acted upon, who says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Sector;

/// One participant, with all its mentions in the document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `e1`, `e2`, … in order of first mention.
    pub id: String,
    /// Canonical name: the knowledge base's, else the fullest form in the text.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityType,
    /// ISO 3166-1 alpha-3 code.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<Sector>,
    /// Key in the actor base (`annals:…`) or of the country (`iso3:…`).
    pub kb: Option<String>,
    /// Other strings that the text or the actor base gives it.
    pub aliases: Vec<String>,
    /// Whom it belongs to, is backed by, leads or represents.
    pub affiliation: Vec<Affiliation>,
    /// Every mention in the text, in order.
    pub mentions: Vec<Mention>,
}

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntityType {
    /// A named or unnamed person.
    Person,
    /// Party, company, union, international body, outlet.
    Organisation,
    /// Militia, rebel or terrorist group.
    ArmedGroup,
    /// Ministry, parliament, court, army, police, embassy.
    GovernmentBody,
    /// A state.
    Country,
    /// People named by what they share: protesters, students, Sunnis.
    Population,
    /// A place that is acted upon.
    Place,
}

/// A tie between two entities, with the words that state it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Affiliation {
    /// Id of the other entity.
    pub entity: String,
    /// The tie.
    pub relation: Relation,
    /// First code point of the words that state it.
    pub start: usize,
    /// One past their last code point.
    pub end: usize,
}

/// Kinds of ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Supported by ("Iran-backed").
    BackedBy,
    /// Belongs to ("a top commander from Kataib Hezbollah").
    MemberOf,
    /// Is a part of ("the air force's 5th brigade").
    PartOf,
    /// Leads ("its leader").
    LeaderOf,
    /// Speaks for ("the ministry's spokesman").
    SpokespersonFor,
    /// Another name for ("a shadow name for").
    FrontFor,
}

/// One mention of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub text: String,
    /// Its form.
    pub kind: MentionKind,
}

/// Forms of mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// A proper name ("Kataib Hezbollah").
    Name,
    /// A description ("the group").
    Nominal,
    /// A pronoun ("it").
    Pronoun,
}
