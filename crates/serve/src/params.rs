//! The parameters of routes: one table behind parsing, refusing and the OpenAPI document.

use record::{EventType, Quad, Sector, Status};
use store::query::{Key, Outcome};

/// A parameter of a query string.
#[derive(Debug, Clone, Copy)]
pub struct Param {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub about: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether several may be given.
    pub many: bool,
}

/// What a parameter holds.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Any text.
    Text,
    /// A whole number of 1 to this.
    Count(usize),
    /// An id.
    Id,
    /// A number.
    Number,
    /// `true` or `false`.
    Flag,
    /// A day, `2024-05-06`.
    Day,
    /// So many numbers with commas between.
    Numbers(usize),
    /// One of a few words.
    Choice(fn() -> Vec<&'static str>),
}

const fn one(name: &'static str, holds: Holds, about: &'static str) -> Param {
    Param { name, about, holds, many: false }
}

const fn many(name: &'static str, holds: Holds, about: &'static str) -> Param {
    Param { name, about, holds, many: true }
}

fn types() -> Vec<&'static str> {
    EventType::ALL.iter().map(|value| value.name()).collect()
}

fn sectors() -> Vec<&'static str> {
    Sector::ALL.iter().map(|value| value.name()).collect()
}

fn statuses() -> Vec<&'static str> {
    Status::ALL.iter().map(|value| value.name()).collect()
}

fn quads() -> Vec<&'static str> {
    Quad::ALL.iter().map(|value| value.name()).collect()
}

fn outcomes() -> Vec<&'static str> {
    Outcome::ALL.iter().map(|value| value.name()).collect()
}

fn keys() -> Vec<&'static str> {
    Key::ALL.iter().map(|key| key.name()).collect()
}

/// Which events: the query language of `annals query`.
pub const FILTER: &[Param] = &[
    many("actor", Holds::Text, "Name or key of an actor, or `id:` and its id; part of a name where no name is equal"),
    many("recipient", Holds::Text, "Name or key of a recipient, or `id:` and its id"),
    many("party", Holds::Text, "Name or key of a participant on either side, or `id:` and its id"),
    many("actor_country", Holds::Text, "Country of an actor (ISO3)"),
    many("recipient_country", Holds::Text, "Country of a recipient (ISO3)"),
    many("actor_sector", Holds::Choice(sectors), "PLOVER sector of an actor"),
    many("recipient_sector", Holds::Choice(sectors), "PLOVER sector of a recipient"),
    many("type", Holds::Choice(types), "PLOVER type"),
    many("mode", Holds::Text, "PLOVER mode (`drone`)"),
    many("status", Holds::Choice(statuses), "Status of a report"),
    many("outcome", Holds::Choice(outcomes), "What became of the incident: a status, or told and denied"),
    many("quad", Holds::Choice(quads), "Quad class"),
    many("country", Holds::Text, "Country of the place (ISO3)"),
    many("place", Holds::Text, "Name of the place or its first-level division"),
    one("box", Holds::Numbers(4), "South, west, north, east in degrees"),
    one("near", Holds::Numbers(3), "Latitude, longitude, kilometres around"),
    one("from", Holds::Day, "Earliest day on which it began"),
    one("to", Holds::Day, "Latest day on which it began"),
    one("reported_from", Holds::Day, "Earliest day of publication"),
    one("reported_to", Holds::Day, "Latest day of publication"),
    one("attributed_to", Holds::Text, "On whose word: part of the source's name"),
    one("text", Holds::Text, "Words of the sentence; `\"exact phrase\"`, AND, OR, NOT, `word*`"),
    one("topic", Holds::Text, "Words of the sentence, or the name of a participant or a place"),
    one("min_confidence", Holds::Number, "Least confidence, 0 to 1"),
    one("current", Holds::Flag, "Leave out acts outside the reported situation"),
    one("incident", Holds::Id, "One incident"),
    one("document", Holds::Id, "One document, by its id in the store"),
];

/// What is counted.
pub const LEVEL: &[Param] = &[one(
    "level",
    Holds::Choice(|| vec!["incident", "report"]),
    "`incident` (the default): mentions of one act count once; `report`: each mention",
)];

/// Order of rows.
pub const ORDER: &[Param] =
    &[one("order", Holds::Choice(|| vec!["latest", "earliest", "id"]), "Order of rows; `latest` first if not given")];

/// Paging.
pub const PAGE: &[Param] = &[
    one("limit", Holds::Count(1000), "Rows at most; 50 if not given, all in CSV and JSON Lines"),
    one("cursor", Holds::Text, "`next` of the page before"),
];

