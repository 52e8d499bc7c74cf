//! Which events a question is about.

use jiff::civil::Date;
use record::{EventType, Quad, Sector, Status, UnknownName};
use rusqlite::{Connection, params, types::Value};

use crate::{Result, StoreError, import::Coder, write::fold};

/// Sentences from which it is faster to look through the latest events than to sort all that match.
const MANY: i64 = 1000;

/// Conditions that an event must meet: all of those given; of a list, any.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Names or keys of actors.
    pub actor: Vec<String>,
    /// Names or keys of recipients.
    pub recipient: Vec<String>,
    /// Names or keys of participants on either side.
    pub party: Vec<String>,
    /// ISO3 codes of actors' countries.
    pub actor_country: Vec<String>,
    /// ISO3 codes of recipients' countries.
    pub recipient_country: Vec<String>,
    /// Sectors of actors.
    pub actor_sector: Vec<Sector>,
    /// Sectors of recipients.
    pub recipient_sector: Vec<Sector>,
    /// Types.
    pub kind: Vec<EventType>,
    /// Modes.
    pub mode: Vec<String>,
    /// Statuses.
    pub status: Vec<Status>,
    /// Quad classes.
    pub quad: Vec<Quad>,
    /// ISO3 codes of the places' countries.
    pub country: Vec<String>,
    /// Names of places or first-level divisions.
    pub place: Vec<String>,
    /// South, west, north, east, in degrees; west may lie east of east, across the 180th meridian.
    pub area: Option<[f64; 4]>,
    /// Degrees north and east, and kilometres around.
    pub near: Option<[f64; 3]>,
    /// Earliest day on which it began.
    pub from: Option<Date>,
    /// Latest day on which it began.
    pub to: Option<Date>,
    /// First day of publication.
    pub reported_from: Option<Date>,
    /// Last day of publication.
    pub reported_to: Option<Date>,
    /// Words of whom it is attributed to.
    pub attributed_to: Option<String>,
    /// Full-text query of the sentence (FTS5).
    pub text: Option<String>,
    /// Words, a participant's name, or a place: what a brief is about.
    pub topic: Option<String>,
    /// Least confidence.
    pub min_confidence: Option<f64>,
    /// Whether acts outside the reported situation are left out.
    pub current_only: bool,
    /// One incident.
    pub incident: Option<i64>,
    /// What became of the incident: a status, or `disputed`.
    pub outcome: Vec<Outcome>,
    /// One document, by its id in the store.
    pub document: Option<i64>,
    /// Coders of whom a report matches the incident.
    pub matched: Vec<Coder>,
    /// What has changed after a moment (UTC): reports themselves, or the incidents that they tell of.
    pub changed_since: Option<String>,
}

/// What became of an incident: how its reports tell of it, taken together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Told with one status.
    Told(Status),
    /// Told as done by some and denied by others.
    Disputed,
}

impl Outcome {
    /// Every value, in the standard order.
    pub const ALL: [Self; 5] = [
        Self::Told(Status::Actual),
        Self::Disputed,
        Self::Told(Status::Future),
        Self::Told(Status::Hypothetical),
        Self::Told(Status::Negated),
    ];

    /// The name used in answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Told(status) => status.name(),
            Self::Disputed => "disputed",
        }
    }
}

impl std::str::FromStr for Outcome {
    type Err = UnknownName;

    fn from_str(name: &str) -> std::result::Result<Self, UnknownName> {
        let found = Self::ALL.into_iter().find(|outcome| outcome.name() == name);
        found.ok_or_else(|| UnknownName { vocabulary: "outcome", name: name.to_owned() })
    }
}

/// SQL conditions over `events AS e`, with their parameters in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Conditions {
    pub sql: Vec<String>,
    pub values: Vec<Value>,
}

impl Conditions {
    /// The `WHERE` clause, for events in force.
    pub fn clause(&self) -> String {
        self.clause_for("e.live")
    }

