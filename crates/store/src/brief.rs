//! Situation briefs: what a store knows of a topic, each line with the sentences it rests on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use record::{EventType, Status};
use rusqlite::params;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Reader, Result,
    query::{Figure, Filter, Headline, Level, Row, read_row},
};

/// What a store knows of a topic on a day.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Brief {
    /// What it is about.
    pub topic: String,
    /// The day it is written for.
    pub as_of: Option<String>,
    /// Acts that took place, the latest first.
    pub latest: Vec<Line>,
    /// Who demands, supports, rejects, threatens or promises what, the latest first.
    pub positions: Vec<Line>,
    /// Acts of each type, and the deaths and injuries given for them.
    pub tallies: Vec<Tally>,
    /// Acts announced that no report tells of as done, and whose day has not passed.
    pub to_come: Vec<Line>,
    /// Demands that no report tells of as met.
    pub unmet: Vec<Line>,
    /// The sentences cited, by number from 1.
    pub citations: Vec<Citation>,
}

/// One incident.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Line {
    /// What happened.
    pub incident: Row,
    /// The numbers that sources give, side by side.
    pub figures: Vec<Figure>,
    /// Numbers of the sentences it rests on.
    pub cites: Vec<usize>,
}

/// Acts of one type.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tally {
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Incidents.
    pub incidents: usize,
    /// Reports of them.
    pub reports: i64,
    /// Sum of the least numbers of deaths given.
    pub deaths_low: i64,
    /// Sum of the greatest.
    pub deaths_high: i64,
    /// Numbers of the sentences that give deaths.
    pub cites: Vec<usize>,
}

/// A sentence and where it is from.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Citation {
    /// The document's key.
    pub document: String,
    /// The document's id in the store.
    pub document_id: i64,
    /// Outlet or file.
    pub source: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// The sentence.
    pub sentence: String,
}

/// Sentences cited for one incident at most.
const CITES: i64 = 3;

impl Reader {
    /// Writes a brief with at most `limit` lines a section.
    pub fn brief(&self, topic: &str, as_of: Option<Date>, limit: usize) -> Result<Brief> {
        let as_of = self.day_or_latest(as_of)?.map(|day| day.to_string());
        let mut writer =
            Writer { reader: self, topic, as_of: &as_of, limit, citations: Vec::new(), numbers: BTreeMap::new() };
        let done = writer.rows(&Filter { status: vec![Status::Actual], current_only: true, ..Filter::default() })?;
        let (spoken, acts): (Vec<Headline>, Vec<Headline>) = done.into_iter().partition(|row| speaks(&row.kind));
        let latest = writer.lines(&acts)?;
        let positions = writer.lines(&spoken)?;
        let tallies = writer.tallies(&acts)?;
        let to_come = writer.announced()?;
        let unmet = writer.unmet(&spoken)?;
        let citations = writer.citations;
        Ok(Brief { topic: topic.to_owned(), as_of, latest, positions, tallies, to_come, unmet, citations })
    }
}

/// Types of acts that take a position rather than do something.
pub(crate) const SPEECH: [EventType; 7] = [
    EventType::Accuse,
    EventType::Agree,
    EventType::Concede,
    EventType::Reject,
    EventType::Request,
    EventType::Support,
    EventType::Threaten,
];

fn speaks(kind: &str) -> bool {
    SPEECH.iter().any(|speech| speech.name() == kind)
}

struct Writer<'w> {
    reader: &'w Reader,
    topic: &'w str,
    as_of: &'w Option<String>,
    limit: usize,
    citations: Vec<Citation>,
    /// Numbers of the sentences cited so far, by their row.
    numbers: BTreeMap<i64, usize>,
}

