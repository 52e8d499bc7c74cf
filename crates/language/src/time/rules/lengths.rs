//! Lengths of time, times at such a distance, and recurring times.

use knowledge::time::{Anchor, Measure, Shift, TimeSense, TimeUnit};

use crate::{
    Upos,
    time::{
        Match, TimeKind,
        calendar::{Period, shifted},
        distance::Length,
        numbers::{self, Amount},
        reading::Reading,
    },
};

/// "three days", "more than two weeks", "two-year", "2 1/2 years", "months"; "three days ago", "a year earlier".
pub(super) fn length(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Bound(bound) = sense { Some(bound) } else { None };
    let (bound, skip) = reading.sense(at, look).map_or((None, 0), |(bound, length)| (Some(bound), length));
    let (amount, measure, length) = measured(reading, at + skip).or_else(|| bare(reading, at + skip))?;
    let end = at + skip + length;
    if reading.is(end, &["old", "olds"]) {
        return None;
    }
    // "two days prior to the vote" is counted from the vote, not from what was told before.
    let offset = reading.offset(end).filter(|_| reading.word(end) != "prior" || reading.word(end + 1) != "to");
    let found = match offset {
        Some((shift, more)) => {
            let compared = if reading.joined(end) { compared(reading, end + more) } else { 0 };
            let quarter = shift.from == Anchor::Text || reading.joined(end);
            let focus = reading.anchors.quarter.filter(|_| quarter);
            distant(reading, amount, measure, shift, focus).map(|found| found.longer(skip + length + more + compared))
        }
        None if reading.is(at + skip, &["a", "an"]) && measure.unit == TimeUnit::Quarter => None,
        None => Some(Match::value(skip + length, TimeKind::Duration, amount.duration(measure))),
    }?;
    Some(Match { modifier: bound.or(found.modifier), ..found })
}

/// A length before words that tie it to an act: "nine days after", "the day before", "the third anniversary of".
pub(in crate::time) fn tied(reading: &Reading<'_>, at: usize) -> Option<(Length, usize)> {
    if let Some(found) = anniversary(reading, at) {
        return Some(found);
    }
    let look = |sense| if let TimeSense::Bound(bound) = sense { Some(bound) } else { None };
    let (bound, skip) = reading.sense(at, look).map_or((None, 0), |(bound, length)| (Some(bound), length));
    let start = at + skip;
    let (amount, measure, length) =
        measured(reading, start).or_else(|| definite(reading, start)).or_else(|| bare(reading, start))?;
    let look = |sense| if let TimeSense::Tied(side) = sense { Some(side) } else { None };
    let (side, more) = reading.sense(start + length, look)?;
    let (unit, count) = match (amount.half, measure.unit) {
        (true, TimeUnit::Year) => (TimeUnit::Month, measure.count.checked_mul(12)?),
        (true, TimeUnit::Hour) | (false, _) => (measure.unit, measure.count),
        (true, _) => return None,
    };
    let half = if amount.half && unit == TimeUnit::Month { count / 2 } else { 0 };
    let units = |amount: i64| amount.checked_mul(count)?.checked_add(half);
    let found = Length { unit, min: units(amount.min)?, max: Some(units(amount.max)?), side, exact: false };
    Some((found.bounded(bound), skip + length + more))
}

/// "the day", "the week" before what ties it to an act.
fn definite(reading: &Reading<'_>, at: usize) -> Option<(Amount, Measure, usize)> {
    let (measure, _) = reading.unit(at + 1).filter(|(_, plural)| !plural && reading.word(at) == "the")?;
    Some((Amount::exactly(1), measure, 2))
}

/// "the third anniversary of".
fn anniversary(reading: &Reading<'_>, at: usize) -> Option<(Length, usize)> {
    let skip = reading.skip(at, &["the"]);
    let years = reading.ordinal(at + skip)?;
    let named = reading.word(at + skip + 1) == "anniversary" && reading.word(at + skip + 2) == "of";
    let length = Length { unit: TimeUnit::Year, min: years, max: Some(years), side: 1, exact: true };
    named.then_some((length, skip + 3))
}

