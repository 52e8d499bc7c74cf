//! Reviews as lists, and what is to be reviewed.

use rusqlite::{params_from_iter, types::Value};
use schemars::JsonSchema;
use serde::Serialize;

use super::{Filter, Mark, Page, Report};
use crate::{Reader, Result, StoreError, review::Review};

/// Which reviews a list is of; all conditions hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewFilter {
    /// What became of it.
    pub state: Option<String>,
    /// What it says.
    pub verdict: Option<String>,
    /// Who says so.
    pub reviewer: Option<String>,
    /// The event it bears on.
    pub event: Option<i64>,
}

/// What a queue holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum QueueKind {
    /// Events in force that nobody reviewed, the least sure first.
    #[default]
    Unsure,
    /// Events with a review that the coder contradicts, or with reviews that contradict each other.
    Conflicts,
}

/// A report to be reviewed.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Task {
    /// Why it is in the queue.
    pub reason: String,
    /// The report.
    pub report: Report,
    /// What was said of it.
    pub reviews: Vec<Review>,
}

/// A review that counts: it withdraws nothing and is not withdrawn.
const COUNTS: &str = "r.withdraws IS NULL AND NOT EXISTS (SELECT 1 FROM reviews AS w WHERE w.withdraws = r.id)";

impl Reader {
    /// The `limit` reviews after a mark, the latest first.
    pub fn review_page(&self, filter: &ReviewFilter, after: Option<&Mark>, limit: usize) -> Result<Page<Review>> {
        let mut clause = "true".to_owned();
        let mut values = Vec::new();
        let text = |value: &Option<String>| value.clone().map(Value::from);
        for (sql, value) in [
            (" AND s.state = ?", text(&filter.state)),
            (" AND r.verdict = ?", text(&filter.verdict)),
            (" AND r.reviewer = ?", text(&filter.reviewer)),
            (" AND s.event = ?", filter.event.map(Value::from)),
            (" AND r.id < ?", after.map(|mark| Value::from(mark.id))),
        ] {
            if let Some(value) = value {
                clause += sql;
                values.push(value);
            }
        }
        values.push(i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX).into());
        let reviews = self.reviews_where(&clause, params_from_iter(values), "r.id DESC LIMIT ?")?;
        let marked = reviews.into_iter().map(|review| (Mark { day: String::new(), id: review.id }, review));
        Ok(Page::cut(marked.collect(), limit))
    }

    /// One review.
    pub fn review(&self, id: i64) -> Result<Option<Review>> {
        Ok(self.reviews_where("r.id = ?1", [id], "r.id")?.pop())
    }

    /// The `limit` events after a mark that are to be reviewed.
    pub fn queue(&self, kind: QueueKind, filter: &Filter, after: Option<&Mark>, limit: usize) -> Result<Page<Task>> {
        let conditions = filter.conditions(&self.connection)?;
        let mut values = conditions.values.clone();
        let mark = after.cloned().unwrap_or(Mark { day: "-1".to_owned(), id: i64::MIN });
        let (key, which, wanted, reason) = match kind {
            QueueKind::Unsure => ("e.confidence", "e.live", unsure(), "not reviewed"),
            // A review that rejects an event takes it out of force, which is what another may be at odds with.
            QueueKind::Conflicts => ("0.0", "(e.live OR e.rejected)", conflicts(), "reviews are at odds"),
        };
        let day: f64 = mark.day.parse().map_err(|_| StoreError::Query(format!("`{}` is no mark", mark.day)))?;
        values.extend([Value::from(day), Value::from(mark.id)]);
        values.push(i64::try_from(limit.saturating_add(1)).unwrap_or(i64::MAX).into());
        let sql = format!(
            "SELECT {key}, e.id FROM events AS e WHERE {} AND {wanted} AND ({key}, e.id) > (?, ?) ORDER BY 1, 2 LIMIT ?",
            conditions.clause_for(which)
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let found = statement.query_map(params_from_iter(values), |row| {
            let (key, id): (f64, i64) = (row.get(0)?, row.get(1)?);
            Ok((Mark { day: key.to_string(), id }, id))
        })?;
        let page = Page::cut(found.collect::<rusqlite::Result<_>>()?, limit);
        let mut items = Vec::new();
        for id in page.items {
            let reviews = self.reviews_where("s.event = ?1", [id], "r.id")?;
            let reason =
                if reviews.iter().any(|review| review.state == "conflict") { "coded otherwise since" } else { reason };
            if let Some(report) = self.report(id)? {
                items.push(Task { reason: reason.to_owned(), report, reviews });
            }
        }
        Ok(Page { items, next: page.next })
    }
}

fn unsure() -> String {
    format!(
        "NOT EXISTS (SELECT 1 FROM review_states AS s JOIN reviews AS r ON r.id = s.review WHERE s.event = e.id AND {COUNTS})"
    )
}

/// A review of an event that counts, `r`, contradicted by the coder or by another, and not settled: a review that comes
/// after two that disagree settles them.
fn conflicts() -> String {
    format!(
        "e.id IN (SELECT s.event FROM review_states AS s JOIN reviews AS r ON r.id = s.review
         WHERE {COUNTS} AND (s.state = 'conflict' OR EXISTS (
            SELECT 1 FROM review_states AS t JOIN reviews AS o ON o.id = t.review
            WHERE t.event = s.event AND o.id > r.id AND o.reviewer IS NOT r.reviewer AND o.withdraws IS NULL
            AND NOT EXISTS (SELECT 1 FROM reviews AS w WHERE w.withdraws = o.id)
            AND ((o.verdict <> r.verdict AND 'reject' IN (o.verdict, r.verdict)) OR (o.field = r.field AND o.after IS NOT r.after))
            AND NOT EXISTS (SELECT 1 FROM review_states AS u JOIN reviews AS l ON l.id = u.review
                WHERE u.event = s.event AND l.id < o.id AND l.id <> r.id AND l.verdict <> 'withdraw' AND l.field IS o.field
                AND (l.after IS NOT r.after OR l.verdict <> r.verdict))
            AND NOT EXISTS (SELECT 1 FROM review_states AS u JOIN reviews AS l ON l.id = u.review
                WHERE u.event = s.event AND l.id > o.id AND l.verdict <> 'withdraw' AND l.field IS o.field)))
         AND NOT (s.state = 'conflict' AND EXISTS (SELECT 1 FROM review_states AS u JOIN reviews AS l ON l.id = u.review
            WHERE u.event = s.event AND l.id > r.id AND l.verdict <> 'withdraw' AND u.state <> 'conflict'
            AND (l.field IS r.field OR l.field IS NULL))))"
    )
}
