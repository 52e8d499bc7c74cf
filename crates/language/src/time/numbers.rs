//! How many units: in digits, in words, or left open.

use knowledge::time::{Bounds, Measure, TimeSense, TimeUnit};

use super::reading::Reading;

/// How many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount {
    /// At least.
    pub min: i64,
    /// At most.
    pub max: i64,
    /// Whether a half comes on top.
    pub half: bool,
}

impl Amount {
    pub fn exactly(count: i64) -> Self {
        Self { min: count, max: count, half: false }
    }

    /// What a bare plural is taken for.
    pub fn several() -> Self {
        Self { min: 2, max: 5, half: false }
    }

    fn is_open(self) -> bool {
        self.min != self.max
    }

    /// The number, where it is a whole one and known.
    pub fn whole(self) -> Option<i64> {
        (!self.is_open() && !self.half).then_some(self.min)
    }

    /// TIMEX3 value of so many of a unit: `P3D`, `PT24H`, `PXM`, `P2Y6M`.
    pub fn duration(self, measure: Measure) -> String {
        let letter = letter(measure.unit);
        let prefix = if measure.unit < TimeUnit::Day { "PT" } else { "P" };
        if self.is_open() {
            return match (measure.unit, measure.count) {
                (TimeUnit::Year, 10) => "PXDE".to_owned(),
                (TimeUnit::Year, 100) => "PXCE".to_owned(),
                _ => format!("{prefix}X{letter}"),
            };
        }
        let per = measure.count.saturating_mul(if measure.unit == TimeUnit::Quarter { 3 } else { 1 });
        let count = self.min.saturating_mul(per);
        match (self.half, per, measure.unit, count) {
            (false, ..) => format!("{prefix}{count}{letter}"),
            (true, 1, TimeUnit::Year, 0) => "P6M".to_owned(),
            (true, 1, TimeUnit::Year, _) => format!("P{count}Y6M"),
            (true, 1, TimeUnit::Hour, 0) => "PT30M".to_owned(),
            (true, 1, TimeUnit::Hour, _) => format!("PT{count}H30M"),
            (true, 1, TimeUnit::Day, 0) => "PT12H".to_owned(),
            (true, 1, ..) => format!("{prefix}{count}.5{letter}"),
            (true, ..) => format!("{prefix}{}{letter}", count.saturating_add(per / 2)),
        }
    }
}

fn letter(unit: TimeUnit) -> char {
    match unit {
        TimeUnit::Second => 'S',
        TimeUnit::Minute | TimeUnit::Month | TimeUnit::Quarter => 'M',
        TimeUnit::Hour => 'H',
        TimeUnit::Day => 'D',
        TimeUnit::Week | TimeUnit::Weekend => 'W',
        TimeUnit::Year => 'Y',
    }
}

/// The amount from a piece on, with its length.
pub(crate) fn amount(reading: &Reading<'_>, at: usize) -> Option<(Amount, usize)> {
    let vague = |sense| if let TimeSense::Vague(Bounds { min, max }) = sense { Some((min, max)) } else { None };
    if let Some(((min, max), length)) = reading.sense(at, vague) {
        return Some((Amount { min, max, half: false }, length));
    }
    if reading.has(at, TimeSense::Half) {
        let article = reading.skip(at + 1, &["a", "an"]);
        return Some((Amount { min: 0, max: 0, half: true }, 1 + article));
    }
    let (count, half, length) = digits(reading.word(at)).or_else(|| {
        let (count, length) = spelled(reading, at)?;
        Some((count, false, length))
    })?;
    let and = if reading.word(at + length) == "and" { 1 + reading.skip(at + length + 1, &["a"]) } else { 0 };
    let more = if reading.has(at + length + and, TimeSense::Half) { and + 1 } else { 0 };
    Some((Amount { min: count, max: count, half: half || more > 0 }, length + more))
}

/// A number in digits: "24", "2,000", "2.5".
fn digits(word: &str) -> Option<(i64, bool, usize)> {
    let (whole, half) = word.strip_suffix(".5").map_or((word, false), |whole| (whole, true));
    let plain = whole.bytes().next()?.is_ascii_digit() && whole.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let count = if whole.contains(',') { whole.replace(',', "").parse() } else { whole.parse() };
    plain.then(|| count.ok()).flatten().map(|count| (count, half, 1))
}

/// A number in words: "twenty-five", "two hundred".
pub(crate) fn spelled(reading: &Reading<'_>, at: usize) -> Option<(i64, usize)> {
    let number = |at| {
        let look = |sense| if let TimeSense::Number(number) = sense { Some(number) } else { None };
        reading.sense(at, look).map(|(number, _)| number)
    };
    let scale = |at| {
        let look = |sense| if let TimeSense::Scale(scale) = sense { Some(scale) } else { None };
        reading.sense(at, look).map(|(scale, _)| scale)
    };
    let (mut count, mut length) = (number(at)?, 1);
    let article = reading.is(at + 1, &["a", "an"]);
    if let Some(ones) = number(at + 1).filter(|ones| !article && count >= 20 && count % 10 == 0 && *ones < 10) {
        (count, length) = (count + ones, 2);
    }
    while let Some(scale) = scale(at + length) {
        (count, length) = (count.checked_mul(scale)?, length + 1);
    }
    Some((count, length))
}
