//! What people say of events: append-only, and found again after the text was coded again.

use std::sync::LazyLock;

use knowledge::Ontology;
use record::EventType;
use rusqlite::{Connection, OptionalExtension, Row, params, types::Value};
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    Reader, Result, StoreError, Writer, incidents,
    write::{now, with_counts_kept},
};

/// What types and modes are worth: the coder's own, so that an edited event reads like one coded so.
static ONTOLOGY: LazyLock<Ontology> =
    LazyLock::new(|| Ontology::load(&knowledge::Source::embedded(), &mut knowledge::Problems::default()));

/// What a reviewer says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The event is right.
    Accept,
    /// The text tells of no such event.
    Reject,
    /// A field should have another value; an empty one takes the value away.
    Edit {
        /// One of [`FIELDS`].
        field: String,
        /// The right value.
        value: String,
    },
}

/// Fields that can be edited: columns of `events`.
pub const FIELDS: [&str; 14] = [
    "type",
    "mode",
    "status",
    "historical",
    "attributed_to",
    "place",
    "country",
    "day_from",
    "day_to",
    "deaths_min",
    "deaths_max",
    "injured_min",
    "injured_max",
    "content",
];

/// A review and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    /// Number.
    pub id: i64,
    /// When it was made (UTC).
    pub made: String,
    /// By whom.
    pub reviewer: Option<String>,
    /// `accept`, `reject`, `edit`, `withdraw`.
    pub verdict: String,
    /// Of an edit: the field.
    pub field: Option<String>,
    /// Of an edit: the value before.
    pub before: Option<String>,
    /// Of an edit: the value after.
    pub after: Option<String>,
    /// Free text.
    pub note: Option<String>,
    /// The event it bears on now.
    pub event: Option<i64>,
    /// The document's key.
    pub document: String,
    /// The document's id in the store.
    pub document_id: i64,
    /// The words that name the act.
    pub quote: String,
    /// Their sentence.
    pub context: String,
    /// `applied`, `agrees`, `conflict`, `orphaned`.
    pub state: String,
    /// The review that it withdraws.
    pub withdraws: Option<i64>,
    /// Whether a later review withdraws it.
    pub withdrawn: bool,
}

impl Writer {
    /// Adds a review of an event and applies it; returns its number.
    pub fn review(&mut self, event: i64, verdict: &Verdict, reviewer: Option<&str>, note: Option<&str>) -> Result<i64> {
        let transaction = self.connection.transaction()?;
        let anchor = anchor(&transaction, event)?;
        let (name, field, before, after) = match verdict {
            Verdict::Accept => ("accept", None, None, None),
            Verdict::Reject => ("reject", None, None, None),
            Verdict::Edit { field, value } => {
                check(field, value)?;
                ("edit", Some(field), value_of(&transaction, event, field)?, Some(stored(field, value)))
            }
        };
        let sql =
            "INSERT INTO reviews (made, reviewer, verdict, field, before, after, note, event, document, quote, context)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
        let (document, quote, context) = anchor;
        transaction.execute(
            sql,
            params![now(), reviewer, name, field, before, after, note, event, document, quote, context],
        )?;
        let review = transaction.last_insert_rowid();
        settle(&transaction, review)?;
        transaction.commit()?;
        Ok(review)
    }
}

