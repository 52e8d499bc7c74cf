//! Incidents of an archive that is too large for one store: the store's matcher, run on blocks of days and places.
//!
//! A block is one country over [`PERIOD`] days, with the mentions of the [`HALO`] days before it, so that an act told of on
//! both sides of a border bears one id in both blocks. Blocks depend on nothing but their mentions: they may be computed
//! anywhere, in any order, any number of times.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::{Date, date};
use record::{Argument, CharIndex, Entity, Event, MentionKind, PlacePrecision, Record, Span, Status};
use serde::{Deserialize, Serialize};

use super::{
    agree::{AHEAD, REACH, anchor},
    cluster::{self, Cluster},
    mention::{Lead, Mention, Party, Spot, Trigger, names, words},
    summary::{self, Member, Summary},
};
use crate::{
    minhash::hash,
    write::{entity_key, fold},
};

/// Days of a block.
pub const PERIOD: i32 = 64;
/// Days before a block whose mentions it sees: as far back as an announcement may lie before the act.
pub const HALO: i32 = AHEAD + REACH;

/// One event of an archive.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// Id of the document.
    pub document: String,
    /// Number of the event in its document, from 1.
    pub number: u32,
    /// The earliest day that its act is filed under: mentions of one act stay together.
    pub day: Option<Date>,
    /// ISO3 of its act's place, else of the first participant that has a country, else empty.
    pub country: String,
    /// What the matcher knows of it.
    pub mention: Mention,
    /// What its incident's summary takes from it.
    pub member: Member,
}

/// A block that an event belongs to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Block {
    /// The country, and the number of the period; that is empty for events without any day.
    pub name: String,
    /// Whether the event lies in the block itself, not in the days before it.
    pub home: bool,
}

/// The events of a record.
pub fn told(record: &Record) -> Vec<Told> {
    let text = CharIndex::new(&record.document.text);
    let lead = Lead::new(&record.document.text);
    let numbered = record.events.iter().zip(1..);
    let mentions: Vec<Mention> = numbered.map(|(event, number)| mention(record, event, number, &text, &lead)).collect();
    let mut acts: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for mention in &mentions {
        acts.entry(&mention.local).or_default().push(mention);
    }
    let told = |((mention, event), number): ((&Mention, &Event), u32)| {
        let act = &acts[mention.local.as_str()];
        Told {
            document: record.document.id.clone(),
            number,
            day: act.iter().filter_map(|mention| anchor(mention)).min(),
            country: country(act),
            mention: mention.clone(),
            member: member(record, event),
        }
    };
    mentions.iter().zip(&record.events).zip(1..).map(told).collect()
}

/// Where an act is filed.
fn country(act: &[&Mention]) -> String {
    let places = act.iter().filter_map(|mention| mention.spot.country.clone());
    let parties = act.iter().flat_map(|mention| mention.parties());
    places.chain(parties.filter_map(|party| party.country.clone())).next().unwrap_or_default()
}

/// The blocks that an event is needed in: its own, and those whose days follow within [`HALO`].
pub fn blocks(told: &Told) -> Vec<Block> {
    let country = &told.country;
    let day = told.day.and_then(|day| date(1970, 1, 1).until(day).ok()).map(|span| span.get_days());
    let Some(day) = day else { return vec![Block { name: format!("{country}:"), home: true }] };
    let periods = day.div_euclid(PERIOD)..=(day + HALO).div_euclid(PERIOD);
    periods.enumerate().map(|(at, period)| Block { name: format!("{country}:{period}"), home: at == 0 }).collect()
}

/// The events of one block with the ids of their incidents: the document and number of the first event in the order of days,
/// documents and numbers.
///
/// Events that are given twice count once. A function of the set of events: their order does not matter.
pub fn assign(mut events: Vec<Told>) -> Vec<(Told, String)> {
    let order = |told: &Told| (told.day, told.document.clone(), told.number);
    events.sort_by_cached_key(order);
    events.dedup_by_key(|told| (told.document.clone(), told.number));
    let mut active: Vec<Cluster> = Vec::new();
    let mut found: BTreeMap<i64, String> = BTreeMap::new();
    let names: BTreeMap<i64, String> = events.iter().map(|told| (told.mention.event, name(told))).collect();
    for today in events.chunk_by(|a, b| a.day == b.day) {
        retire(&mut active, &mut found, &names, today[0].day);
        cluster::join(&mut active, today.iter().map(|told| told.mention.clone()).collect());
    }
    active.iter().for_each(|cluster| settle(cluster, &mut found, &names));
    let incident = |told: &Told| found.get(&told.mention.event).cloned().unwrap_or_else(|| name(told));
    events.into_iter().map(|told| (incident(&told), told)).map(|(incident, told)| (told, incident)).collect()
}

/// Id of an event in the archive.
fn name(told: &Told) -> String {
    format!("{}/v{}", told.document, told.number)
}

