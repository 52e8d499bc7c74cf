//! Events and incidents as rows.

use std::collections::HashMap;

use rusqlite::{Connection, params, types::Value};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Level, filter::Conditions};
use crate::{Reader, Result};

/// One event, or one incident told by the event that tells it best, of those that were asked for.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Row {
    /// Id of the event.
    pub event: i64,
    /// Id of the incident.
    pub incident: Option<i64>,
    /// First day.
    pub from: Option<String>,
    /// Last day.
    pub to: Option<String>,
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
    /// Status; of an incident, what became of it.
    pub status: String,
    /// Whether it lies outside the reported situation.
    pub historical: bool,
    /// Who did it.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// On whose word.
    pub attributed_to: Option<String>,
    /// What a demand, promise or accusation is about.
    pub content: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// First-level division.
    pub admin1: Option<String>,
    /// ISO3 code.
    pub country: Option<String>,
    /// Degrees north.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<i64>,
    /// How exact the place is.
    pub precision: Option<String>,
    /// Least number of deaths.
    pub deaths_low: Option<i64>,
    /// Greatest number of deaths.
    pub deaths_high: Option<i64>,
    /// Least number of injured.
    pub injured_low: Option<i64>,
    /// Greatest number of injured.
    pub injured_high: Option<i64>,
    /// Documents that tell of the incident, copies not counted.
    pub reports: Option<i64>,
    /// Events that tell of the incident.
    pub mentions: Option<i64>,
    /// The document's key: the id its input gave, else its hash.
    pub document: String,
    /// Id of the document in the store.
    pub document_id: i64,
    /// Outlet or file.
    pub source: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Number of the sentence in the document, from 0.
    pub sentence_number: Option<i64>,
    /// The sentence.
    pub sentence: Option<String>,
    /// The coder's confidence.
    pub confidence: f64,
}

/// An actor or recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Participant {
    /// Id of the entity.
    pub entity: i64,
    /// Name.
    pub name: String,
    /// Key in the actor base.
    pub kb: Option<String>,
    /// Type of entity.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO3 code.
    pub country: Option<String>,
    /// PLOVER sector.
    pub sector: Option<String>,
    /// The text's words.
    pub text: String,
}

/// A number that a source gives for an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// `deaths` or `injured`.
    pub kind: String,
    /// At least.
    pub low: Option<i64>,
    /// At most.
    pub high: Option<i64>,
    /// Whose number it is: of whoever counted, else spoke, else the outlet.
    pub source: Option<String>,
    /// Day of publication.
    pub reported: Option<String>,
    /// Id of the event.
    pub event: i64,
}

/// In which order rows come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// By id: as they came in.
    #[default]
    Id,
    /// The earliest day first; acts without a day by their day of publication.
    Earliest,
    /// The latest day first.
    Latest,
}

impl Order {
    /// `ORDER BY` over a key and an id. With `+` before the key, SQLite finds the rows first and sorts them; else it walks the
    /// index of days.
    fn sql(self, key: &str, id: &str, is_narrow: bool) -> String {
        let plus = if is_narrow { "+" } else { "" };
        match self {
            Self::Id => format!("{plus}{id}"),
            Self::Earliest => format!("{plus}{key}, {id}"),
            Self::Latest => format!("{plus}{key} DESC, {id} DESC"),
        }
    }

    /// The condition that a row comes after another, with the day and id of that one as parameters.
    fn after(self, key: &str, id: &str) -> String {
        match self {
            // The day plays no part, but its parameter has its place.
            Self::Id => format!("? IS NOT NULL AND {id} > ?"),
            Self::Earliest => format!("({key}, {id}) > (?, ?)"),
            Self::Latest => format!("({key}, {id}) < (?, ?)"),
        }
    }
}

/// Where a page of rows ended.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// The day the last row is filed under; empty where it has none.
    pub day: String,
    /// Id of its incident or, at the level of reports, of its event.
    pub id: i64,
}

