//! From periods to the days that are meant: "since", "until", and two times that span a range.

use std::ops::Range;

use jiff::civil::Date;
use knowledge::time::{TimeModifier, TimeUnit};

use super::{
    Match,
    calendar::{Period, shifted},
    reading::Reading,
};

/// The days of each match, in order.
pub(crate) fn resolve(reading: &Reading<'_>, matches: &[(Range<usize>, Match)]) -> Vec<Option<Period>> {
    let bounded = |(pieces, matched): &(Range<usize>, Match)| {
        // Nobody knows how far "since 2011" reaches in a text of no date.
        let open = reading.anchors.published.is_none() && word_before(reading, pieces.start) == "since";
        let period = matched.period.filter(|_| !open)?;
        Some(bounded(reading, pieces.start, matched.modifier, period).unwrap_or(period))
    };
    let mut days: Vec<Option<Period>> = matches.iter().map(bounded).collect();
    for (at, pair) in matches.windows(2).enumerate() {
        let (Some(first), Some(last)) = (days[at], days[at + 1]) else { continue };
        if first.from <= last.from && spans(reading, &pair[0].0, &pair[1].0) {
            let whole = Some(Period::between(first.from, last.to.max(first.to)));
            (days[at], days[at + 1]) = (whole, whole);
        }
    }
    days
}

/// The word before a time and its article.
fn word_before<'r>(reading: &'r Reading<'_>, start: usize) -> &'r str {
    reading.previous(if reading.previous(start) == "the" { start - 1 } else { start })
}

/// "since" reaches to the day of publication; "by" and "until" from it, where they name what is to come.
fn bounded(reading: &Reading<'_>, start: usize, modifier: Option<TimeModifier>, period: Period) -> Option<Period> {
    let published: Date = reading.anchors.published?;
    match word_before(reading, start) {
        "since" if period.from <= published => {
            let middle = i64::from((period.to - period.from).get_days() / 2);
            let skipped = if modifier == Some(TimeModifier::Mid) { middle } else { 0 };
            Some(Period::between(shifted(period.from, TimeUnit::Day, skipped)?, published))
        }
        "by" | "until" | "till" | "through" if period.to > published => Some(Period::between(published, period.to)),
        "throughout" if (period.from..=period.to).contains(&published) => Some(Period::between(period.from, published)),
        _ => None,
    }
}

/// Whether two times are the ends of one range, or are told of together: "from 2013 to 2019", "2008 and 2012".
fn spans(reading: &Reading<'_>, first: &Range<usize>, last: &Range<usize>) -> bool {
    const BETWEEN: [&str; 9] = ["to", "-", "–", "—", "until", "till", "through", "and", "on"];
    let mut gap = first.end..last.start;
    let joined = gap.is_empty() && reading.joined(last.start);
    joined || (1..=2).contains(&gap.len()) && gap.all(|at| reading.is(at, &BETWEEN))
}
