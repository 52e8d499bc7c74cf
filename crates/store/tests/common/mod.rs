//! Records made by hand.

#![allow(dead_code, reason = "each test uses a part")]

use jiff::civil::Date;
use record::{
    Argument, Casualties, CoderVersion, Document, Entity, EntityType, Event, EventType, Interval, Mention, MentionKind,
    Place, PlacePrecision, Precision, Record, Sector, SentenceSpan, Status, Trigger, document_id,
};
use store::{Item, Writer};

pub fn version(model: &str) -> CoderVersion {
    CoderVersion {
        version: "0.1.0".into(),
        ontology: "plover-2021".into(),
        model: model.into(),
        knowledge: "sha256:k".into(),
    }
}

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// An article of one sentence after another, each with one event at most.
pub fn article(source: &str, published: &str, acts: Vec<(&str, Option<Event>)>) -> Record {
    let text: String = acts.iter().map(|(sentence, _)| format!("{sentence} ")).collect();
    let document = Document {
        id: document_id(&text, Some(source)),
        source: Some(source.into()),
        published: Some(day(published)),
        language: "en".into(),
        text,
        ..Document::default()
    };
    let mut record = Record::new(version("sha256:m"), document);
    let mut start = 0;
    for (sentence, event) in acts {
        let end = start + sentence.chars().count();
        if let Some(event) = event {
            place_event(&mut record, event, sentence, start);
        }
        record.sentences.push(SentenceSpan { start, end, boilerplate: false });
        start = end + 1;
    }
    record
}

fn place_event(record: &mut Record, mut event: Event, sentence: &str, start: usize) {
    let number = record.events.len() + 1;
    event.id = format!("v{number}");
    event.incident = format!("i{number}");
    event.sentence = record.sentences.len();
    let at = sentence.find(&event.trigger.text).expect("the sentence holds the trigger");
    event.trigger.start = start + at;
    event.trigger.end = event.trigger.start + event.trigger.text.len();
    for argument in event.actors.iter_mut().chain(&mut event.recipients) {
        let known = record.entities.iter().position(|entity| entity.name == argument.text);
        let at = known.unwrap_or_else(|| {
            record.entities.push(entity(record.entities.len() + 1, &argument.text));
            record.entities.len() - 1
        });
        argument.entity = record.entities[at].id.clone();
    }
    record.events.push(event);
}

/// Names in capitals are countries, other names with a capital are organisations of no country.
fn entity(number: usize, name: &str) -> Entity {
    let is_country = name.len() == 3 && name.chars().all(char::is_uppercase);
    let named = name.starts_with(char::is_uppercase);
    let mention = Mention {
        start: 0,
        end: 1,
        text: name.into(),
        kind: if named { MentionKind::Name } else { MentionKind::Nominal },
    };
    Entity {
        id: format!("e{number}"),
        name: name.into(),
        kind: if is_country { EntityType::Country } else { EntityType::Organisation },
        country: is_country.then(|| name.into()),
        sector: is_country.then_some(Sector::Gov),
        kb: is_country.then(|| format!("iso3:{name}")),
        aliases: Vec::new(),
        affiliation: Vec::new(),
        mentions: vec![mention],
    }
}

pub fn event(kind: EventType, trigger: &str, actors: &[&str], recipients: &[&str]) -> Event {
    let arguments = |names: &[&str]| {
        names.iter().map(|name| Argument { entity: String::new(), start: 0, end: 1, text: (*name).into() }).collect()
    };
    Event {
        id: String::new(),
        incident: String::new(),
        kind,
        mode: Vec::new(),
        context: Vec::new(),
        cameo: Some("190".into()),
        quad: kind.quad(),
        score: -9.0,
        status: Status::Actual,
        historical: false,
        trigger: Trigger { start: 0, end: 0, text: trigger.into() },
        sentence: 0,
        actors: arguments(actors),
        recipients: arguments(recipients),
        attributed_to: None,
        attribution_verb: None,
        content: None,
        place: None,
        when: None,
        deaths: None,
        injured: None,
        count: None,
        links: Vec::new(),
        evidence: Vec::new(),
        confidence: 0.9,
    }
}

/// Adds what a test needs to an event.
pub trait With {
    fn on(self, day: &str) -> Self;
    fn at(self, name: &str, country: &str, lat: f64, lon: f64) -> Self;
    fn deaths(self, number: u64, source: &str) -> Self;
    fn status(self, status: Status) -> Self;
}

impl With for Event {
    fn on(mut self, text: &str) -> Self {
        let date = Some(day(text));
        self.when =
            Some(Interval { text: String::new(), start: 0, end: 0, from: date, to: date, precision: Precision::Day });
        self
    }

    fn at(mut self, name: &str, country: &str, lat: f64, lon: f64) -> Self {
        self.place = Some(Place {
            text: name.into(),
            name: name.into(),
            start: 0,
            end: 0,
            country: Some(country.into()),
            admin1: None,
            lat: Some(lat),
            lon: Some(lon),
            geonames: None,
            precision: PlacePrecision::City,
        });
        self
    }

    fn deaths(mut self, number: u64, source: &str) -> Self {
        let number = Some(number);
        self.deaths = Some(Casualties { min: number, max: number, victims: None, source: Some(source.into()) });
        self
    }

    fn status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}

/// Adds records to a store, each as a batch of its own.
pub fn add(writer: &mut Writer, records: &[Record]) {
    let run = writer.start_run(&version("sha256:m"), "ingest").unwrap();
    for record in records {
        writer.add(run, &[Item::Coded(Box::new(record.clone()))]).unwrap();
    }
    writer.finish_run(run).unwrap();
}