/// Some rows of a longer list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where they ended, if more follow.
    pub next: Option<Mark>,
}

impl<T> Page<T> {
    /// A page of what was found with a limit of one more than was asked for.
    pub(crate) fn cut(mut found: Vec<(Mark, T)>, limit: usize) -> Self {
        let more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| more).map(|(mark, _)| mark.clone());
        Self { items: found.into_iter().map(|(_, item)| item).collect(), next }
    }
}

impl Reader {
    /// Hands over the events or incidents that meet a filter, at most `limit`.
    pub fn rows<E: From<crate::StoreError>>(
        &self,
        filter: &Filter,
        level: Level,
        order: Order,
        limit: Option<usize>,
        mut take: impl FnMut(Row) -> std::result::Result<(), E>,
    ) -> std::result::Result<(), E> {
        for (_, id) in self.marks(filter, level, order, None, limit)? {
            let row = read(&self.connection, id, level)?;
            take(row)?;
        }
        Ok(())
    }

    /// The same, as a list.
    pub fn list(&self, filter: &Filter, level: Level, order: Order, limit: Option<usize>) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        self.rows(filter, level, order, limit, |row| -> Result<()> {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// The `limit` rows after a mark.
    pub fn page(
        &self,
        filter: &Filter,
        level: Level,
        order: Order,
        after: Option<&Mark>,
        limit: usize,
    ) -> Result<Page<Row>> {
        let marks = self.marks(filter, level, order, after, Some(limit.saturating_add(1)))?;
        let page = Page::cut(marks, limit);
        let items = page.items.into_iter().map(|id| read(&self.connection, id, level)).collect::<Result<_>>()?;
        Ok(Page { items, next: page.next })
    }

    /// Marks of what meets a filter, each with the id of the event that tells it.
    fn marks(
        &self,
        filter: &Filter,
        level: Level,
        order: Order,
        after: Option<&Mark>,
        limit: Option<usize>,
    ) -> Result<Vec<(Mark, i64)>> {
        let conditions = filter.conditions(&self.connection)?;
        let walk = limit.is_some() && order != Order::Id && filter.has_common_words(&self.connection)?;
        let (key, id, event, from) = match level {
            Level::Report if walk => (REPORT_DAY, "e.id", "e.id", walked_reports(&conditions)),
            Level::Report => (REPORT_DAY, "e.id", "e.id", format!("events AS e WHERE {}", conditions.clause())),
            Level::Incident if walk => (INCIDENT_DAY, "i.id", "i.event", walked_incidents(&conditions)),
            Level::Incident => (INCIDENT_DAY, "i.id", "i.event", incidents_of(&conditions)),
        };
        let matching = (level == Level::Incident && !conditions.sql.is_empty()).then(|| matching(&conditions));
        let mut values = conditions.values.clone();
        let mut beyond = String::new();
        if let Some(mark) = after {
            beyond = format!(" AND {}", order.after(key, id));
            values.extend([Value::from(mark.day.clone()), Value::from(mark.id)]);
        }
        values.push(Value::from(limit.map_or(-1, |limit| i64::try_from(limit).unwrap_or(i64::MAX))));
        let order = order.sql(key, id, filter.is_narrow() && !walk);
        let sql = format!("SELECT {key}, {id}, {event} FROM {from}{beyond} ORDER BY {order} LIMIT ?");
        let mut statement = self.connection.prepare(&sql)?;
        let mark = |row: &rusqlite::Row<'_>| Ok((Mark { day: row.get(0)?, id: row.get(1)? }, row.get(2)?));
        let mut marks = statement
            .query_map(rusqlite::params_from_iter(values), mark)?
            .collect::<rusqlite::Result<Vec<(Mark, i64)>>>()?;
        if let Some(sql) = matching {
            self.tell_by_what_matches(&sql, &conditions.values, &mut marks)?;
        }
        Ok(marks)
    }

    /// Puts in place of the event that tells an incident best one that meets the conditions, where that one does not.
    fn tell_by_what_matches(&self, sql: &str, values: &[Value], marks: &mut [(Mark, i64)]) -> Result<()> {
        let incidents = serde_json::json!(marks.iter().map(|(mark, _)| mark.id).collect::<Vec<i64>>()).to_string();
        let values = values.iter().cloned().chain(std::iter::once(Value::from(incidents)));
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(values))?;
        let mut best: HashMap<i64, i64> = HashMap::new();
        while let Some(row) = rows.next()? {
            best.entry(row.get(0)?).or_insert(row.get(1)?);
        }
        for (mark, event) in marks {
            *event = best.get(&mark.id).copied().unwrap_or(*event);
        }
        Ok(())
    }

    /// All numbers given for an incident, side by side, in the order they were published.
    pub fn figures(&self, incident: i64) -> Result<Vec<Figure>> {
        let sql = "SELECT kind, low, high, source, reported, event FROM figures WHERE incident = ?1 ORDER BY kind, reported, event";
        let mut statement = self.connection.prepare_cached(sql)?;
        let figure = |row: &rusqlite::Row<'_>| {
            Ok(Figure {
                kind: row.get(0)?,
                low: row.get(1)?,
                high: row.get(2)?,
                source: row.get(3)?,
                reported: row.get(4)?,
                event: row.get(5)?,
            })
        };
        Ok(statement.query_map([incident], figure)?.collect::<rusqlite::Result<_>>()?)
    }
}

