//! Years and what is made of them: quarters, decades, centuries.

use knowledge::time::{Anchor, TimeSense, TimeUnit};

use crate::time::{
    Match, TimeKind,
    calendar::{self, Period, Which, shifted},
    numbers,
    reading::Reading,
};

/// A year of four digits.
pub(super) fn digits(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1500..=2199).contains(year))
}

/// A year after a month, season or quarter: "2019", ", 2019", "of 2019", "last year", "of this year".
pub(super) fn attached(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let skip = reading.skip(at, &[",", "of", "in"]);
    if let Some(year) = digits(reading.word(at + skip)) {
        let counted = skip == 0 && reading.has(at + 1, TimeSense::Counted);
        return (!counted && reading.word(at) != "in").then_some((year, skip + 1));
    }
    let (shift, length) = reading.shift(at + skip)?;
    if reading.single(at + skip + length)? != TimeUnit::Year {
        return None;
    }
    let year = i64::from(reading.anchors.day(shift.from)?.year()).checked_add(shift.by)?;
    Some((year.try_into().ok()?, skip + length + 1))
}

/// "in 2019", "the 2019 election", "the year 2000", "nineteen seventy-nine".
pub(super) fn year(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let skip = usize::from(reading.single(at) == Some(TimeUnit::Year));
    let (year, length) = match digits(reading.word(at + skip)) {
        Some(year) => (year, 1),
        None => spelled(reading, at + skip).filter(|_| skip == 1 || reading.after(at, TimeSense::Lead))?,
    };
    let next = at + skip + length;
    if skip == 0 && length == 1 && !stands_for_year(reading, at, year) || reading.has(next, TimeSense::Counted) {
        return None;
    }
    Some(Match::date(
        skip + length,
        Period::month(year, 1, None).and_then(|month| Period::holding(month.from, TimeUnit::Year))?,
    ))
}

/// Whether four digits alone are a year: not as a label, a part of a longer number, or a round count.
fn stands_for_year(reading: &Reading<'_>, at: usize, year: i16) -> bool {
    let before = reading.previous(at);
    let number = reading.joined(at) && digits(before).is_none() && before.bytes().all(|byte| byte.is_ascii_digit());
    let labelled = reading.after(at, TimeSense::Label) || number || reading.has(at + 1, TimeSense::Zone);
    let counts = year % 100 == 0 && reading.xpos(at + 1) == "NNS";
    let led = reading.after(at, TimeSense::Lead);
    !labelled && (led || (1900..=2059).contains(&year) && !counts)
}

/// A year in words: "nineteen seventy-nine", "two thousand".
fn spelled(reading: &Reading<'_>, at: usize) -> Option<(i16, usize)> {
    let (high, length) = numbers::spelled(reading, at)?;
    let (year, length) = match high {
        17..=20 => {
            let (low, more) = numbers::spelled(reading, at + length).filter(|(low, _)| (10..=99).contains(low))?;
            (high * 100 + low, length + more)
        }
        2000 => (high, length),
        _ => return None,
    };
    Some((year.try_into().ok()?, length))
}

/// "the 1990s", "the '90s".
pub(super) fn decade(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let word = reading.word(at).strip_suffix('s')?.trim_end_matches('\'');
    let short = word.trim_start_matches('\'');
    let first: i16 = match short.len() {
        4 => digits(short)?,
        2 if word != short || reading.is(at.wrapping_sub(1), &["the", "early", "mid", "late", "'"]) => {
            1900 + short.parse::<i16>().ok().filter(|year| *year >= 20)?
        }
        _ => return None,
    };
    let years = Period::years(first, first + 9).filter(|_| first % 10 == 0)?;
    Some(Match::value(1, TimeKind::Date, format!("{:03}", first / 10)).over(Some(years)))
}

/// "the 19th century".
pub(super) fn century(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let number = reading.ordinal(at)?;
    let unit = reading.unit(at + 1).filter(|(measure, _)| measure.unit == TimeUnit::Year && measure.count == 100);
    unit.filter(|_| (1..=22).contains(&number))?;
    let first: i16 = (100 * (number - 1)).try_into().ok()?;
    Some(Match::value(2, TimeKind::Date, format!("{:02}", number - 1)).over(Period::years(first.max(1), first + 99)))
}

/// "fiscal 1988", "fiscal year 2020".
pub(super) fn fiscal(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let skip = 1 + usize::from(reading.single(at + 1) == Some(TimeUnit::Year));
    let year = digits(reading.word(at + skip)).filter(|_| reading.word(at) == "fiscal")?;
    Some(Match::date(skip + 1, Period::holding(Period::month(year, 1, None)?.from, TimeUnit::Year)?))
}

/// "third quarter", "the third quarter of 1989", "the 1988 third quarter", "Q3 2020", "the first half of last year".
pub(super) fn quarter(reading: &Reading<'_>, at: usize) -> Option<Match> {
    let before = digits(reading.word(at));
    let start = at + usize::from(before.is_some());
    let (number, length, halves) = part_of_year(reading, start)?;
    let after = attached(reading, start + length);
    let given = before.or(after.map(|(year, _)| year));
    let length = start + length + after.map_or(0, |(_, length)| length) - at;
    if halves {
        let first = Period::month(given?, 6 * number - 5, None)?.from;
        let last = shifted(first, TimeUnit::Month, 5)?.last_of_month();
        let value = format!("{:04}-H{number}", first.year());
        return Some(Match::value(length, TimeKind::Date, value).over(Some(Period::between(first, last))));
    }
    let make = |year| Period::quarter(year, number);
    let period = match given {
        Some(year) => make(year)?,
        None => match reading.anchors.day(Anchor::Publication) {
            Some(published) => calendar::yearly(published, Which::Open, make)?,
            None => return Some(Match::value(length, TimeKind::Date, format!("XXXX-Q{number}"))),
        },
    };
    Some(Match::date(length, period))
}

/// Which quarter or half of a year, its length, and whether it is a half.
fn part_of_year(reading: &Reading<'_>, at: usize) -> Option<(i8, usize, bool)> {
    if let Some(number) = reading.word(at).strip_prefix('q').and_then(|number| number.parse().ok()) {
        return (1..=4).contains(&number).then_some((number, 1, false));
    }
    let number: i8 = reading.ordinal(at)?.try_into().ok()?;
    let fiscal = reading.skip(at + 1, &["fiscal"]);
    if reading.word(at + 1) == "half" {
        return (number <= 2).then_some((number, 2, true));
    }
    let is_quarter = reading.unit(at + 1 + fiscal).is_some_and(|(measure, _)| measure.unit == TimeUnit::Quarter);
    (is_quarter && (1..=4).contains(&number)).then_some((number, 2 + fiscal, false))
}
