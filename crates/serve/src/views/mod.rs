//! The routes, by what they are about; each answers as JSON and as rows.

mod about;
mod actors;
mod brief;
mod documents;
mod dyads;
mod incidents;
mod overview;
mod reviews;

use schemars::JsonSchema;
use serde::Serialize;
use store::query::{Mark, Page};

use crate::{
    fault::Fault,
    params::{
        ALL, AS_OF, BRIEF, CALENDAR, COUNTS, DEMANDS, DIRECTED, DOCUMENTS, DYADS, ENTITIES, FACETS, FILTER, LEVEL,
        NETWORK, ORDER, OVERVIEW, PAGE, PERIOD, QUEUE, REVIEWS, SPLIT,
    },
    query::pack,
    route::{Ask, Route},
};

/// A page of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Listed<T> {
    /// Its rows.
    pub items: Vec<T>,
    /// What `cursor` must be for the next page; `null` where there is none.
    pub next: Option<String>,
}

impl<T> From<Page<T>> for Listed<T> {
    fn from(page: Page<T>) -> Self {
        Self { items: page.items, next: page.next.as_ref().map(pack) }
    }
}

/// Takes page after page from where `cursor` says, until `limit` or the end.
fn every<T>(
    ask: &Ask<'_>,
    read: usize,
    page: impl Fn(Option<&Mark>, usize) -> Result<Page<T>, Fault>,
    mut take: impl FnMut(&T) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut after = ask.query.cursor()?;
    let mut left = ask.query.limit()?.unwrap_or(usize::MAX);
    while left > 0 {
        let page = page(after.as_ref(), read.min(left))?;
        page.items.iter().try_for_each(&mut take)?;
        left -= page.items.len();
        after = match page.next {
            Some(mark) => Some(mark),
            None => return Ok(()),
        };
    }
    Ok(())
}

/// All routes.
pub fn routes() -> Vec<Route> {
    vec![
        Route::tell("/session", "What the token sent with this request allows", true, about::session),
        Route::tell("/openapi.json", "This document", false, about::openapi),
        Route::tell(
            "/codebook",
            "Types, sectors, statuses, quad classes, fields that can be edited",
            false,
            about::codebook,
        ),
        Route::get("/about", "store", "What the store holds, and which runs filled it", &[], about::ABOUT),
        Route::get(
            "/facets",
            "store",
            "Values to narrow a filter by, with counts",
            &[FILTER, LEVEL, FACETS],
            overview::FACETS,
        ),
        Route::get("/counts", "store", "Counts by one or several keys", &[FILTER, LEVEL, COUNTS], overview::COUNTS),
        Route::get("/overview", "incidents", "All incidents, in columns", &[FILTER, OVERVIEW], overview::OVERVIEW)
            .placed(),
        Route::get("/incidents", "incidents", "Incidents", &[FILTER, ORDER, PAGE], incidents::INCIDENTS).placed(),
        Route::get("/incidents/{id}", "incidents", "One incident with all that tells of it", &[], incidents::INCIDENT)
            .moving(),
        Route::get("/reports", "incidents", "Reports: single events", &[FILTER, ORDER, PAGE], incidents::REPORTS)
            .placed(),
        Route::get("/events/{id}", "incidents", "One report", &[], incidents::EVENT),
        Route::get(
            "/events/{id}/explain",
            "incidents",
            "How a report came about, from sentence to record",
            &[],
            incidents::EXPLAIN,
        )
        .heavy(),
        Route::get("/documents", "documents", "Documents", &[DOCUMENTS, PAGE], documents::DOCUMENTS),
        Route::get(
            "/documents/{id}",
            "documents",
            "One document with all that was coded in it",
            &[],
            documents::DOCUMENT,
        ),
        Route::get(
            "/series",
            "incidents",
            "Counts by period and class",
            &[FILTER, LEVEL, PERIOD, SPLIT],
            dyads::SERIES,
        ),
        Route::get(
            "/entities",
            "actors",
            "Entities, those with the most reports first",
            &[ENTITIES, PAGE],
            actors::ENTITIES,
        ),
        Route::get("/entities/{id}", "actors", "One entity and its dealings", &[PERIOD], actors::ENTITY),
        Route::get("/dyads", "actors", "Who does how much to whom", &[FILTER, LEVEL, DYADS, ALL], dyads::DYADS_OF),
        Route::get(
            "/dyads/{actor}/{recipient}",
            "actors",
            "Two entities over time",
            &[FILTER, PERIOD, DIRECTED],
            dyads::DYAD,
        ),
        Route::get("/network", "actors", "The network of a filter", &[FILTER, LEVEL, NETWORK], dyads::NETWORK),
        Route::get(
            "/brief",
            "situation",
            "What is known of a topic, each line with its sources",
            &[BRIEF, AS_OF],
            brief::BRIEF,
        ),
        Route::get(
            "/calendar",
            "situation",
            "Acts announced that no report tells of as done",
            &[FILTER, AS_OF, CALENDAR],
            brief::CALENDAR,
        ),
        Route::get(
            "/demands",
            "situation",
            "Demands that no report tells of as met",
            &[FILTER, AS_OF, DEMANDS],
            brief::DEMANDS,
        ),
        Route::get("/reviews", "reviews", "Reviews, the latest first", &[REVIEWS, PAGE], reviews::REVIEWS),
        Route::get("/reviews/queue", "reviews", "What is to be reviewed", &[FILTER, QUEUE, PAGE], reviews::QUEUE),
        Route::post("/reviews", "reviews", "Add a review", reviews::add),
        Route::post("/reviews/{id}/withdraw", "reviews", "Take a review back", reviews::withdraw),
    ]
}
