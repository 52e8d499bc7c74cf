//! Times counted from the day of publication or from what the text told of last.

use knowledge::time::{Anchor, DayPart, Measure, Shift, TimeSense, TimeUnit};
use record::Precision;

use super::{
    dates::{direction, on_day, part_at},
    named,
};
use crate::{
    Upos,
    time::{
        Match, TimeKind,
        calendar::{self, Period, Which, shifted as moved},
        numbers,
        reading::Reading,
    },
};

/// "today", "yesterday evening", "tonight".
pub(super) fn named_day(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Days(days) = sense { Some(days) } else { None };
    let (days, mut length) = reading.sense(at, look)?;
    let part = part_at(reading, at + length);
    length += part.map_or(0, |(_, length)| length);
    let part = part.map(|(part, _)| part).or(days.part);
    let day = |count| reading.anchors.published.and_then(|now| moved(now, TimeUnit::Day, count));
    let found = on_day(length, day(days.from).map(Period::day), part, "XXXX-XX-XX");
    match (day(days.from), day(days.to)) {
        (Some(from), Some(to)) if from < to => Some(found.over(Some(Period::between(from, to)))),
        _ => Some(found),
    }
}

/// What begins with a word like "last", "this", "next", "the following".
pub(super) fn shifted(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let (shift, length) = reading.shift(at)?;
    // "that" may begin a clause: "said that Monday's talks failed".
    if reading.word(at) == "that" && !matches!(reading.upos(at), Upos::Det | Upos::X) {
        return None;
    }
    let skip = length + reading.length(at + length, TimeSense::Filler);
    several(reading, at, skip, shift)
        .or_else(|| latest(reading, at, skip))
        .or_else(|| one(reading, at, skip, shift))
        .or_else(|| part_of_day(reading, at, length, shift))
        .or_else(|| named::shifted(reading, at, length, shift))
}

/// "the past three months", "the next two weeks", "the last few days".
fn several(reading: &Reading<'_>, at: usize, skip: usize, shift: Shift) -> Option<Match> {
    let (amount, length) = numbers::amount(reading, at + skip)?;
    let filler = reading.length(at + skip + length, TimeSense::Filler);
    let (measure, _) = reading.unit(at + skip + length + filler).filter(|_| shift.by != 0)?;
    let length = skip + length + filler + 1;
    let count = amount.max.saturating_mul(measure.count).saturating_mul(shift.by);
    let reach = |day| Some(Period::between(day, moved(day, measure.unit, count)?));
    let period = reading.anchors.day(shift.from).and_then(reach);
    Some(Match::value(length, TimeKind::Duration, amount.duration(measure)).over(period))
}

/// "the latest quarter", "the latest period" of a report on results.
fn latest(reading: &Reading<'_>, at: usize, skip: usize) -> Option<Match> {
    let quarter = reading.anchors.quarter.filter(|_| reading.word(at) == "latest")?;
    reading.is(at + skip, &["quarter", "period"]).then(|| Match::date(skip + 1, quarter))
}

/// "last week", "this month", "the past year", "the next day", "that year", "this year's third quarter".
fn one(reading: &Reading<'_>, at: usize, skip: usize, shift: Shift) -> Option<Match> {
    let (measure, plural) = reading.unit(at + skip)?;
    // "the last day of the talks" is told by what follows.
    let of = measure.unit == TimeUnit::Day && reading.word(at + skip + 1) == "of";
    if plural || of || measure.unit < TimeUnit::Day {
        return None;
    }
    let article = reading.previous(at) == "the" && shift.from == Anchor::Publication;
    let adjoins = shift.adjoins || article && shift.by < 0 || measure.count > 1;
    if adjoins && shift.by != 0 && !matches!(measure.unit, TimeUnit::Day | TimeUnit::Quarter | TimeUnit::Weekend) {
        return several_of_one(reading, skip + 1, shift, measure);
    }
    let from = if article && shift.by > 0 { Anchor::Text } else { shift.from };
    quarter_of_year(reading, at, skip + 1, shift, measure.unit)
        .or_else(|| calendar_unit(reading, at, skip + 1, Shift { from, ..shift }, measure.unit))
}

/// A unit of the calendar so many away.
fn calendar_unit(reading: &Reading<'_>, at: usize, length: usize, shift: Shift, unit: TimeUnit) -> Option<Match> {
    let text = shift.from == Anchor::Text;
    let longer = |told: Period| unit == TimeUnit::Day && told.precision != Precision::Day;
    let vague = text && shift.by == 0 && reading.anchors.text.is_some_and(longer);
    let Some(day) = reading.anchors.day(shift.from).filter(|_| !vague) else {
        return Some(Match::value(length, TimeKind::Date, open_unit(unit)));
    };
    let focus = reading.anchors.quarter.filter(|_| unit == TimeUnit::Quarter && text);
    let base = focus.map_or(day, |quarter| quarter.from);
    let period = Period::holding(moved(base, unit, shift.by)?, unit)?;
    let found = Match::date(length, period);
    let days = if shift.by == 0 && !text { so_far(reading, at, period) } else { period };
    Some(found.over(Some(days)))
}

/// "the past year": the length that ends on the day of publication.
fn several_of_one(reading: &Reading<'_>, length: usize, shift: Shift, measure: Measure) -> Option<Match> {
    let reach = |day| Some(Period::between(day, moved(day, measure.unit, shift.by * measure.count)?));
    let value = numbers::Amount::exactly(1).duration(measure);
    Some(Match::value(length, TimeKind::Duration, value).over(reading.anchors.day(shift.from).and_then(reach)))
}

