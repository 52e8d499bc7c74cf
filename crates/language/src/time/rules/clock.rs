//! Times of day: "9 a.m. Tuesday", "10:35 p.m.", "0735 GMT", "noon".

use knowledge::time::{HalfDay, TimeSense};
use record::Precision;

use crate::time::{Match, TimeKind, calendar::Period, reading::Reading};

/// A time of day, with its zone and with the day after it: "5 p.m. EST, Nov. 9".
pub(super) fn time(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let (hour, minute, length) = named(reading, at).or_else(|| digits(reading, at))?;
    let length = length + zone(reading, at + length);
    let comma = reading.skip(at + length, &[","]);
    let on = reading.skip(at + length + comma, &["on"]);
    let inner = super::at(reading, at + length + comma + on).filter(|inner| inner.kind == TimeKind::Date);
    let day = inner.and_then(|inner| Some((inner.period.filter(is_day)?.from, comma + on + inner.length)));
    let (day, length) = match day {
        Some((day, more)) => (Some(day), length + more),
        None => (reading.anchors.near(), length),
    };
    let date = day.map_or_else(|| "XXXX-XX-XX".to_owned(), |day| day.to_string());
    let value = format!("{date}T{hour:02}:{minute:02}");
    Some(Match::value(length, TimeKind::Time, value).over(day.map(Period::day)))
}

fn is_day(period: &Period) -> bool {
    period.precision == Precision::Day
}

/// "noon", "midnight".
fn named(reading: &Reading<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let look = |sense| if let TimeSense::Hour(hour) = sense { Some(hour) } else { None };
    reading.sense(at, look).map(|(hour, length)| (hour, 0, length))
}

/// "7:15 p.m.", "9 a.m.", "10:25 IST", "0735 GMT", "19:30", "8 o'clock".
fn digits(reading: &Reading<'_>, at: usize) -> Option<(i8, i8, usize)> {
    let word = reading.word(at);
    let (hour, minute) = match word.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse::<i8>().ok()?, Some(minute.parse::<i8>().ok()?)),
        Some(_) => return None,
        None if word.len() == 4 => (word.get(..2)?.parse().ok()?, Some(word.get(2..)?.parse().ok()?)),
        None => (word.parse().ok()?, None),
    };
    let look = |sense| if let TimeSense::HalfDay(half) = sense { Some(half) } else { None };
    let half = reading.sense(at + 1, look);
    let clock = reading.is(at + 1, &["o'clock"]);
    let colon = word.contains(':') && !reading.joined(at);
    if half.is_none() && !clock && !colon && (minute.is_none() || zone(reading, at + 1) == 0) {
        return None;
    }
    let hour = match half {
        Some((HalfDay::Pm, _)) if (1..12).contains(&hour) => hour + 12,
        Some((HalfDay::Am, _)) if hour == 12 => 0,
        _ => hour,
    };
    let valid = (0..=24).contains(&hour) && (0..60).contains(&minute.unwrap_or(0));
    valid.then_some((hour, minute.unwrap_or(0), 1 + half.map_or(usize::from(clock), |(_, length)| length)))
}

/// Length of a time zone, brackets included.
fn zone(reading: &Reading<'_>, at: usize) -> usize {
    let bracket = reading.skip(at, &["("]);
    match reading.length(at + bracket, TimeSense::Zone) {
        0 => 0,
        length => bracket + length + reading.skip(at + bracket + length, &[")"]) * bracket,
    }
}
