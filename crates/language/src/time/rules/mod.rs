//! The rules: each looks at the words from one piece on.

mod clock;
mod dates;
mod lengths;
mod named;
mod relative;
mod years;

use knowledge::time::{TimeModifier, TimeSense};

use super::{Match, TimeKind, calendar::Period, distance::Length, reading::Reading};

type Rule = fn(&Reading<'_>, usize) -> Option<Match>;

/// Of those that take in as many words, the first wins.
const RULES: [Rule; 21] = [
    article,
    modified,
    reference,
    dates::iso,
    dates::slashed,
    dates::calendar_date,
    dates::weekday,
    dates::holiday,
    dates::season,
    years::quarter,
    years::fiscal,
    years::century,
    years::decade,
    years::year,
    relative::named_day,
    relative::shifted,
    relative::whole_unit,
    relative::week_of,
    lengths::length,
    lengths::recurring,
    clock::time,
];

/// What begins at a piece.
pub(crate) fn at(reading: &Reading<'_>, at: usize) -> Option<Match> {
    if at >= reading.len() || !reading.is_promising(at) {
        return None;
    }
    let found = RULES.iter().filter_map(|rule| rule(reading, at));
    found.reduce(|best, other| if other.length > best.length { other } else { best })
}

/// A length that ties an act to another, which begins at a piece, with its pieces.
pub(crate) fn distance(reading: &Reading<'_>, at: usize) -> Option<(Length, usize)> {
    lengths::tied(reading, at)
}

/// "the past three months", "the third quarter", "the 1990s"; a name of the calendar keeps its article to itself.
fn article(reading: &Reading<'_>, start: usize) -> Option<Match> {
    let named = |sense| match sense {
        TimeSense::Month(_) | TimeSense::Weekday(_) | TimeSense::Holiday(_) | TimeSense::Reference(_) => Some(()),
        _ => None,
    };
    if reading.word(start) != "the" || reading.sense(start + 1, named).is_some() {
        return None;
    }
    let inner = at(reading, start + 1)?;
    let digits = reading.word(start + 1).bytes().all(|byte| byte.is_ascii_digit());
    let date = digits && inner.kind == TimeKind::Date && reading.ordinal(start + 2).is_none();
    (!date).then(|| Match { length: inner.length + 1, ..inner })
}

/// "early 2023", "mid-October", "late last month", "the end of the year".
fn modified(reading: &Reading<'_>, start: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Modifier(modifier) = sense { Some(modifier) } else { None };
    let (modifier, length) = reading.sense(start, look)?;
    if let Some((part, more)) = dates::part_at(reading, start + length) {
        let day = reading.anchors.near().map(Period::day);
        let found = dates::on_day(length + more, day, Some(part), "XXXX-XX-XX");
        return Some(Match { modifier: Some(modifier), ..found });
    }
    let inner = at(reading, start + length).filter(|inner| matches!(inner.kind, TimeKind::Date | TimeKind::Time))?;
    let period = inner.period.filter(|_| inner.modifier.is_none())?;
    let within = matches!(modifier, TimeModifier::Earlier | TimeModifier::Later);
    if within && period.from == period.to {
        return None;
    }
    let period = period.part(modifier, reading.anchors.published);
    Some(Match { length: inner.length + length, modifier: Some(modifier), period: Some(period), ..inner })
}

/// "now", "recently", "in the future".
fn reference(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Reference(reference) = sense { Some(reference) } else { None };
    let (reference, length) = reading.sense(at, look)?;
    Some(Match::value(length, TimeKind::Date, reference.value()))
}