/// "this year's third quarter", "last year's quarter".
fn quarter_of_year(reading: &Reading<'_>, at: usize, length: usize, shift: Shift, unit: TimeUnit) -> Option<Match> {
    if unit != TimeUnit::Year || reading.word(at + length) != "'s" {
        return None;
    }
    let year: i16 = i64::from(reading.anchors.day(shift.from)?.year()).checked_add(shift.by)?.try_into().ok()?;
    let (month, more) = match reading.ordinal(at + length + 1) {
        Some(number) => (3 * i8::try_from(number).ok().filter(|number| (1..=4).contains(number))?, 3),
        None => (reading.anchors.quarter?.from.month(), 2),
    };
    let is_quarter = reading.single(at + length + more - 1) == Some(TimeUnit::Quarter);
    let first = Period::month(year, month, None).filter(|_| is_quarter)?.from;
    Some(Match::date(length + more, Period::holding(first, TimeUnit::Quarter)?))
}

/// As much of a running period as the sentence speaks of: up to the day of publication, or from it on.
fn so_far(reading: &Reading<'_>, at: usize, period: Period) -> Period {
    match (reading.anchors.published.filter(|now| (period.from..period.to).contains(now)), direction(reading, at)) {
        (Some(now), Which::Back) if period.precision != Precision::Interval => Period::between(period.from, now),
        _ => period,
    }
}

fn open_unit(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Week | TimeUnit::Weekend => "XXXX-WXX",
        TimeUnit::Month => "XXXX-XX",
        TimeUnit::Quarter => "XXXX-QX",
        TimeUnit::Year => "XXXX",
        _ => "XXXX-XX-XX",
    }
}

/// "this morning", "last night", "the following evening".
fn part_of_day(reading: &Reading<'_>, at: usize, skip: usize, shift: Shift) -> Option<Match> {
    let (part, length) = part_at(reading, at + skip)?;
    let days = match (shift.by, part) {
        (by, DayPart::Night | DayPart::Evening) => by,
        (by, _) if shift.from == Anchor::Text || by > 0 => by,
        _ => 0,
    };
    let from = if reading.previous(at) == "the" { Anchor::Text } else { shift.from };
    let day = reading.anchors.day(from).and_then(|day| moved(day, TimeUnit::Day, days)).map(Period::day);
    Some(on_day(skip + length, day, Some(part), "XXXX-XX-XX"))
}

/// "the week", "the weekend", "the fiscal year" after a preposition; "the morning"; "year's end", "year-end".
pub(super) fn whole_unit(reading: &Reading<'_>, at: usize) -> Option<Match> {
    if let Some(found) = end_of_unit(reading, at) {
        return Some(found);
    }
    if reading.word(at) != "the" {
        return None;
    }
    let skip = 1 + reading.length(at + 1, TimeSense::Filler);
    if let Some((part, length)) = part_at(reading, at + skip).filter(|(part, _)| *part != DayPart::Night) {
        let day = reading.anchors.near().map(Period::day);
        return Some(on_day(skip + length, day, Some(part), "XXXX-XX-XX"));
    }
    let unit = reading.single(at + skip)?;
    let next = at + skip + 1;
    let led = reading.is(at.wrapping_sub(1), &["in", "during", "for", "of", "over", "through", "throughout"]);
    let told = reading.is(next, &["of", "that", "when", "before", "after", "in", "since", "it", "he", "they"]);
    if told || unit < TimeUnit::Day || !(led || unit == TimeUnit::Weekend || reading.word(next) == "'s") {
        return None;
    }
    let near = if unit == TimeUnit::Day { reading.anchors.near() } else { reading.anchors.published };
    let day = near?;
    let period = match (unit, reading.anchors.quarter) {
        (TimeUnit::Quarter, Some(quarter)) => quarter,
        (TimeUnit::Weekend, _) => weekend(reading, at, day)?,
        _ => Period::holding(day, unit)?,
    };
    Some(Match::date(skip + 1, period))
}

/// The weekend before or after, by the tense.
fn weekend(reading: &Reading<'_>, at: usize, day: jiff::civil::Date) -> Option<Period> {
    const SATURDAY: i8 = 6;
    let saturday = calendar::weekday(day, SATURDAY, direction(reading, at))?;
    Period::holding(saturday.from, TimeUnit::Weekend)
}

/// "year-end", "year's end", "month end".
fn end_of_unit(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let unit = reading.single(at).filter(|unit| *unit >= TimeUnit::Week)?;
    let possessive = reading.skip(at + 1, &["'s"]);
    let period = Period::holding(reading.anchors.published?, unit)?;
    let part = period.part(knowledge::time::TimeModifier::End, None);
    (reading.word(at + 1 + possessive) == "end").then(|| Match {
        modifier: Some(knowledge::time::TimeModifier::End),
        period: Some(part),
        ..Match::date(2 + possessive, period)
    })
}

/// "the week of March 6", "week ending Sunday".
pub(super) fn week_of(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let week = reading.single(at).filter(|unit| *unit == TimeUnit::Week)?;
    let skip = 1 + reading.skip(at + 1, &["of", "ending", "ended", "beginning", "starting"]);
    let inner = super::at(reading, at + skip).filter(|_| skip == 2)?;
    let day = inner.period.filter(|period| period.precision == Precision::Day)?.from;
    Some(Match::date(skip + inner.length, Period::holding(day, week)?))
}
