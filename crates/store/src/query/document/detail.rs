//! One document: its text, its last coding with edits of reviews, and what to mark.

use std::collections::HashMap;

use record::{Argument, Event, Record};
use rusqlite::{OptionalExtension, params};

use super::{
    HEAD,
    answer::{CodedEvent, DocumentDetail, KnownEntity, MarkedSpan, SpanRole, Version},
    head,
};
use crate::{Reader, Result, write};

/// What the store has of an event beside its record.
struct Kept {
    event: i64,
    incident: Option<i64>,
    live: bool,
    rejected: bool,
    kind: String,
    mode: Vec<String>,
    quad: String,
    status: String,
    historical: bool,
}

impl Reader {
    /// A document with all that was coded in it last; `None` where there is none.
    pub fn document(&self, id: i64) -> Result<Option<DocumentDetail>> {
        let sql = format!("SELECT {HEAD}, d.text FROM documents AS d WHERE d.id = ?1");
        let found = self.connection.query_row(&sql, [id], |row| Ok((head(row)?, row.get::<_, String>(12)?)));
        let Some((head, text)) = found.optional()? else { return Ok(None) };
        let mut detail = DocumentDetail {
            versions: self.versions(id)?,
            copies: self.ids("SELECT id FROM documents WHERE copy_of = ?1 ORDER BY id", id)?,
            head,
            text,
            boilerplate: Vec::new(),
            sentences: Vec::new(),
            coder: None,
            entities: Vec::new(),
            events: Vec::new(),
            spans: Vec::new(),
        };
        if let Some((coding, record)) = self.last_record(id)? {
            self.fill(&mut detail, coding, record)?;
        }
        Ok(Some(detail))
    }

    /// The record a document was coded to last, with the id of its coding; `None` where it was never coded.
    pub fn last_record(&self, document: i64) -> Result<Option<(i64, Record)>> {
        let sql = "SELECT c.id, c.record, d.text FROM codings AS c JOIN documents AS d ON d.id = c.document
            WHERE c.document = ?1 ORDER BY c.id DESC LIMIT 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([document], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?, row.get(2)?)));
        let Some((coding, packed, text)) = found.optional()? else { return Ok(None) };
        Ok(Some((coding, write::unpack(coding, &packed, text)?)))
    }

    /// The record an event is from, with the ids of its document in the store and of the event within it.
    pub fn coded(&self, event: i64) -> Result<Option<(i64, String, Record)>> {
        let sql =
            "SELECT e.document, e.number, c.id, c.record, d.text FROM events AS e JOIN codings AS c ON c.id = e.coding
            JOIN documents AS d ON d.id = e.document WHERE e.id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let found = statement.query_row([event], |row| {
            Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?, row.get::<_, Vec<u8>>(3)?, row.get(4)?))
        });
        let Some((document, number, coding, packed, text)) = found.optional()? else { return Ok(None) };
        Ok(Some((document, format!("v{number}"), write::unpack(coding, &packed, text)?)))
    }

    fn fill(&self, detail: &mut DocumentDetail, coding: i64, record: Record) -> Result<()> {
        let kept = self.kept(coding)?;
        let known = self.known(coding, &record)?;
        detail.spans = spans(&record, &kept);
        for event in record.events {
            // Every event of a record has its row.
            let Some(kept) = kept.get(&event.id) else { continue };
            let edited = self.edited(kept.event)?;
            detail.events.push(coded(event, kept, edited));
        }
        detail.boilerplate = record.document.boilerplate;
        detail.sentences = record.sentences;
        detail.coder = Some(record.coder);
        let entity = |coded: record::Entity| KnownEntity { entity: known.get(&coded.id).copied(), coded };
        detail.entities = record.entities.into_iter().map(entity).collect();
        Ok(())
    }

    fn versions(&self, document: i64) -> Result<Vec<Version>> {
        let sql = "WITH RECURSIVE later (id) AS (SELECT ?1 UNION SELECT d.replaced_by FROM documents AS d
                JOIN later AS l ON d.id = l.id WHERE d.replaced_by IS NOT NULL),
            all_versions (id) AS (SELECT max(id) FROM later UNION SELECT d.id FROM documents AS d
                JOIN all_versions AS v ON d.replaced_by = v.id)
            SELECT d.id, d.version, d.added FROM documents AS d JOIN all_versions AS v ON v.id = d.id ORDER BY d.version";
        let mut statement = self.connection.prepare_cached(sql)?;
        let version =
            |row: &rusqlite::Row<'_>| Ok(Version { id: row.get(0)?, version: row.get(1)?, added: row.get(2)? });
        Ok(statement.query_map([document], version)?.collect::<rusqlite::Result<_>>()?)
    }

    fn ids(&self, sql: &str, of: i64) -> Result<Vec<i64>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([of], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Rows of a coding's events, by their ids within the document.
    fn kept(&self, coding: i64) -> Result<HashMap<String, Kept>> {
        let sql = "SELECT number, id, incident, live, rejected, type, mode, quad, status, historical FROM events
            WHERE coding = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let kept = statement.query_map([coding], |row| {
            let modes: String = row.get(6)?;
            let kept = Kept {
                event: row.get(1)?,
                incident: row.get(2)?,
                live: row.get(3)?,
                rejected: row.get(4)?,
                kind: row.get(5)?,
                mode: serde_json::from_str(&modes).unwrap_or_default(),
                quad: row.get(7)?,
                status: row.get(8)?,
                historical: row.get(9)?,
            };
            Ok((format!("v{}", row.get::<_, i64>(0)?), kept))
        })?;
        Ok(kept.collect::<rusqlite::Result<_>>()?)
    }

    /// Entities of the store behind those of a record, by the latter's ids.
    fn known(&self, coding: i64, record: &Record) -> Result<HashMap<String, i64>> {
        let sql =
            "SELECT e.number, p.role, p.position, p.entity FROM events AS e JOIN participants AS p ON p.event = e.id
            WHERE e.coding = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![coding])?;
        let mut known = HashMap::new();
        while let Some(row) = rows.next()? {
            let (number, role, position): (i64, String, usize) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let local = format!("v{number}");
            let event = record.events.iter().find(|event| event.id == local);
            let side = event.map(|event| if role == "actor" { &event.actors } else { &event.recipients });
            if let Some(argument) = side.and_then(|side| side.get(position)) {
                known.insert(argument.entity.clone(), row.get(3)?);
            }
        }
        Ok(known)
    }

    /// Fields to which reviews gave another value.
    fn edited(&self, event: i64) -> Result<Vec<String>> {
        let sql = "SELECT DISTINCT r.field FROM review_states AS s JOIN reviews AS r ON r.id = s.review
            WHERE s.event = ?1 AND s.state = 'applied' AND r.field IS NOT NULL ORDER BY 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_map([event], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }
}

