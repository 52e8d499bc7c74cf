//! Reviews: lists, what is to be reviewed, adding and withdrawing.

use schemars::JsonSchema;
use serde::Deserialize;
use store::{
    StoreError, Writer,
    query::{Cell, QueueKind, ReviewFilter, Task},
    review::{Review, Verdict},
};

use super::{Listed, incidents::row_head};
use crate::{
    App,
    fault::{Fault, Kind},
    route::{Ask, Handlers},
    sink::Sink,
};

/// Rows read at once for a long list.
const READ: usize = 1000;

/// `/reviews`
pub const REVIEWS: Handlers<Listed<Review>> = (list, list_rows);

fn filter(ask: &Ask<'_>) -> Result<ReviewFilter, Fault> {
    let query = ask.query;
    Ok(ReviewFilter {
        state: query.text("state"),
        verdict: query.text("verdict"),
        reviewer: query.text("reviewer"),
        event: query.value("event")?,
    })
}

fn list(ask: &Ask<'_>) -> Result<Listed<Review>, Fault> {
    let after = ask.query.cursor()?;
    Ok(Listed::from(ask.reader.review_page(&filter(ask)?, after.as_ref(), ask.query.rows()?)?))
}

fn list_rows(ask: &Ask<'_>, sink: &mut Sink) -> Result<(), Fault> {
    let names = [
        "id", "made", "reviewer", "verdict", "field", "before", "after", "note", "event", "document", "quote",
        "context", "state",
    ];
    sink.head(&names)?;
    let filter = filter(ask)?;
    super::every(
        ask,
        READ,
        |after, limit| Ok(ask.reader.review_page(&filter, after, limit)?),
        |review| {
            let text = |value: &Option<String>| value.clone().map_or(Cell::Null, Cell::Text);
            let cells = [
                Cell::Integer(review.id),
                Cell::Text(review.made.clone()),
                text(&review.reviewer),
                Cell::Text(review.verdict.clone()),
                text(&review.field),
                text(&review.before),
                text(&review.after),
                text(&review.note),
                review.event.map_or(Cell::Null, Cell::Integer),
                Cell::Text(review.document.clone()),
                Cell::Text(review.quote.clone()),
                Cell::Text(review.context.clone()),
                Cell::Text(review.state.clone()),
            ];
            sink.cells(&names, &cells)
        },
    )
}

/// `/reviews/queue`
pub const QUEUE: Handlers<Listed<Task>> = (queue, |ask, sink| {
    row_head(sink)?;
    let (kind, filter) = (kind(ask), ask.query.filter()?);
    super::every(
        ask,
        READ,
        |after, limit| Ok(ask.reader.queue(kind, &filter, after, limit)?),
        |task| sink.row(&task.report.row),
    )
});

fn kind(ask: &Ask<'_>) -> QueueKind {
    if ask.query.text("kind").as_deref() == Some("conflicts") { QueueKind::Conflicts } else { QueueKind::Unsure }
}

fn queue(ask: &Ask<'_>) -> Result<Listed<Task>, Fault> {
    let after = ask.query.cursor()?;
    let bad = |error: StoreError| match error {
        StoreError::Query(reason) if after.is_some() => {
            Fault::new(Kind::BadCursor, reason, "take `next` of the page before")
        }
        other => Fault::from(other),
    };
    let page = ask.reader.queue(kind(ask), &ask.query.filter()?, after.as_ref(), ask.query.rows()?);
    Ok(Listed::from(page.map_err(bad)?))
}

/// A review to add.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewReview {
    /// The event.
    pub event: i64,
    /// What is said of it.
    pub verdict: NewVerdict,
    /// Of an edit: the field.
    pub field: Option<String>,
    /// Of an edit: the right value; empty takes the value away.
    pub value: Option<String>,
    /// Who says so.
    pub reviewer: Option<String>,
    /// Why.
    pub note: Option<String>,
}

/// What is said of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum NewVerdict {
    /// It is right; a rejected one counts again.
    Accept,
    /// The text tells of no such event: it no longer counts.
    Reject,
    /// A field should have another value.
    Edit,
}

/// Adds a review.
pub fn add(app: &App, _: &[i64], new: NewReview) -> Result<Review, Fault> {
    let verdict = match (new.verdict, new.field, new.value) {
        (NewVerdict::Accept, None, None) => Verdict::Accept,
        (NewVerdict::Reject, None, None) => Verdict::Reject,
        (NewVerdict::Edit, Some(field), Some(value)) => Verdict::Edit { field, value },
        _ => {
            let hint = "`field` and `value` go with `edit`, and with nothing else";
            return Err(Fault::new(Kind::Unprocessable, "the verdict does not fit its fields", hint));
        }
    };
    let mut writer = Writer::open(&app.store)?;
    let id = writer.review(new.event, &verdict, new.reviewer.as_deref(), new.note.as_deref()).map_err(unprocessable)?;
    added(writer, id)
}

/// Who withdraws a review.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// Who says so.
    pub reviewer: Option<String>,
}

/// Withdraws a review.
pub fn withdraw(app: &App, ids: &[i64], body: Withdrawal) -> Result<Review, Fault> {
    let mut writer = Writer::open(&app.store)?;
    let id = writer.withdraw(ids[0], body.reviewer.as_deref()).map_err(unprocessable)?;
    added(writer, id)
}

fn added(writer: Writer, id: i64) -> Result<Review, Fault> {
    writer.reader().review(id)?.ok_or_else(|| Fault::no_such("review", id))
}

fn unprocessable(error: StoreError) -> Fault {
    match error {
        StoreError::Query(reason) => {
            Fault::new(Kind::Unprocessable, reason, "see /api/v1/codebook for fields and their values")
        }
        other => Fault::from(other),
    }
}
