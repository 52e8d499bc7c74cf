//! Dates of the calendar: days, months, weekdays, holidays, seasons.

use jiff::civil::Date;
use knowledge::time::{DayPart, TimeSense, TimeUnit};

use super::years;
use crate::{
    Upos,
    time::{
        Match, TimeKind,
        calendar::{self, Period, Which},
        reading::Reading,
        tense,
    },
};

/// Which way from the day of publication the text looks.
pub(super) fn direction(reading: &Reading<'_>, at: usize) -> Which {
    tense::direction(reading.sentence, reading.token(at), reading.lexicon)
}

/// As [`direction`], of a day without a year: the nearest, as writers give the year of others. Before a noun beneath another it
/// says which act is meant, whatever becomes of that: "will discuss terms of the January 19 agreement".
fn nearby(reading: &Reading<'_>, at: usize) -> Which {
    match direction(reading, at) {
        Which::Ahead if !tense::is_attributive(reading.sentence, reading.token(at)) => Which::Near,
        _ => Which::Open,
    }
}

/// A day, or a part of one.
pub(super) fn on_day(length: usize, day: Option<Period>, part: Option<DayPart>, open: &str) -> Match {
    let (kind, code) = part.map_or((TimeKind::Date, ""), |part| (TimeKind::Time, part.code()));
    let value = day.map_or_else(|| format!("{open}{code}"), |day| format!("{}{code}", day.from));
    Match { length, kind, value, modifier: None, period: day }
}

/// "2024-03-07".
pub(super) fn iso(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let two =
        |at: usize| reading.word(at).parse::<i8>().ok().filter(|_| reading.joined(at) && reading.word(at).len() == 2);
    let day = Date::new(years::digits(reading.word(at))?, two(at + 1)?, two(at + 2)?).ok()?;
    Some(Match::date(3, Period::day(day)))
}

/// "10/26/98" and "26/10/1998": the month comes first unless it can't; "9/11", which is a name.
pub(super) fn slashed(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Date(date) = sense { Some(date) } else { None };
    if let Some((date, length)) = reading.sense(at, look) {
        return Some(Match::date(length, Period::day(date)));
    }
    let mut parts = reading.word(at).split('/');
    let (month, day, year) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
    let year = match year.len() {
        2 => year.parse::<i16>().ok().map(|year| if year < 50 { 2000 + year } else { 1900 + year }),
        _ => years::digits(year),
    }?;
    let date = Date::new(year, month, day).or_else(|_| Date::new(year, day, month)).ok()?;
    parts.next().is_none().then(|| Match::date(1, Period::day(date)))
}

/// A month with what stands around it.
struct Written {
    month: i8,
    day: Option<i8>,
    last: Option<i8>,
    length: usize,
}

/// "12 March 2024", "March 12, 2024", "Friday, March 12", "March 2024", "March last year", "March 12-14", "March".
pub(super) fn calendar_date(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let skip = weekday_at(reading, at).map_or(0, |length| length + reading.skip(at + length, &[","]));
    let written = day_and_month(reading, at + skip).or_else(|| month_and_day(reading, at + skip))?;
    if skip > 0 && written.day.is_none() {
        return None;
    }
    let end = at + skip + written.length;
    let (year, length) = years::attached(reading, end).map_or((None, 0), |(year, length)| (Some(year), length));
    if length == 0 && written.length == 1 && !is_month(reading, at) {
        return None;
    }
    let length = skip + written.length + length;
    let make = |year| Period::month(year, written.month, written.day);
    let which = if written.day.is_some() { nearby(reading, at + skip) } else { direction(reading, at + skip) };
    let period = match (year, reading.anchors.published) {
        (Some(year), _) => make(year)?,
        (None, Some(published)) => calendar::yearly(published, which, make)?,
        (None, None) => match reading.anchors.text.and_then(|text| make(text.from.year())) {
            Some(period) => period,
            None => return Some(Match::value(length, TimeKind::Date, open_date(&written))),
        },
    };
    let found = Match::date(length, period);
    let last = written.last.and_then(|last| period.from.with().day(last).build().ok());
    let period = last.filter(|last| *last > period.from).map_or(period, |last| Period::between(period.from, last));
    Some(found.over(Some(period)))
}

fn open_date(written: &Written) -> String {
    written
        .day
        .map_or_else(|| format!("XXXX-{:02}", written.month), |day| format!("XXXX-{:02}-{day:02}", written.month))
}

fn month_at(reading: &Reading<'_>, at: usize) -> Option<i8> {
    let look = |sense| if let TimeSense::Month(month) = sense { Some(month) } else { None };
    reading.sense(at, look).filter(|_| reading.is_proper(at)).map(|(month, _)| month)
}

/// Length of a weekday.
fn weekday_at(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let look = |sense| if let TimeSense::Weekday(day) = sense { Some(day) } else { None };
    reading.sense(at, look).filter(|_| reading.is_weekday(at)).map(|(_, length)| length)
}

