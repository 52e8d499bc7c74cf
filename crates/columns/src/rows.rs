//! Rows of the tables; names and order of their fields are those of [`crate::schema`].

use jiff::civil::Date;
use record::{Argument, CharIndex, EntityType, Event, PlacePrecision, Precision, PublishedFrom, Record, Sector, Span};
use serde::{Deserialize, Serialize};

/// A row of `documents`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema says what each column means")]
pub struct DocumentRow<'r> {
    pub input: &'r str,
    pub document: &'r str,
    pub source: Option<&'r str>,
    pub url: Option<&'r str>,
    pub title: Option<&'r str>,
    pub published: Option<Date>,
    pub published_from: Option<PublishedFrom>,
    pub language: &'r str,
    pub characters: usize,
    pub sentences: usize,
    pub events: usize,
}

impl<'r> DocumentRow<'r> {
    /// The row of a record.
    pub fn new(input: &'r str, record: &'r Record) -> Self {
        let document = &record.document;
        Self {
            input,
            document: &document.id,
            source: document.source.as_deref(),
            url: document.url.as_deref(),
            title: document.title.as_deref(),
            published: document.published,
            published_from: document.published_from,
            language: &document.language,
            characters: document.text.chars().count(),
            sentences: record.sentences.len(),
            events: record.events.len(),
        }
    }
}

/// A row of `events`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema says what each column means")]
pub struct EventRow<'r> {
    pub document: &'r str,
    pub source: Option<&'r str>,
    pub url: Option<&'r str>,
    pub title: Option<&'r str>,
    pub published: Option<Date>,
    pub event: &'r str,
    pub incident: &'r str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub mode: String,
    pub context: String,
    pub cameo: Option<&'r str>,
    pub quad: &'static str,
    pub score: f64,
    pub status: &'static str,
    pub historical: bool,
    pub trigger: &'r str,
    pub start: usize,
    pub end: usize,
    pub actors: String,
    pub actor_countries: String,
    pub actor_sectors: String,
    pub actor_keys: String,
    pub recipients: String,
    pub recipient_countries: String,
    pub recipient_sectors: String,
    pub recipient_keys: String,
    pub attributed_to: Option<&'r str>,
    pub content: Option<&'r str>,
    pub place: Option<&'r str>,
    pub country: Option<&'r str>,
    pub admin1: Option<&'r str>,
    pub lat: Option<f64>,
    pub lon: Option<f64>,
    pub geonames: Option<u32>,
    pub place_precision: Option<PlacePrecision>,
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub day_precision: Option<Precision>,
    pub deaths_min: Option<u64>,
    pub deaths_max: Option<u64>,
    pub injured_min: Option<u64>,
    pub injured_max: Option<u64>,
    pub count_min: Option<u64>,
    pub count_max: Option<u64>,
    pub sentence: &'r str,
    pub confidence: f64,
}

impl<'r> EventRow<'r> {
    /// The rows of a record's events, in order.
    pub fn of(record: &'r Record) -> impl Iterator<Item = Self> {
        let text = CharIndex::new(&record.document.text);
        record.events.iter().map(move |event| Self::new(record, event, &text))
    }