/// Takes out the clusters that no mention of this day or a later one can join.
fn retire(
    active: &mut Vec<Cluster>,
    found: &mut BTreeMap<i64, String>,
    names: &BTreeMap<i64, String>,
    today: Option<Date>,
) {
    let Some(today) = today else { return };
    active.retain(|cluster| {
        let stays = cluster.mentions.iter().any(|mention| within_reach(mention, today));
        if !stays {
            settle(cluster, found, names);
        }
        stays
    });
}

/// Whether an act filed under `today` may be the one that a mention of an earlier day tells of.
fn within_reach(mention: &Mention, today: Date) -> bool {
    let reach = if matches!(mention.status, Status::Actual | Status::Negated) { REACH } else { AHEAD };
    let last = mention.days.map(|days| days.1).max(anchor(mention));
    last.is_none_or(|last| last.until(today).is_ok_and(|span| span.get_days() <= reach))
}

fn settle(cluster: &Cluster, found: &mut BTreeMap<i64, String>, names: &BTreeMap<i64, String>) {
    let Some(first) = cluster.mentions.first().and_then(|first| names.get(&first.event)) else { return };
    found.extend(cluster.mentions.iter().map(|mention| (mention.event, first.clone())));
}

/// What the events of one incident say together; `Summary::event` is the position of the one that tells it best.
pub fn summarise(members: &[Told]) -> Option<Summary> {
    let documents: BTreeMap<&str, i64> = members.iter().map(|told| told.document.as_str()).zip(0..).collect();
    let member = |(told, event): (&Told, i64)| Member {
        event,
        document: documents.get(told.document.as_str()).copied().unwrap_or_default(),
        ..told.member.clone()
    };
    summary::summarise(&members.iter().zip(0..).map(member).collect::<Vec<_>>())
}

/// A number for a name, as the matcher compares numbers.
fn id(name: &str) -> i64 {
    hash(name.as_bytes()).cast_signed()
}

fn mention(record: &Record, event: &Event, number: u32, text: &CharIndex<'_>, lead: &Lead) -> Mention {
    let when = event.when.as_ref();
    let (from, to) = (when.and_then(|when| when.from), when.and_then(|when| when.to));
    let sentence = record.sentences.get(event.sentence).map(|span| text.slice(Span::new(span.start, span.end)));
    let deaths = event.deaths.as_ref().and_then(|deaths| deaths.min.or(deaths.max));
    Mention {
        event: id(&format!("{}/v{number}", record.document.id)),
        document: id(&record.document.id),
        local: event.incident.clone(),
        kind: event.kind,
        mode: event.mode.clone(),
        status: event.status,
        historical: event.historical,
        actors: parties(record, &event.actors),
        recipients: parties(record, &event.recipients),
        spot: spot(event),
        days: from.or(to).map(|day| (from.unwrap_or(day), to.unwrap_or(day))),
        reported: record.document.published,
        deaths: deaths.and_then(|deaths| i64::try_from(deaths).ok()),
        trigger: Trigger::new(&event.trigger.text),
        words: words(sentence.unwrap_or_default()),
        names: names(sentence.unwrap_or_default()),
        lead: lead.clone(),
    }
}

fn spot(event: &Event) -> Spot {
    let Some(place) = &event.place else { return Spot::default() };
    Spot {
        name: Some(place.name.clone()),
        country: place.country.clone(),
        point: place.lat.zip(place.lon),
        exact: matches!(place.precision, PlacePrecision::City | PlacePrecision::Site),
    }
}

fn parties(record: &Record, arguments: &[Argument]) -> Vec<Party> {
    let mut seen = HashSet::new();
    let entities = arguments.iter().filter_map(|argument| record.entities.iter().find(|e| e.id == argument.entity));
    entities.filter(|entity| seen.insert(&entity.id)).map(party).collect()
}

fn party(entity: &Entity) -> Party {
    let folded = fold(&entity.name);
    Party {
        entity: id(&entity_key(entity)),
        country: entity.country.clone(),
        named: entity.kb.is_some() || entity.mentions.iter().any(|mention| mention.kind == MentionKind::Name),
        head: hash(folded.rsplit(' ').next().unwrap_or_default().as_bytes()),
    }
}

fn member(record: &Record, event: &Event) -> Member {
    let when = event.when.as_ref();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let place = event.place.as_ref();
    let deaths = event.deaths.as_ref();
    let figure = |figure: Option<u64>| figure.and_then(|figure| i64::try_from(figure).ok());
    Member {
        event: 0,
        document: 0,
        kind: event.kind.name().to_owned(),
        status: event.status.name().to_owned(),
        days: (day(when.and_then(|when| when.from)), day(when.and_then(|when| when.to))),
        reported: day(record.document.published),
        country: place.and_then(|place| place.country.clone()),
        point: place.and_then(|place| place.lat.zip(place.lon)),
        deaths: (figure(deaths.and_then(|deaths| deaths.min)), figure(deaths.and_then(|deaths| deaths.max))),
        confidence: event.confidence,
    }
}

#[cfg(test)]
mod tests;