fn coded(event: Event, kept: &Kept, edited: Vec<String>) -> CodedEvent {
    CodedEvent {
        event: kept.event,
        local: event.id,
        incident: kept.incident,
        live: kept.live,
        rejected: kept.rejected,
        edited,
        kind: kept.kind.clone(),
        mode: kept.mode.clone(),
        context: event.context,
        cameo: event.cameo,
        quad: kept.quad.clone(),
        score: event.score,
        status: kept.status.clone(),
        historical: kept.historical,
        trigger: event.trigger,
        sentence: event.sentence,
        actors: event.actors,
        recipients: event.recipients,
        attributed_to: event.attributed_to,
        attribution_verb: event.attribution_verb,
        content: event.content,
        place: event.place,
        when: event.when,
        deaths: event.deaths,
        injured: event.injured,
        count: event.count,
        links: event.links,
        evidence: event.evidence,
        confidence: event.confidence,
    }
}

/// All spans that have words: those of events, then mentions of entities; in order of start, the longest first.
fn spans(record: &Record, kept: &HashMap<String, Kept>) -> Vec<MarkedSpan> {
    let mut spans: Vec<MarkedSpan> = Vec::new();
    for event in &record.events {
        let id = kept.get(&event.id).map(|kept| kept.event);
        spans.extend(of_event(event).into_iter().map(|span| MarkedSpan { event: id, ..span }));
    }
    for entity in &record.entities {
        let mention = |mention: &record::Mention| span(SpanRole::Mention, mention.start, mention.end, Some(&entity.id));
        spans.extend(entity.mentions.iter().map(mention));
    }
    spans.retain(|span| span.start < span.end);
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end), span.role, span.event));
    spans
}

fn of_event(event: &Event) -> Vec<MarkedSpan> {
    let side = |role, arguments: &[Argument]| -> Vec<MarkedSpan> {
        arguments.iter().map(|argument| span(role, argument.start, argument.end, Some(&argument.entity))).collect()
    };
    let mut spans = vec![span(SpanRole::Trigger, event.trigger.start, event.trigger.end, None)];
    spans.extend(side(SpanRole::Actor, &event.actors));
    spans.extend(side(SpanRole::Recipient, &event.recipients));
    spans.extend(event.place.iter().map(|place| span(SpanRole::Place, place.start, place.end, None)));
    spans.extend(event.when.iter().map(|when| span(SpanRole::Time, when.start, when.end, None)));
    let attribution = event.attributed_to.iter();
    spans.extend(attribution.map(|by| span(SpanRole::Attribution, by.start, by.end, by.entity.as_ref())));
    spans.extend(event.content.iter().map(|content| span(SpanRole::Content, content.start, content.end, None)));
    spans
}

fn span(role: SpanRole, start: usize, end: usize, entity: Option<&String>) -> MarkedSpan {
    MarkedSpan { start, end, role, event: None, entity: entity.cloned() }
}