    fn new(record: &'r Record, event: &'r Event, text: &CharIndex<'r>) -> Self {
        let document = &record.document;
        let [actors, actor_countries, actor_sectors, actor_keys] = participants(record, &event.actors);
        let [recipients, recipient_countries, recipient_sectors, recipient_keys] =
            participants(record, &event.recipients);
        let (place, when) = (event.place.as_ref(), event.when.as_ref());
        let (deaths, injured) = (event.deaths.as_ref(), event.injured.as_ref());
        let sentence = record.sentences.get(event.sentence);
        Self {
            document: &document.id,
            source: document.source.as_deref(),
            url: document.url.as_deref(),
            title: document.title.as_deref(),
            published: document.published,
            event: &event.id,
            incident: &event.incident,
            kind: event.kind.name(),
            mode: event.mode.join(";"),
            context: event.context.join(";"),
            cameo: event.cameo.as_deref(),
            quad: event.quad.name(),
            score: event.score,
            status: event.status.name(),
            historical: event.historical,
            trigger: &event.trigger.text,
            start: event.trigger.start,
            end: event.trigger.end,
            actors,
            actor_countries,
            actor_sectors,
            actor_keys,
            recipients,
            recipient_countries,
            recipient_sectors,
            recipient_keys,
            attributed_to: event.attributed_to.as_ref().map(|source| source.text.as_str()),
            content: event.content.as_ref().map(|content| content.text.as_str()),
            place: place.map(|place| place.name.as_str()),
            country: place.and_then(|place| place.country.as_deref()),
            admin1: place.and_then(|place| place.admin1.as_deref()),
            lat: place.and_then(|place| place.lat),
            lon: place.and_then(|place| place.lon),
            geonames: place.and_then(|place| place.geonames),
            place_precision: place.map(|place| place.precision),
            from: when.and_then(|when| when.from),
            to: when.and_then(|when| when.to),
            day_precision: when.map(|when| when.precision),
            deaths_min: deaths.and_then(|deaths| deaths.min),
            deaths_max: deaths.and_then(|deaths| deaths.max),
            injured_min: injured.and_then(|injured| injured.min),
            injured_max: injured.and_then(|injured| injured.max),
            count_min: event.count.and_then(|count| count.min),
            count_max: event.count.and_then(|count| count.max),
            sentence: sentence.map_or("", |sentence| text.slice(Span::new(sentence.start, sentence.end))),
            confidence: event.confidence,
        }
    }
}

/// Names, countries, sectors and keys of participants, each joined by semicolons in the same order.
fn participants(record: &Record, arguments: &[Argument]) -> [String; 4] {
    let entities: Vec<_> = arguments
        .iter()
        .filter_map(|argument| record.entities.iter().find(|entity| entity.id == argument.entity))
        .collect();
    let join = |parts: Vec<&str>| parts.join(";");
    [
        join(entities.iter().map(|entity| entity.name.as_str()).collect()),
        join(entities.iter().map(|entity| entity.country.as_deref().unwrap_or_default()).collect()),
        join(entities.iter().map(|entity| entity.sector.map_or("", Sector::name)).collect()),
        join(entities.iter().map(|entity| entity.kb.as_deref().unwrap_or_default()).collect()),
    ]
}

/// A row of `entities`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema says what each column means")]
pub struct EntityRow<'r> {
    pub document: &'r str,
    pub entity: &'r str,
    pub name: &'r str,
    #[serde(rename = "type")]
    pub kind: EntityType,
    pub country: Option<&'r str>,
    pub sector: Option<&'static str>,
    pub key: Option<&'r str>,
    pub aliases: String,
    pub mentions: usize,
}

impl<'r> EntityRow<'r> {
    /// The rows of a record's entities, in order.
    pub fn of(record: &'r Record) -> impl Iterator<Item = Self> {
        record.entities.iter().map(|entity| Self {
            document: &record.document.id,
            entity: &entity.id,
            name: &entity.name,
            kind: entity.kind,
            country: entity.country.as_deref(),
            sector: entity.sector.map(Sector::name),
            key: entity.kb.as_deref(),
            aliases: entity.aliases.join(";"),
            mentions: entity.mentions.len(),
        })
    }
}

/// A row of `errors`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the schema says what each column means")]
pub struct ErrorRow<'r> {
    pub input: &'r str,
    pub reason: &'r str,
}

/// A row of `records`: a record, or why there is none.
#[derive(Debug, Serialize, Deserialize)]
pub struct RecordRow<R> {
    /// File and line, or row, it came from.
    pub input: String,
    /// What was wrong; the record is absent then.
    #[serde(default)]
    pub error: Option<String>,
    /// The record.
    #[serde(flatten)]
    pub record: Option<R>,
}