    /// The `WHERE` clause, for events that meet another condition instead of being in force.
    pub fn clause_for(&self, which: &str) -> String {
        let mut clause = which.to_owned();
        for condition in &self.sql {
            clause.push_str(" AND ");
            clause.push_str(condition);
        }
        clause
    }

    fn add(&mut self, condition: &str, value: impl Into<Value>) {
        self.sql.push(condition.to_owned());
        self.values.push(value.into());
    }

    /// `column IN (…)`, where the list is not empty.
    fn any<V: Into<Value>>(&mut self, before: &str, values: impl IntoIterator<Item = V>, after: &str) {
        let values: Vec<Value> = values.into_iter().map(Into::into).collect();
        if !values.is_empty() {
            let marks = vec!["?"; values.len()].join(", ");
            self.sql.push(format!("{before} IN ({marks}){after}"));
            self.values.extend(values);
        }
    }
}

impl Filter {
    /// Whether it has a condition that leaves few events, and an index that finds them.
    pub(crate) fn is_narrow(&self) -> bool {
        let names = [&self.actor, &self.recipient, &self.party, &self.actor_country, &self.recipient_country];
        let words = [&self.text, &self.topic];
        names.iter().any(|names| !names.is_empty())
            || words.iter().any(|words| words.is_some())
            || self.area.is_some()
            || self.near.is_some()
            || self.incident.is_some()
            || self.document.is_some()
    }

    /// Whether only its words narrow it down, and many sentences hold them.
    pub(crate) fn has_common_words(&self, connection: &Connection) -> Result<bool> {
        let Some(text) = &self.text else { return Ok(false) };
        if (Self { text: None, ..self.clone() }).is_narrow() {
            return Ok(false);
        }
        let sql = "SELECT count(*) FROM (SELECT 1 FROM sentence_index WHERE sentence_index MATCH ?1 LIMIT ?2)";
        let found =
            connection.prepare_cached(sql)?.query_row(params![full_text(text), MANY], |row| row.get::<_, i64>(0))?;
        Ok(found == MANY)
    }

    /// The filter as SQL; names are looked up among the store's entities.
    pub(crate) fn conditions(&self, connection: &Connection) -> Result<Conditions> {
        let mut all = Conditions::default();
        self.participants(connection, &mut all)?;
        self.classes(&mut all);
        self.whereabouts(&mut all)?;
        self.times(&mut all);
        self.words(connection, &mut all)?;
        if let Some(topic) = &self.topic {
            about(connection, &mut all, topic)?;
        }
        if let Some(least) = self.min_confidence {
            all.add("e.confidence >= ?", least);
        }
        if self.current_only {
            all.sql.push("NOT e.historical".to_owned());
        }
        if let Some(incident) = self.incident {
            // One that was merged is the one it was merged into.
            all.add("e.incident = (SELECT coalesce(merged_into, id) FROM incidents WHERE id = ?)", incident);
        }
        let told = "coalesce((SELECT merged_into FROM incidents WHERE id = m.incident), m.incident)";
        all.any(
            &format!("e.incident IN (SELECT {told} FROM imported AS m WHERE m.incident IS NOT NULL AND m.coder"),
            self.matched.iter().map(|coder| coder.name().to_owned()),
            ")",
        );
        if let Some(moment) = &self.changed_since {
            let changed = "SELECT id FROM changes WHERE changed > ? AND level";
            all.sql.push(format!("(e.id IN ({changed} = 'report') OR e.incident IN ({changed} = 'incident'))"));
            all.values.extend([moment, moment].map(|moment| Value::from(moment.clone())));
        }
        if let Some(document) = self.document {
            all.add("e.document = ?", document);
        }
        Ok(all)
    }