impl Writer {
    /// Takes a review back: what it changed becomes as it was, where nothing else has changed it since. Returns the number of the
    /// review that does so.
    pub fn withdraw(&mut self, review: i64, reviewer: Option<&str>) -> Result<i64> {
        let transaction = self.connection.transaction()?;
        let sql = "SELECT s.event, r.document, r.quote, r.context FROM reviews AS r JOIN review_states AS s ON s.review = r.id
            WHERE r.id = ?1 AND r.withdraws IS NULL AND NOT EXISTS (SELECT 1 FROM reviews WHERE withdraws = ?1)";
        let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
        let found: Option<(Option<i64>, i64, String, String)> = transaction.query_row(sql, [review], row).optional()?;
        let Some((Some(event), document, quote, context)) = found else {
            let reason = format!(
                "review {review} cannot be withdrawn: there is none, it was withdrawn, or it bears on no event"
            );
            return Err(StoreError::Query(reason));
        };
        take_back(&transaction, review, event)?;
        let sql = "INSERT INTO reviews (made, reviewer, verdict, event, document, quote, context, withdraws)
            VALUES (?1, ?2, 'withdraw', ?3, ?4, ?5, ?6, ?7)";
        transaction.execute(sql, params![now(), reviewer, event, document, quote, context, review])?;
        let withdrawal = transaction.last_insert_rowid();
        settle(&transaction, withdrawal)?;
        transaction.commit()?;
        Ok(withdrawal)
    }
}

/// Undoes what a review did to its event.
fn take_back(connection: &Connection, review: i64, event: i64) -> Result<()> {
    let sql = "SELECT r.verdict, r.field, r.before, r.after, s.state FROM reviews AS r JOIN review_states AS s ON s.review = r.id
        WHERE r.id = ?1";
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
    let (verdict, field, before, after, state): (String, Option<String>, Option<String>, Option<String>, String) =
        connection.query_row(sql, [review], row)?;
    match (verdict.as_str(), field) {
        ("reject", _) => put_back(connection, event),
        ("edit", Some(field))
            if state == "applied" && present(value_of(connection, event, &field)?) == present(after) =>
        {
            edit(connection, event, &field, present(before))
        }
        _ => Ok(()),
    }
}

/// An event that was rejected counts again, if its coding is in force.
fn put_back(connection: &Connection, event: i64) -> Result<()> {
    let sql = "UPDATE events SET rejected = 0, live = EXISTS (SELECT 1 FROM codings AS c WHERE c.id = events.coding
        AND c.superseded IS NULL) WHERE id = ?1";
    change(connection, event, sql, &[])
}

/// An empty value is none.
fn present(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}

impl Reader {
    /// All reviews, in the order they were made.
    pub fn reviews(&self) -> Result<Vec<Review>> {
        self.reviews_where("true", [], "r.id")
    }

    /// Reviews of an incident's events.
    pub(crate) fn reviews_of_incident(&self, incident: i64) -> Result<Vec<Review>> {
        self.reviews_where("s.event IN (SELECT id FROM events WHERE incident = ?1)", [incident], "r.id")
    }

    /// Reviews that meet a condition over `reviews AS r` and `review_states AS s`.
    pub(crate) fn reviews_where(
        &self,
        condition: &str,
        parameters: impl rusqlite::Params,
        order: &str,
    ) -> Result<Vec<Review>> {
        let sql = format!(
            "SELECT r.id, r.made, r.reviewer, r.verdict, r.field, r.before, r.after, r.note, s.event, d.key, r.quote,
            r.context, s.state, r.document, r.withdraws,
            EXISTS (SELECT 1 FROM reviews AS w WHERE w.withdraws = r.id) FROM reviews AS r JOIN review_states AS s ON s.review = r.id
            JOIN documents AS d ON d.id = r.document WHERE {condition} ORDER BY {order}"
        );
        let review = |row: &Row<'_>| {
            Ok(Review {
                id: row.get(0)?,
                made: row.get(1)?,
                reviewer: row.get(2)?,
                verdict: row.get(3)?,
                field: row.get(4)?,
                before: row.get(5)?,
                after: row.get(6)?,
                note: row.get(7)?,
                event: row.get(8)?,
                document: row.get(9)?,
                quote: row.get(10)?,
                context: row.get(11)?,
                state: row.get(12)?,
                document_id: row.get(13)?,
                withdraws: row.get(14)?,
                withdrawn: row.get(15)?,
            })
        };
        let mut statement = self.connection.prepare(&sql)?;
        Ok(statement.query_map(parameters, review)?.collect::<rusqlite::Result<_>>()?)
    }
}