/// Format of the answer.
pub const FORMAT: &[Param] = &[one(
    "format",
    Holds::Choice(|| vec!["json", "csv", "jsonl"]),
    "Format; the `Accept` header says so too (`text/csv`, `application/x-ndjson`)",
)];

/// Format of an answer that tells of incidents or reports.
pub const PLACED_FORMAT: Param = one(
    "format",
    Holds::Choice(|| vec!["json", "csv", "jsonl", "geojson"]),
    "Format; the `Accept` header says so too (`text/csv`, `application/x-ndjson`, `application/geo+json`)",
);

/// Incidents in columns.
pub const OVERVIEW: &[Param] = &[one("limit", Holds::Count(100_000), "Incidents at most, the latest")];

/// Periods of a series.
pub const PERIOD: &[Param] =
    &[one("by", Holds::Choice(|| vec!["day", "week", "month", "year"]), "Length of a period; a week is its Monday")];

/// What a series is split by.
pub const SPLIT: &[Param] = &[one(
    "split",
    Holds::Choice(|| vec!["quad", "type", "outcome", "none"]),
    "By what the counts are split; `quad` if not given",
)];

/// What is counted by.
pub const COUNTS: &[Param] = &[
    many("by", Holds::Choice(keys), "Keys to count by"),
    one("limit", Holds::Count(10_000), "Rows at most; 1000 if not given"),
];

/// Fields of facets.
pub const FACETS: &[Param] = &[
    many("fields", Holds::Choice(store::query::facets::fields), "Fields; all if not given"),
    one("limit", Holds::Count(1000), "Values a field; 20 if not given"),
];

/// Which documents.
pub const DOCUMENTS: &[Param] = &[
    one("q", Holds::Text, "Part of headline, outlet or address"),
    one("source", Holds::Text, "Outlet or file"),
    one("published_from", Holds::Day, "Earliest day of publication"),
    one("published_to", Holds::Day, "Latest day of publication"),
];

/// Which entities.
pub const ENTITIES: &[Param] = &[
    one("q", Holds::Text, "Part of the name"),
    many("type", Holds::Choice(|| ENTITY_TYPES.to_vec()), "Type of entity"),
    many("country", Holds::Text, "Its country (ISO3)"),
    ALL[0],
];

/// Types of entities.
const ENTITY_TYPES: [&str; 7] =
    ["person", "organisation", "armed_group", "government_body", "country", "population", "place"];

/// Those without a name too.
pub const ALL: &[Param] = &[one("all", Holds::Flag, "Also those without a name (\"gunmen\")")];

/// Both ways or one.
pub const DIRECTED: &[Param] =
    &[one("directed", Holds::Flag, "Only what the first does to the second; true if not given")];

/// Dyads at most.
pub const DYADS: &[Param] = &[one("limit", Holds::Count(1000), "Rows at most; 100 if not given")];

/// Size of a network.
pub const NETWORK: &[Param] = &[
    one("nodes", Holds::Count(500), "Nodes at most, those with the most acts; 60 if not given"),
    one("min", Holds::Count(1_000_000), "Least number of acts of an edge; 1 if not given"),
    ALL[0],
];

/// What a brief is about.
pub const BRIEF: &[Param] = &[
    one("topic", Holds::Text, "Words, a participant or a place"),
    one("limit", Holds::Count(100), "Lines a section; 10 if not given"),
];

/// The day a question is asked for.
pub const AS_OF: &[Param] =
    &[one("as_of", Holds::Day, "The day the answer is for; the latest day of publication if not given")];

/// Announced events.
pub const CALENDAR: &[Param] = &[
    one("past", Holds::Flag, "Also those whose day passed with no report that they took place"),
    one("limit", Holds::Count(1000), "Rows at most; 200 if not given"),
];

/// Demands.
pub const DEMANDS: &[Param] = &[one("limit", Holds::Count(1000), "Rows at most; 200 if not given")];

/// Which reviews.
pub const REVIEWS: &[Param] = &[
    one("state", Holds::Choice(|| vec!["applied", "agrees", "conflict", "orphaned"]), "What became of it"),
    one("verdict", Holds::Choice(|| vec!["accept", "reject", "edit", "withdraw"]), "What it says"),
    one("reviewer", Holds::Text, "Who says so"),
    one("event", Holds::Id, "The event it bears on"),
];

/// Which queue.
pub const QUEUE: &[Param] = &[one(
    "kind",
    Holds::Choice(|| vec!["unsure", "conflicts"]),
    "`unsure` (the default): events nobody reviewed, the least sure first; `conflicts`: reviews at odds with the coder or with each other",
)];