    fn participants(&self, connection: &Connection, all: &mut Conditions) -> Result<()> {
        // The first condition finds events by the index of entities, further ones look at what was found.
        const IN: &str = "e.id IN (SELECT p.event FROM participants AS p WHERE";
        const EXISTS: &str = "EXISTS (SELECT 1 FROM participants AS p WHERE p.event = e.id AND";
        for (role, names) in [("'actor'", &self.actor), ("'recipient'", &self.recipient), ("p.role", &self.party)] {
            let ids = entities(connection, names)?;
            let start = if all.sql.is_empty() { IN } else { EXISTS };
            all.any(&format!("{start} p.role = {role} AND p.entity"), ids, ")");
        }
        for (role, codes) in [("actor", &self.actor_country), ("recipient", &self.recipient_country)] {
            let start = if all.sql.is_empty() { IN } else { EXISTS };
            let of = "p.entity IN (SELECT n.id FROM entities AS n WHERE n.country";
            all.any(&format!("{start} p.role = '{role}' AND {of}"), codes.clone(), "))");
        }
        for (role, sectors) in [("actor", &self.actor_sector), ("recipient", &self.recipient_sector)] {
            let names = sectors.iter().map(|sector| sector.name().to_owned());
            all.any(&format!("{EXISTS} p.role = '{role}' AND p.sector"), names, ")");
        }
        Ok(())
    }

    fn classes(&self, all: &mut Conditions) {
        all.any("e.type", self.kind.iter().map(|kind| kind.name().to_owned()), "");
        all.any("e.status", self.status.iter().map(|status| status.name().to_owned()), "");
        all.any("e.quad", self.quad.iter().map(|quad| quad.name().to_owned()), "");
        let outcomes = self.outcome.iter().map(|outcome| outcome.name().to_owned());
        all.any("EXISTS (SELECT 1 FROM incidents AS o WHERE o.id = e.incident AND o.status", outcomes, ")");
        all.any("EXISTS (SELECT 1 FROM json_each(e.mode) WHERE value", self.mode.clone(), ")");
    }

    fn whereabouts(&self, all: &mut Conditions) -> Result<()> {
        all.any("e.country", self.country.clone(), "");
        if !self.place.is_empty() {
            let marks = vec!["?"; self.place.len()].join(", ");
            all.sql.push(format!("(e.place COLLATE NOCASE IN ({marks}) OR e.admin1 COLLATE NOCASE IN ({marks}))"));
            all.values.extend(self.place.iter().chain(&self.place).cloned().map(Value::from));
        }
        if let Some([south, west, north, east]) = self.area {
            if south > north {
                return Err(StoreError::Query(format!("the area's south {south} lies north of its north {north}")));
            }
            let both = if west <= east { "AND" } else { "OR" };
            all.sql.push(format!("e.lat BETWEEN ? AND ? AND (e.lon >= ? {both} e.lon <= ?)"));
            all.values.extend([south, north, west, east].map(Value::from));
        }
        if let Some([lat, lon, kilometres]) = self.near {
            around(all, lat, lon, kilometres);
        }
        Ok(())
    }

    fn times(&self, all: &mut Conditions) {
        let days = [
            ("e.day_from >= ?", self.from),
            ("e.day_from <= ?", self.to),
            ("e.reported >= ?", self.reported_from),
            ("e.reported <= ?", self.reported_to),
        ];
        for (condition, day) in days {
            if let Some(day) = day {
                all.add(condition, day.to_string());
            }
        }
    }

    fn words(&self, connection: &Connection, all: &mut Conditions) -> Result<()> {
        if let Some(source) = &self.attributed_to {
            all.add("e.attributed_to LIKE '%' || ? || '%'", source.clone());
        }
        if let Some(text) = &self.text {
            all.add(
                "e.sentence IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?)",
                query(connection, text)?,
            );
        }
        Ok(())
    }
}