/// By what a review finds its event again: document, trigger and sentence.
fn anchor(connection: &Connection, event: i64) -> Result<(i64, String, String)> {
    let sql = "SELECT e.document, e.trigger, t.text FROM events AS e JOIN sentence_texts AS t ON t.id = e.sentence
        WHERE e.id = ?1";
    let found = connection.query_row(sql, [event], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
    found.ok_or_else(|| {
        StoreError::Query(format!("the store has no event {event}; `annals query --level report` lists them"))
    })
}

/// Refuses what no event can hold.
fn check(field: &str, value: &str) -> Result<()> {
    let fault = |reason: String| Err(StoreError::Query(reason));
    let fits = match field {
        _ if !FIELDS.contains(&field) => {
            return fault(format!("`{field}` cannot be edited; what can: {}", FIELDS.join(", ")));
        }
        "type" => value.parse::<EventType>().is_ok(),
        "status" => value.parse::<record::Status>().is_ok(),
        "historical" => ["true", "false"].contains(&value),
        _ if value.is_empty() => true,
        "day_from" | "day_to" => value.parse::<jiff::civil::Date>().is_ok(),
        "country" => value.len() == 3 && value.chars().all(|c| c.is_ascii_uppercase()),
        "deaths_min" | "deaths_max" | "injured_min" | "injured_max" => value.parse::<u32>().is_ok(),
        _ => true,
    };
    if fits { Ok(()) } else { fault(format!("`{value}` is no value of `{field}`")) }
}

/// A value as the column holds it.
fn stored(field: &str, value: &str) -> String {
    match field {
        "mode" => {
            let modes: Vec<&str> = value.split([';', ',']).map(str::trim).filter(|mode| !mode.is_empty()).collect();
            serde_json::json!(modes).to_string()
        }
        "historical" => i32::from(value == "true").to_string(),
        _ => value.to_owned(),
    }
}

/// The value of a field now, as text. `field` is one of [`FIELDS`].
fn value_of(connection: &Connection, event: i64, field: &str) -> Result<Option<String>> {
    let sql = format!("SELECT CAST({field} AS TEXT) FROM events WHERE id = ?1");
    Ok(connection.query_row(&sql, [event], |row| row.get(0))?)
}

/// Applies again all reviews of documents that were coded again or came in a new version.
pub(crate) fn reapply(connection: &Connection, documents: &[i64]) -> Result<()> {
    let sql = "WITH RECURSIVE versions (id) AS (SELECT ?1 UNION SELECT d.id FROM documents AS d JOIN versions AS v
        ON d.replaced_by = v.id) SELECT id FROM reviews WHERE document IN (SELECT id FROM versions) ORDER BY id";
    for document in documents {
        let mut statement = connection.prepare_cached(sql)?;
        let reviews: Vec<i64> = statement.query_map([document], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        reviews.into_iter().try_for_each(|review| settle(connection, review))?;
    }
    Ok(())
}

/// Finds the event a review bears on now, applies the review, and writes down what became of it.
fn settle(connection: &Connection, review: i64) -> Result<()> {
    let event = bearer(connection, review)?;
    let state = match event {
        Some(event) => apply(connection, review, event)?,
        None => "orphaned",
    };
    let sql = "INSERT INTO review_states (review, event, state) VALUES (?1, ?2, ?3)
        ON CONFLICT DO UPDATE SET event = excluded.event, state = excluded.state";
    connection.execute(sql, params![review, event, state])?;
    Ok(())
}

/// The event in force, or rejected, that has the review's trigger inside the review's sentence.
fn bearer(connection: &Connection, review: i64) -> Result<Option<i64>> {
    let sql = "WITH RECURSIVE versions (id) AS (SELECT document FROM reviews WHERE id = ?1 UNION
            SELECT d.replaced_by FROM documents AS d JOIN versions AS v ON d.id = v.id WHERE d.replaced_by IS NOT NULL)
        SELECT e.id FROM reviews AS r JOIN versions AS v JOIN documents AS d ON d.id = v.id AND d.replaced_by IS NULL
        JOIN codings AS c ON c.document = d.id AND c.superseded IS NULL
        JOIN events AS e ON e.coding = c.id AND e.trigger = r.quote
        WHERE r.id = ?1 AND instr(d.text, r.context) > 0 AND e.start + 1 >= instr(d.text, r.context)
        AND e.end < instr(d.text, r.context) + length(r.context)
        ORDER BY e.id = r.event DESC, e.id LIMIT 1";
    Ok(connection.query_row(sql, [review], |row| row.get(0)).optional()?)
}