/// A day of a month: "7", "7th", "seventh".
fn day_at(reading: &Reading<'_>, at: usize) -> Option<i8> {
    let number = reading.word(at).parse().ok().or_else(|| reading.ordinal(at)?.try_into().ok());
    number.filter(|day| (1..=31).contains(day))
}

fn day_and_month(reading: &Reading<'_>, at: usize) -> Option<Written> {
    let day = day_at(reading, at)?;
    let last = day_at(reading, at + 1).filter(|_| reading.joined(at + 1));
    let next = at + 1 + usize::from(last.is_some());
    let next = next + reading.skip(next, &["of"]);
    Some(Written { month: month_at(reading, next)?, day: Some(day), last, length: next + 1 - at })
}

fn month_and_day(reading: &Reading<'_>, at: usize) -> Option<Written> {
    let month = month_at(reading, at)?;
    let next = at + 1 + usize::from(reading.word(at + 1) == "the" && reading.ordinal(at + 2).is_some());
    let counted = reading.has(next + 1, TimeSense::Counted) && !reading.word(next).ends_with("th");
    let Some(day) = day_at(reading, next).filter(|_| !counted) else {
        return Some(Written { month, day: None, last: None, length: 1 });
    };
    let dash = reading.skip(next + 1, &["-", "–"]);
    let range = dash == 1 || reading.joined(next + 1);
    let last = day_at(reading, next + 1 + dash).filter(|_| range && month_at(reading, next + 2 + dash).is_none());
    let length = next + 1 - at + last.map_or(0, |_| dash + 1);
    Some(Written { month, day: Some(day), last, length })
}

/// "May" and "March" alone are months only where the words around say so.
fn is_month(reading: &Reading<'_>, at: usize) -> bool {
    let doubtful = reading.is(at, &["may", "march"]);
    let lead = reading.after(at, TimeSense::Lead) || reading.shift(at.wrapping_sub(1)).is_some() || reading.joined(at);
    !matches!(reading.upos(at), Upos::Verb | Upos::Aux) && (!doubtful || lead)
}

/// "Friday", "Friday morning"; "Fridays", "Friday nights".
pub(super) fn weekday(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| match sense {
        TimeSense::Weekday(day) => Some((day, false)),
        TimeSense::Weekdays(day) => Some((day, true)),
        _ => None,
    };
    let ((wanted, mut recurs), mut length) = reading.sense(at, look).filter(|_| reading.is_weekday(at))?;
    let part = part_at(reading, at + length);
    if let Some((_, part_length)) = part {
        recurs |= reading.word(at + length).ends_with('s');
        length += part_length;
    }
    let open = format!("XXXX-WXX-{wanted}");
    let part = part.map(|(part, _)| part);
    if recurs {
        return Some(Match { kind: TimeKind::Set, ..on_day(length, None, part, &open) });
    }
    let day = reading.anchors.published.and_then(|now| calendar::weekday(now, wanted, direction(reading, at)));
    Some(on_day(length, day, part, &open))
}

/// A part of the day.
pub(super) fn part_at(reading: &Reading<'_>, at: usize) -> Option<(DayPart, usize)> {
    reading.sense(at, |sense| if let TimeSense::DayPart(part) = sense { Some(part) } else { None })
}

/// "Christmas", "Christmas 2019".
pub(super) fn holiday(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Holiday(holiday) = sense { Some(holiday) } else { None };
    let (holiday, length) = reading.sense(at, look).filter(|_| reading.is_proper(at))?;
    let make = |year| Period::holiday(year, holiday);
    if let Some((year, more)) = years::attached(reading, at + length) {
        return Some(Match::date(length + more, make(year)?));
    }
    let period = calendar::yearly(reading.anchors.published?, nearby(reading, at), make)?;
    let week = reading.single(at + length).filter(|unit| *unit == TimeUnit::Week);
    match week {
        Some(week) => Some(Match::date(length + 1, Period::holding(period.from, week)?)),
        None => Some(Match::date(length, period)),
    }
}

/// "summer 2019", "the spring of 2020"; alone only after a word that leads to dates: "in the spring".
pub(super) fn season(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let look = |sense| if let TimeSense::Season(season) = sense { Some(season) } else { None };
    let (season, length) = reading.sense(at, look)?;
    let make = |year| Period::season(year, season);
    if let Some((year, more)) = years::attached(reading, at + length) {
        return Some(Match::date(length + more, make(year)?));
    }
    let before = if reading.previous(at) == "the" { at - 1 } else { at };
    let led = reading.is(
        before.wrapping_sub(1),
        &["in", "since", "by", "until", "during", "throughout", "through", "late", "early"],
    );
    let noun = reading.xpos(at).is_empty() || reading.xpos(at).starts_with("NN");
    let modified = reading.upos(at + length).is_nominal() && !reading.joined(at + length);
    if !led || !noun || modified {
        return None;
    }
    Some(Match::date(length, calendar::yearly(reading.anchors.published?, direction(reading, at), make)?))
}
