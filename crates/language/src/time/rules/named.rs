//! Names of the calendar with "last", "this", "next": "last Friday", "next March", "this fall", "last Christmas".

use jiff::civil::Date;
use knowledge::time::{Shift, TimeSense};

use super::dates::{direction, on_day, part_at};
use crate::time::{
    Match,
    calendar::{self, Period, Which},
    reading::Reading,
};

/// The weekday, month, season or holiday after `skip` pieces.
pub(super) fn shifted(reading: &Reading<'_>, at: usize, skip: usize, shift: Shift) -> Option<Match> {
    let start = at + skip;
    if reading.is(at, &["that", "same", "the"]) {
        return None;
    }
    let which = match shift.by {
        0 => direction(reading, start),
        by if by < 0 => Which::Last,
        _ => Which::Next,
    };
    let look = |sense| match sense {
        TimeSense::Month(_) | TimeSense::Weekday(_) | TimeSense::Season(_) | TimeSense::Holiday(_) => Some(sense),
        _ => None,
    };
    let (sense, length) = reading.sense(start, look)?;
    let day = reading.anchors.day(shift.from)?;
    let written = match sense {
        TimeSense::Weekday(_) => reading.is_weekday(start),
        TimeSense::Season(_) => true,
        _ => reading.is_proper(start),
    };
    let period = period(sense, day, shift, which).filter(|_| written)?;
    if !matches!(sense, TimeSense::Weekday(_)) {
        return Some(Match::date(skip + length, period));
    }
    let part = part_at(reading, start + length);
    let more = part.map_or(0, |(_, length)| length);
    Some(on_day(skip + length + more, Some(period), part.map(|(part, _)| part), ""))
}

fn period(sense: TimeSense, day: Date, shift: Shift, which: Which) -> Option<Period> {
    match sense {
        TimeSense::Weekday(wanted) => calendar::weekday(day, wanted, which),
        // "this September" is that of the running year.
        TimeSense::Month(month) if shift.by == 0 => Period::month(day.year(), month, None),
        TimeSense::Month(month) => calendar::yearly(day, which, |year| Period::month(year, month, None)),
        TimeSense::Holiday(holiday) => calendar::yearly(day, which, |year| Period::holiday(year, holiday)),
        TimeSense::Season(season) => calendar::yearly(day, which, |year| Period::season(year, season)),
        _ => None,
    }
}
