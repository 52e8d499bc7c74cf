//! Days, weeks, months, seasons and years as periods, and which of several is meant.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use knowledge::time::{Holiday, Season, TimeModifier, TimeUnit};
use record::Precision;

/// A run of whole days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Period {
    pub from: Date,
    pub to: Date,
    pub precision: Precision,
}

/// Which of the periods of one name is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// The latest that has begun.
    Back,
    /// The first that has not ended.
    Ahead,
    /// The nearest; back unless that is much further away.
    Open,
    /// The nearest; ahead unless that is very much further away.
    Near,
    /// The latest that has ended.
    Last,
    /// The first that has not begun.
    Next,
}

impl Period {
    pub fn day(day: Date) -> Self {
        Self { from: day, to: day, precision: Precision::Day }
    }

    /// Any days; in order, whatever their order was.
    pub fn between(one: Date, other: Date) -> Self {
        Self { from: one.min(other), to: one.max(other), precision: Precision::Interval }
    }

    /// The unit that holds a day. Weeks begin on Monday.
    pub fn holding(day: Date, unit: TimeUnit) -> Option<Self> {
        let monday = || shifted(day, TimeUnit::Day, -i64::from(day.weekday().to_monday_zero_offset()));
        let (from, to, precision) = match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day => (day, day, Precision::Day),
            TimeUnit::Week => (monday()?, monday()?.checked_add(6.days()).ok()?, Precision::Week),
            TimeUnit::Weekend => {
                (monday()?.checked_add(5.days()).ok()?, monday()?.checked_add(6.days()).ok()?, Precision::Interval)
            }
            TimeUnit::Month => (day.first_of_month(), day.last_of_month(), Precision::Month),
            TimeUnit::Quarter => {
                let from = Date::new(day.year(), day.month() - (day.month() - 1) % 3, 1).ok()?;
                (from, from.checked_add(2.months()).ok()?.last_of_month(), Precision::Quarter)
            }
            TimeUnit::Year => (day.first_of_year(), day.last_of_year(), Precision::Year),
        };
        Some(Self { from, to, precision })
    }

    /// A month, or a day of it.
    pub fn month(year: i16, month: i8, day: Option<i8>) -> Option<Self> {
        let first = Date::new(year, month, day.unwrap_or(1)).ok()?;
        Self::holding(first, if day.is_some() { TimeUnit::Day } else { TimeUnit::Month })
    }

    /// A quarter, from 1.
    pub fn quarter(year: i16, number: i8) -> Option<Self> {
        Self::holding(Date::new(year, 3 * number.clamp(1, 4), 1).ok()?, TimeUnit::Quarter)
    }

    /// A season; winter belongs to the year that it begins in.
    pub fn season(year: i16, season: Season) -> Option<Self> {
        let from = Date::new(year, season.first_month(), 1).ok()?;
        Some(Self { from, to: from.checked_add(2.months()).ok()?.last_of_month(), precision: Precision::Quarter })
    }

    /// Whole years.
    pub fn years(first: i16, last: i16) -> Option<Self> {
        Some(Self::between(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
    }

    /// A holiday.
    pub fn holiday(year: i16, holiday: Holiday) -> Option<Self> {
        let day = match holiday {
            Holiday::Fixed(month, day) => Date::new(year, month, day).ok()?,
            Holiday::Floating(month, day, wanted) => {
                let first = Date::new(year, month, day).ok()?;
                let wanted = Weekday::from_monday_one_offset(wanted).ok()?;
                shifted(first, TimeUnit::Day, i64::from(first.weekday().until(wanted)))?
            }
            Holiday::Easter(days) => shifted(easter(year)?, TimeUnit::Day, days)?,
        };
        Some(Self::day(day))
    }

    /// The period with as much of it as a modifier leaves: thirds (of a month ten days and the rest), or what lies before or after a day.
    pub fn part(self, modifier: TimeModifier, published: Option<Date>) -> Self {
        let days = i64::from((self.to - self.from).get_days());
        if days == 0 {
            return self;
        }
        let third = |part: i64| if self.precision == Precision::Month { 10 * part } else { (days + 1) * part / 3 };
        let after = |part: i64| shifted(self.from, TimeUnit::Day, third(part)).unwrap_or(self.from);
        let before = |day: Date| day.yesterday().unwrap_or(day);
        let inside = published.filter(|day| (self.from..=self.to).contains(day));
        match (modifier, inside) {
            (TimeModifier::Start, _) => Self::between(self.from, before(after(1))),
            (TimeModifier::Mid, _) => Self::between(after(1), before(after(2))),
            (TimeModifier::End, _) => Self::between(after(2), self.to),
            (TimeModifier::Earlier, Some(day)) => Self::between(self.from, day),
            (TimeModifier::Later, Some(day)) => Self::between(day, self.to),
            _ => self,
        }
    }

    /// TIMEX3 value of the period as a unit.
    pub fn value(&self) -> String {
        let (year, month) = (self.from.year(), self.from.month());
        match (self.precision, month) {
            (Precision::Week, _) => {
                let week = self.from.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            (Precision::Month, _) => format!("{year:04}-{month:02}"),
            (Precision::Quarter, 3) => format!("{year:04}-{}", Season::Spring.code()),
            (Precision::Quarter, 6) => format!("{year:04}-{}", Season::Summer.code()),
            (Precision::Quarter, 9) => format!("{year:04}-{}", Season::Autumn.code()),
            (Precision::Quarter, 12) => format!("{year:04}-{}", Season::Winter.code()),
            (Precision::Quarter, _) => format!("{year:04}-Q{}", (month + 2) / 3),
            (Precision::Year, _) => format!("{year:04}"),
            (Precision::Interval, _) if self.from.weekday() == Weekday::Saturday => {
                let week = self.from.iso_week_date();
                format!("{:04}-W{:02}-WE", week.year(), week.week())
            }
            _ => self.from.to_string(),
        }
    }
}

/// The day so many units away; `None` outside the calendar. Hours and less count by whole days.
pub(crate) fn shifted(day: Date, unit: TimeUnit, count: i64) -> Option<Date> {
    let span = jiff::Span::new();
    let span = match unit {
        TimeUnit::Second | TimeUnit::Minute => Ok(span),
        TimeUnit::Hour => span.try_days(count / 24),
        TimeUnit::Day => span.try_days(count),
        TimeUnit::Week | TimeUnit::Weekend => span.try_weeks(count),
        TimeUnit::Month => span.try_months(count),
        TimeUnit::Quarter => span.try_months(count.checked_mul(3)?),
        TimeUnit::Year => span.try_years(count),
    };
    day.checked_add(span.ok()?).ok()
}

/// The day of such a weekday (Monday is 1) that is meant.
pub(crate) fn weekday(day: Date, wanted: i8, which: Which) -> Option<Period> {
    let wanted = Weekday::from_monday_one_offset(wanted).ok()?;
    let back = i64::from(day.weekday().since(wanted));
    let days = match which {
        Which::Back | Which::Open => -back,
        Which::Ahead | Which::Near => (7 - back) % 7,
        Which::Last => -if back == 0 { 7 } else { back },
        Which::Next => 7 - back,
    };
    shifted(day, TimeUnit::Day, days).map(Period::day)
}

/// The period that is meant of those that come once a year.
pub(crate) fn yearly(day: Date, which: Which, make: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    let all: Vec<Period> = (day.year() - 1..=day.year() + 1).filter_map(make).collect();
    let back = || all.iter().rev().find(|period| period.from <= day).copied();
    let ahead = || all.iter().find(|period| period.to >= day).copied();
    match which {
        Which::Back => back(),
        Which::Ahead => ahead(),
        Which::Last => all.iter().rev().find(|period| period.to < day).copied(),
        Which::Next => all.iter().find(|period| period.from > day).copied(),
        Which::Open => {
            let (back, ahead) = (back()?, ahead()?);
            Some(if 3 * gap(day, ahead.from) < gap(back.to, day) { ahead } else { back })
        }
        Which::Near => {
            let (back, ahead) = (back()?, ahead()?);
            Some(if 10 * gap(back.to, day) < gap(day, ahead.from) { back } else { ahead })
        }
    }
}

fn gap(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let days = h + l - 7 * ((a + 11 * h + 22 * l) / 451) + 114;
    Date::new(year as i16, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn easter_and_floating_holidays() {
        for (year, day) in [(2019, "2019-04-21"), (2024, "2024-03-31"), (2025, "2025-04-20"), (1999, "1999-04-04")] {
            assert_eq!(easter(year), Some(date(day)));
        }
        let thanksgiving = Period::holiday(1999, Holiday::Floating(11, 22, 4));
        assert_eq!(thanksgiving, Some(Period::day(date("1999-11-25"))));
        assert_eq!(Period::holiday(1998, Holiday::Floating(11, 2, 2)), Some(Period::day(date("1998-11-03"))));
    }

    #[test]
    fn thirds_of_a_month() {
        let october = Period::month(2019, 10, None).unwrap();
        for (modifier, from, to) in [
            (TimeModifier::Start, "2019-10-01", "2019-10-10"),
            (TimeModifier::Mid, "2019-10-11", "2019-10-20"),
            (TimeModifier::End, "2019-10-21", "2019-10-31"),
        ] {
            assert_eq!(october.part(modifier, None), Period::between(date(from), date(to)));
        }
    }

    #[test]
    fn weekdays_and_months_by_direction() {
        let monday = date("2024-03-11");
        assert_eq!(weekday(monday, 1, Which::Back), Some(Period::day(monday)));
        assert_eq!(weekday(monday, 1, Which::Last), Some(Period::day(date("2024-03-04"))));
        assert_eq!(weekday(monday, 5, Which::Ahead), Some(Period::day(date("2024-03-15"))));
        let year = |which, month| {
            let period = yearly(monday, which, |year| Period::month(year, month, None));
            period.map(|period| period.from.year())
        };
        assert_eq!(
            (year(Which::Back, 4), year(Which::Open, 4), year(Which::Open, 10)),
            (Some(2023), Some(2024), Some(2023))
        );
        assert_eq!((year(Which::Last, 3), year(Which::Next, 3)), (Some(2023), Some(2025)));
    }
}