impl Writer<'_> {
    /// Incidents of the topic that meet a filter and were published up to the day, the latest first. What a brief leaves out may be
    /// many, so that only those that it tells of are read whole.
    fn rows(&self, filter: &Filter) -> Result<Vec<Headline>> {
        let reported_to = self.as_of.as_deref().and_then(|day| day.parse().ok());
        let filter = Filter { topic: Some(self.topic.to_owned()), reported_to, ..filter.clone() };
        self.reader.headlines(&filter)
    }

    fn lines<'r>(&mut self, rows: impl IntoIterator<Item = &'r Headline>) -> Result<Vec<Line>> {
        rows.into_iter().take(self.limit).map(|row| self.line(row)).collect()
    }

    fn line(&mut self, row: &Headline) -> Result<Line> {
        let cites = self.cites(row)?;
        let incident = read_row(&self.reader.connection, row.event, Level::Incident)?;
        Ok(Line { incident, figures: self.reader.figures(row.incident)?, cites })
    }

    /// The numbers of the sentences that an incident rests on.
    fn cites(&mut self, row: &Headline) -> Result<Vec<usize>> {
        let sql = "SELECT e.sentence FROM events AS e JOIN documents AS d ON d.id = e.document
            WHERE e.incident = ?1 AND e.live AND e.sentence IS NOT NULL GROUP BY coalesce(d.copy_of, d.id)
            ORDER BY max(e.id = ?2) DESC, max(e.confidence) DESC, e.id LIMIT ?3";
        let mut statement = self.reader.connection.prepare_cached(sql)?;
        let sentences = statement.query_map(params![row.incident, row.event, CITES], |row| row.get(0))?;
        let sentences: Vec<i64> = sentences.collect::<rusqlite::Result<_>>()?;
        sentences.into_iter().map(|sentence| self.cite(sentence)).collect()
    }

    /// The number of a sentence among the citations.
    fn cite(&mut self, sentence: i64) -> Result<usize> {
        if let Some(number) = self.numbers.get(&sentence) {
            return Ok(*number);
        }
        let sql = "SELECT d.key, d.source, d.url, d.published, substr(d.text, s.start + 1, s.end - s.start), d.id
            FROM sentences AS s JOIN documents AS d ON d.id = s.document WHERE s.id = ?1";
        let citation = self.reader.connection.prepare_cached(sql)?.query_row([sentence], |row| {
            Ok(Citation {
                document: row.get(0)?,
                document_id: row.get(5)?,
                source: row.get(1)?,
                url: row.get(2)?,
                published: row.get(3)?,
                sentence: row.get(4)?,
            })
        })?;
        self.citations.push(citation);
        self.numbers.insert(sentence, self.citations.len());
        Ok(self.citations.len())
    }

    fn tallies(&mut self, acts: &[Headline]) -> Result<Vec<Tally>> {
        let mut kinds: BTreeMap<&str, Vec<&Headline>> = BTreeMap::new();
        for row in acts {
            kinds.entry(&row.kind).or_default().push(row);
        }
        let mut tallies = Vec::new();
        for (kind, rows) in kinds {
            let mut cites = Vec::new();
            for row in rows.iter().filter(|row| row.deaths_low.is_some()).take(self.limit) {
                cites.extend(self.cites(row)?);
            }
            tallies.push(Tally {
                kind: kind.to_owned(),
                incidents: rows.len(),
                reports: rows.iter().map(|row| row.reports).sum(),
                deaths_low: rows.iter().filter_map(|row| row.deaths_low).sum(),
                deaths_high: rows.iter().filter_map(|row| row.deaths_high).sum(),
                cites,
            });
        }
        tallies.sort_by_key(|tally| std::cmp::Reverse(tally.incidents));
        Ok(tallies)
    }

    fn announced(&mut self) -> Result<Vec<Line>> {
        let rows = self.rows(&Filter { status: vec![Status::Future], current_only: true, ..Filter::default() })?;
        let open = |row: &Headline| match (&row.to, self.as_of) {
            (Some(day), Some(today)) => day >= today,
            _ => true,
        };
        let open: Vec<&Headline> = rows.iter().filter(|row| row.status == Status::Future.name() && open(row)).collect();
        self.lines(open)
    }

    /// Demands whose content is not told of as done by any report of the same incident.
    fn unmet(&mut self, spoken: &[Headline]) -> Result<Vec<Line>> {
        let mut open = Vec::new();
        for row in spoken.iter().filter(|row| row.kind == EventType::Request.name()) {
            if open.len() == self.limit {
                break;
            }
            if !self.reader.is_met(row.incident)? {
                open.push(row);
            }
        }
        self.lines(open)
    }
}
