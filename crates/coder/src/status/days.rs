//! What the dates of an act say: that it lies ahead, or long ago.

use jiff::civil::Date;
use language::Analysis;

use crate::candidate::Candidate;

/// Least probability of a historical act.
const HISTORICAL_FLOOR: f32 = 0.5;

/// Whether the model, or a date of an earlier year in its own clause, sets the act apart.
pub(super) fn historical(analysis: &Analysis, published: Option<Date>, candidate: &Candidate) -> bool {
    let sentence = &analysis.sentences[candidate.sentence];
    let seen = sentence.events.historical.get(candidate.trigger.start).copied().unwrap_or(0.0);
    let earlier =
        |day: Date| own_dates(analysis, candidate).any(|(_, to)| to.is_some_and(|to| day.year() - to.year() >= 2));
    seen >= HISTORICAL_FLOOR || published.is_some_and(earlier)
}

/// Whether a date of the act lies after the day of publication.
pub(super) fn lies_ahead(analysis: &Analysis, published: Option<Date>, candidate: &Candidate) -> bool {
    let after = |day: Date| own_dates(analysis, candidate).any(|(from, _)| from.is_some_and(|from| from > day));
    published.is_some_and(after)
}

/// First and last days of the time expressions that hang from the trigger itself.
fn own_dates<'a>(
    analysis: &'a Analysis,
    candidate: &'a Candidate,
) -> impl Iterator<Item = (Option<Date>, Option<Date>)> + 'a {
    let sentence = &analysis.sentences[candidate.sentence];
    let hangs = move |token: usize| sentence.tokens.get(token).is_some_and(|t| t.head == Some(candidate.head));
    analysis
        .times
        .iter()
        .filter(move |time| time.sentence == candidate.sentence && time.tokens.clone().any(hangs))
        .filter_map(|time| time.interval.as_ref().map(|interval| (interval.from, interval.to)))
}
