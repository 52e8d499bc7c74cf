//! Days, weeks, months and years as periods.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use record::Precision;

/// A run of whole days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Period {
    pub from: Date,
    pub to: Date,
    pub precision: Precision,
}

/// Calendar units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Period {
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day, precision: Precision::Day }
    }

    /// The unit that holds a day. Weeks begin on Monday.
    pub fn holding(day: Date, unit: Unit) -> Option<Self> {
        let (from, to, precision) = match unit {
            Unit::Day => (day, day, Precision::Day),
            Unit::Week => {
                let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
                (monday, monday.checked_add(6.days()).ok()?, Precision::Week)
            }
            Unit::Month => (day.first_of_month(), day.last_of_month(), Precision::Month),
            Unit::Year => (day.first_of_year(), day.last_of_year(), Precision::Year),
        };
        Some(Self { from, to, precision })
    }

    /// TIMEX3 value of the period as a unit.
    pub fn value(&self) -> String {
        match self.precision {
            Precision::Week => {
                let week = self.from.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Precision::Month => format!("{:04}-{:02}", self.from.year(), self.from.month()),
            Precision::Year => format!("{:04}", self.from.year()),
            _ => self.from.to_string(),
        }
    }
}

/// The day so many units away; `None` outside the calendar.
pub(crate) fn shifted(day: Date, unit: Unit, count: i64) -> Option<Date> {
    // Further away than any news tells of, and safe to count in days.
    const FURTHEST: i64 = 3_000_000;
    if count.abs() > FURTHEST {
        return None;
    }
    match unit {
        Unit::Day => day.checked_add(count.days()),
        Unit::Week => day.checked_add(count.weeks()),
        Unit::Month => day.checked_add(jiff::Span::new().try_months(count).ok()?),
        Unit::Year => day.checked_add(jiff::Span::new().try_years(count).ok()?),
    }
    .ok()
}

/// The nearest such weekday: on or before the day, or strictly after it.
pub(crate) fn weekday(day: Date, wanted: Weekday, ahead: bool) -> Option<Date> {
    let back = i64::from(day.weekday().since(wanted));
    shifted(day, Unit::Day, if ahead { 7 - back } else { -back })
}

/// The year of a month and day without one: the latest that is not in the future, or the next where the text looks ahead.
pub(crate) fn nearest_year(published: Date, month: i8, day: Option<i8>, ahead: bool) -> i16 {
    let given = (month, day.unwrap_or(1));
    let now = (published.month(), if day.is_some() { published.day() } else { 31 });
    match ahead {
        false if given > now => published.year() - 1,
        true if given < (published.month(), if day.is_some() { published.day() } else { 0 }) => published.year() + 1,
        _ => published.year(),
    }
}