/// The reports that meet conditions, found by looking through all from one end of time until there are enough.
fn walked_reports(conditions: &Conditions) -> String {
    format!("events AS e INDEXED BY events_order WHERE {}", conditions.clause())
}

/// The incidents of which a report meets conditions, found likewise.
fn walked_incidents(conditions: &Conditions) -> String {
    format!(
        "incidents AS i INDEXED BY incidents_order WHERE i.event IS NOT NULL AND EXISTS
         (SELECT 1 FROM events AS e INDEXED BY events_incident WHERE e.incident = i.id AND {})",
        conditions.clause()
    )
}

/// The reports of incidents that meet conditions, for each incident first the one that tells it best, then the surest of those done. One
/// question for all incidents, so that what holds the words is looked up once.
fn matching(conditions: &Conditions) -> String {
    format!(
        "SELECT e.incident, e.id FROM events AS e INDEXED BY events_incident
         WHERE {} AND e.incident IN (SELECT value FROM json_each(?))
         ORDER BY e.id = (SELECT i.event FROM incidents AS i WHERE i.id = e.incident) DESC, e.status = 'actual' DESC,
         e.confidence DESC, e.id",
        conditions.clause()
    )
}

/// The day a report is filed under; there is an index of it.
const REPORT_DAY: &str = "coalesce(e.anchor, '')";
/// The day an incident is filed under: as most of its reports have it, which need not be the day of the one that tells it.
pub(crate) const INCIDENT_DAY: &str = "coalesce(i.day_from, i.day_to, i.first_reported, '')";

/// `FROM` and `WHERE` of the incidents of which a report meets conditions.
pub(crate) fn incidents_of(conditions: &Conditions) -> String {
    match conditions.sql.is_empty() {
        // Without conditions every incident is wanted, and the index of days gives the first few at once.
        true => "incidents AS i WHERE i.event IS NOT NULL".to_owned(),
        false => format!(
            "incidents AS i WHERE i.event IS NOT NULL AND i.id IN (SELECT e.incident FROM events AS e WHERE {})",
            conditions.clause()
        ),
    }
}