fn apply(connection: &Connection, review: i64, event: i64) -> Result<&'static str> {
    let sql = "SELECT verdict, field, before, after, event,
        withdraws IS NOT NULL OR EXISTS (SELECT 1 FROM reviews AS w WHERE w.withdraws = r.id) FROM reviews AS r WHERE id = ?1";
    let row = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?));
    let (verdict, field, before, after, first, idle): (
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        i64,
        bool,
    ) = connection.query_row(sql, [review], row)?;
    match (verdict.as_str(), field) {
        _ if idle => Ok("agrees"),
        ("accept", _) if is_rejected(connection, event)? => {
            put_back(connection, event)?;
            Ok("applied")
        }
        ("reject", _) => {
            change(connection, event, "UPDATE events SET rejected = 1, live = 0 WHERE id = ?1", &[])?;
            Ok("applied")
        }
        ("edit", Some(field)) => {
            let now = value_of(connection, event, &field)?;
            let (now, after) = (present(now), present(after));
            if now == after {
                return Ok("agrees");
            }
            if event != first && now != present(before) {
                return Ok("conflict");
            }
            edit(connection, event, &field, after)?;
            Ok("applied")
        }
        _ => Ok("agrees"),
    }
}

fn is_rejected(connection: &Connection, event: i64) -> Result<bool> {
    Ok(connection.query_row("SELECT rejected FROM events WHERE id = ?1", [event], |row| row.get(0))?)
}

/// Gives a field its value; a new type or mode brings quad class, score and CAMEO code, a new day the day the event is filed under.
fn edit(connection: &Connection, event: i64, field: &str, value: Option<String>) -> Result<()> {
    change(connection, event, &format!("UPDATE events SET {field} = ?2 WHERE id = ?1"), &[value.into()])?;
    match field {
        "type" | "mode" => weigh(connection, event),
        "day_from" | "day_to" => {
            let sql = "UPDATE events SET anchor = coalesce(day_from, day_to, reported) WHERE id = ?1";
            change(connection, event, sql, &[])
        }
        _ => Ok(()),
    }
}

/// Gives an event what the ontology says of its type and modes.
fn weigh(connection: &Connection, event: i64) -> Result<()> {
    let sql = "SELECT type, mode FROM events WHERE id = ?1";
    let (kind, modes): (String, Option<String>) =
        connection.query_row(sql, [event], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Ok(kind) = kind.parse::<EventType>() else { return Ok(()) };
    let modes: Vec<String> = modes.and_then(|modes| serde_json::from_str(&modes).ok()).unwrap_or_default();
    let ontology = &*ONTOLOGY;
    let values = [
        Value::from(kind.quad().name().to_owned()),
        Value::from(ontology.score(kind, &modes)),
        Value::from(ontology.cameo(kind, &modes, &[]).map(str::to_owned)),
    ];
    change(connection, event, "UPDATE events SET quad = ?2, score = ?3, cameo = ?4 WHERE id = ?1", &values)
}

/// Changes an event with roll-ups and its incident kept in step.
fn change(connection: &Connection, event: i64, sql: &str, values: &[Value]) -> Result<()> {
    with_counts_kept(connection, &[event], || {
        let values = std::iter::once(Value::from(event)).chain(values.iter().cloned());
        connection.execute(sql, rusqlite::params_from_iter(values))?;
        Ok(())
    })?;
    incidents::summarise_of(connection, &[event])
}