/// A number and its unit, with their length.
fn measured(reading: &Reading<'_>, at: usize) -> Option<(Amount, Measure, usize)> {
    let (amount, length) = numbers::amount(reading, at)?;
    let filler = reading.length(at + length, TimeSense::Filler);
    let (measure, plural) = reading.unit(at + length + filler)?;
    let length = length + filler + 1;
    // "a second" is most often one more.
    let another = measure.unit == TimeUnit::Second && !plural;
    let fraction = measure.unit == TimeUnit::Quarter && reading.joined(at + length - 1);
    let title = reading.is_capital(at + length - 1) && !reading.is_capital(at);
    (!another && !fraction && !title).then_some((amount, measure, length))
}

/// A unit without a number: "for months", "year-earlier".
fn bare(reading: &Reading<'_>, at: usize) -> Option<(Amount, Measure, usize)> {
    let (measure, plural) = reading.unit(at)?;
    if !plural {
        let offset = reading.joined(at + 1) && reading.offset(at + 1).is_some();
        return offset.then_some((Amount::exactly(1), measure, 1));
    }
    let told = at > 0 && matches!(reading.upos(at - 1), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Det);
    let long = measure.unit >= TimeUnit::Hour && measure.unit != TimeUnit::Quarter;
    (long && !told && !reading.joined(at)).then_some((Amount::several(), measure, 1))
}

/// A time so far from the day of publication, or from what the text told of last.
fn distant(
    reading: &Reading<'_>,
    amount: Amount,
    measure: Measure,
    shift: Shift,
    focus: Option<Period>,
) -> Option<Match> {
    let general = if shift.by < 0 { "PAST_REF" } else { "FUTURE_REF" };
    let Some(day) = reading.anchors.day(shift.from) else {
        return Some(Match::value(0, TimeKind::Date, general));
    };
    let away = |count: i64| shifted(day, measure.unit, count.checked_mul(measure.count)?.checked_mul(shift.by)?);
    let Some(count) = amount.whole() else {
        let days = away(amount.max).zip(away(amount.min)).map(|(one, other)| Period::between(one, other));
        let found = match shift.from {
            Anchor::Publication => Match::value(0, TimeKind::Date, general),
            Anchor::Text => Match::value(0, TimeKind::Duration, amount.duration(measure)),
        };
        return Some(found.over(days));
    };
    // Results are compared with the same quarter of the year before.
    if let Some(quarter) = focus.filter(|_| (measure.unit, count) == (TimeUnit::Year, 1)) {
        let first = shifted(quarter.from, TimeUnit::Year, shift.by)?;
        return Some(Match::date(0, Period::holding(first, TimeUnit::Quarter)?));
    }
    Some(Match::date(0, Period::holding(away(count)?, measure.unit)?))
}

/// Length of what is compared with the year before: "the year-ago quarter".
fn compared(reading: &Reading<'_>, at: usize) -> usize {
    let quarter = reading.single(at) == Some(TimeUnit::Quarter) || reading.word(at) == "period";
    usize::from(quarter)
}

/// "daily", "every day", "each Thursday", "every two years".
pub(super) fn recurring(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Recurring(measure) = sense { Some(measure) } else { None };
    if let Some((measure, length)) = reading.sense(at, look) {
        return Some(Match::value(length, TimeKind::Set, Amount::exactly(1).duration(measure)));
    }
    let skip = reading.length(at, TimeSense::Each);
    if skip == 0 {
        return None;
    }
    let other = match reading.word(at + skip) {
        "other" => Some((Amount::exactly(2), 1)),
        _ => numbers::amount(reading, at + skip),
    };
    let (amount, length) = other.unwrap_or((Amount::exactly(1), 0));
    if let Some((measure, _)) = reading.unit(at + skip + length) {
        return Some(Match::value(skip + length + 1, TimeKind::Set, amount.duration(measure)));
    }
    let look = |sense| match sense {
        TimeSense::Weekday(day) => Some(format!("XXXX-WXX-{day}")),
        TimeSense::Month(month) => Some(format!("XXXX-{month:02}")),
        TimeSense::Season(season) => Some(format!("XXXX-{}", season.code())),
        TimeSense::DayPart(part) => Some(format!("XXXX-XX-XX{}", part.code())),
        _ => None,
    };
    let (value, length) = reading.sense(at + skip, look)?;
    Some(Match::value(skip + length, TimeKind::Set, value))
}