/// Points within some kilometres: a box for the index, then the distance on a plane, which holds for a few hundred kilometres.
fn around(all: &mut Conditions, lat: f64, lon: f64, kilometres: f64) {
    const KILOMETRES_A_DEGREE: f64 = 111.2;
    let reach = kilometres / KILOMETRES_A_DEGREE;
    let shrink = lat.to_radians().cos().max(0.01);
    all.sql.push("e.lat BETWEEN ? AND ?".to_owned());
    all.values.extend([lat - reach, lat + reach].map(Value::from));
    let east = "min(abs(e.lon - ?), 360 - abs(e.lon - ?)) * ?";
    all.sql.push(format!("(e.lat - ?) * (e.lat - ?) + ({east}) * ({east}) <= ?"));
    let values = [lat, lat, lon, lon, shrink, lon, lon, shrink, reach * reach];
    all.values.extend(values.map(Value::from));
}

/// Sentences with the topic's words, acts of a participant of that name, and acts at a place of that name.
fn about(connection: &Connection, all: &mut Conditions, topic: &str) -> Result<()> {
    let ids: Vec<i64> = entities(connection, &[topic.to_owned()]).or_else(|error| match error {
        StoreError::UnknownName(_) => Ok(Vec::new()),
        other => Err(other),
    })?;
    let marks = vec!["?"; ids.len()].join(", ");
    all.sql.push(format!(
        "(e.sentence IN (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ?)
         OR e.id IN (SELECT event FROM participants WHERE entity IN ({marks}))
         OR e.place = ? COLLATE NOCASE OR e.admin1 = ? COLLATE NOCASE OR e.country = upper(?))"
    ));
    all.values.push(query(connection, topic)?.into());
    all.values.extend(ids.into_iter().map(Value::from));
    all.values.extend([topic, topic, topic].map(|topic| Value::from(topic.to_owned())));
    Ok(())
}

/// A full-text query that SQLite takes.
fn query(connection: &Connection, text: &str) -> Result<String> {
    let query = full_text(text);
    let mut statement =
        connection.prepare_cached("SELECT 1 FROM sentence_index WHERE sentence_index MATCH ?1 LIMIT 1")?;
    match statement.exists([&query]) {
        Ok(_) => Ok(query),
        Err(rusqlite::Error::SqliteFailure(code, reason)) if code.code == rusqlite::ErrorCode::Unknown => {
            let reason = reason.unwrap_or_default();
            Err(StoreError::Query(format!("`{text}` is no question for words ({reason}); put phrases in quotes")))
        }
        Err(other) => Err(other.into()),
    }
}

/// Words become words that must all occur; a query with operators of FTS5 is passed on.
fn full_text(text: &str) -> String {
    let has_operators =
        text.contains(['"', '*', '(']) || text.split(' ').any(|word| ["AND", "OR", "NOT"].contains(&word));
    if has_operators {
        return text.to_owned();
    }
    let quoted: Vec<String> = text.split_whitespace().map(|word| format!("\"{word}\"")).collect();
    quoted.join(" ")
}

/// Ids of the entities that bear one of some names or keys: exactly, else with the name among their words. `id:12` is the
/// entity of that id.
pub(crate) fn entities(connection: &Connection, names: &[String]) -> Result<Vec<i64>> {
    let mut all = Vec::new();
    for name in names {
        if let Some(id) = name.strip_prefix("id:").and_then(|id| id.parse().ok()) {
            all.push(id);
            continue;
        }
        let folded = fold(name);
        let exact = "SELECT id FROM entities WHERE key = ?1 OR folded = ?2";
        let part = "SELECT id FROM entities WHERE ?1 IS NOT NULL AND instr(' ' || folded || ' ', ' ' || ?2 || ' ')";
        let mut found: Vec<i64> = Vec::new();
        for sql in [exact, part] {
            if found.is_empty() {
                let mut statement = connection.prepare_cached(sql)?;
                let ids = statement.query_map([name, &folded], |row| row.get(0))?;
                found = ids.collect::<rusqlite::Result<_>>()?;
            }
        }
        if found.is_empty() {
            return Err(StoreError::UnknownName(name.clone()));
        }
        all.extend(found);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_quoted_and_operators_kept() {
        assert_eq!(full_text("drone don't"), "\"drone\" \"don't\"");
        assert_eq!(full_text("drone OR missile"), "drone OR missile");
    }
}