const EVENT: &str = "SELECT e.id, e.incident, e.day_from, e.day_to, e.type, e.mode, e.context, e.cameo, e.quad, e.score,
    e.status, e.historical, e.attributed_to, e.content, e.place, e.admin1, e.country, e.lat, e.lon, e.geonames,
    e.precision, e.deaths_min, e.deaths_max, e.injured_min, e.injured_max, i.reports, i.mentions, d.key, d.source, d.url,
    d.published, s.number, substr(d.text, s.start + 1, s.end - s.start), e.confidence, i.status, i.day_from, i.day_to,
    i.deaths_low, i.deaths_high, i.country, i.lat, i.lon, d.id, d.title
    FROM events AS e JOIN documents AS d ON d.id = e.document LEFT JOIN sentences AS s ON s.id = e.sentence
    LEFT JOIN incidents AS i ON i.id = e.incident WHERE e.id = ?1";

/// Reads one row; at the level of incidents, what the reports say together takes the place of what the event says.
pub(crate) fn read(connection: &Connection, id: i64, level: Level) -> Result<Row> {
    let together = level == Level::Incident;
    let mut statement = connection.prepare_cached(EVENT)?;
    let mut row = statement.query_row([id], |row| {
        let list = |at: usize| -> rusqlite::Result<Vec<String>> {
            Ok(serde_json::from_str(&row.get::<_, String>(at)?).unwrap_or_default())
        };
        let at = |event: usize, incident: usize| if together { incident } else { event };
        Ok(Row {
            event: row.get(0)?,
            incident: row.get(1)?,
            from: row.get(at(2, 35))?,
            to: row.get(at(3, 36))?,
            kind: row.get(4)?,
            mode: list(5)?,
            context: list(6)?,
            cameo: row.get(7)?,
            quad: row.get(8)?,
            score: row.get(9)?,
            status: row.get(at(10, 34))?,
            historical: row.get(11)?,
            actors: Vec::new(),
            recipients: Vec::new(),
            attributed_to: row.get(12)?,
            content: row.get(13)?,
            place: row.get(14)?,
            admin1: row.get(15)?,
            country: row.get(at(16, 39))?,
            lat: row.get(at(17, 40))?,
            lon: row.get(at(18, 41))?,
            geonames: row.get(19)?,
            precision: row.get(20)?,
            deaths_low: row.get(at(21, 37))?,
            deaths_high: row.get(at(22, 38))?,
            injured_low: row.get(23)?,
            injured_high: row.get(24)?,
            reports: row.get(25)?,
            mentions: row.get(26)?,
            document: row.get(27)?,
            document_id: row.get(42)?,
            source: row.get(28)?,
            url: row.get(29)?,
            title: row.get(43)?,
            published: row.get(30)?,
            sentence_number: row.get(31)?,
            sentence: row.get(32)?,
            confidence: row.get(33)?,
        })
    })?;
    row.actors = participants(connection, id, "actor")?;
    row.recipients = participants(connection, id, "recipient")?;
    Ok(row)
}

/// A text of a row, where it lies: for questions that look at many rows.
pub(crate) fn text<'r>(row: &'r rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Option<&'r str>> {
    Ok(row.get_ref(at)?.as_str_or_null()?)
}

fn participants(connection: &Connection, event: i64, role: &str) -> Result<Vec<Participant>> {
    let sql = "SELECT n.id, n.name, n.kb, n.type, n.country, p.sector, p.text FROM participants AS p
        JOIN entities AS n ON n.id = p.entity WHERE p.event = ?1 AND p.role = ?2 ORDER BY p.position";
    let participant = |row: &rusqlite::Row<'_>| {
        Ok(Participant {
            entity: row.get(0)?,
            name: row.get(1)?,
            kb: row.get(2)?,
            kind: row.get(3)?,
            country: row.get(4)?,
            sector: row.get(5)?,
            text: row.get(6)?,
        })
    };
    let mut statement = connection.prepare_cached(sql)?;
    Ok(statement.query_map(params![event, role], participant)?.collect::<rusqlite::Result<_>>()?)
}
