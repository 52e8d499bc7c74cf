//! The rules: each looks at the words from one token on.

use jiff::civil::Date;

use super::{
    Match, TimeKind,
    calendar::{Period, Unit, nearest_year, shifted, weekday},
    words,
};
use crate::{Sentence, Upos};

/// Words that make a sentence look ahead.
const AHEAD: [&str; 11] =
    ["will", "would", "to", "shall", "scheduled", "expected", "due", "plans", "planned", "upcoming", "until"];
/// Words before a bare year or a month that could be something else.
const BEFORE_DATES: [&str; 18] = [
    "in", "since", "of", "by", "until", "during", "from", "after", "before", "between", "and", "last", "next", "this",
    "to", "early", "late", "mid",
];

/// One sentence while it is read.
pub(crate) struct Reading<'s> {
    sentence: &'s Sentence,
    words: Vec<String>,
    published: Option<Date>,
}

impl<'s> Reading<'s> {
    pub fn of(sentence: &'s Sentence, published: Option<Date>) -> Self {
        let words = sentence.tokens.iter().map(|token| token.form.to_lowercase()).collect();
        Self { sentence, words, published }
    }

    /// What begins at a token.
    pub fn at(&self, at: usize) -> Option<Match> {
        self.iso(at)
            .or_else(|| self.named(at))
            .or_else(|| self.modified(at))
            .or_else(|| self.full_date(at))
            .or_else(|| self.weekday(at))
            .or_else(|| self.relative_unit(at))
            .or_else(|| self.span_of_units(at))
            .or_else(|| self.bare_year(at))
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn previous(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    /// Whether the sentence speaks of what is to come, before this token and near it.
    fn looks_ahead(&self, at: usize) -> bool {
        (at.saturating_sub(8)..at).any(|before| AHEAD.contains(&self.word(before)))
    }

    fn iso(&self, at: usize) -> Option<Match> {
        let day: Date = self.word(at).parse().ok().filter(|_| self.word(at).len() == 10)?;
        Some(period(1, Period::day(day)))
    }

    /// "today", "yesterday", "now", "recently".
    fn named(&self, at: usize) -> Option<Match> {
        let (days, suffix) = match self.word(at) {
            "today" => (0, ""),
            "tonight" => (0, "TNI"),
            "yesterday" => (-1, ""),
            "tomorrow" => (1, ""),
            "now" | "currently" => return Some(reference("PRESENT_REF")),
            "recently" | "previously" | "formerly" => return Some(reference("PAST_REF")),
            _ => return None,
        };
        let (length, suffix) = match words::part_of_day(self.word(at + 1)) {
            Some(part) => (2, part),
            None => (1, suffix),
        };
        let day = self.published.and_then(|day| shifted(day, Unit::Day, days));
        Some(on_day(length, day, suffix))
    }

    /// "early 2023", "mid-October" (one token or three), "late last month".
    fn modified(&self, at: usize) -> Option<Match> {
        if let Some(month) = self.word(at).strip_prefix("mid-").and_then(words::month) {
            let year = words::year(self.word(at + 1));
            let inner = self.dated(1 + usize::from(year.is_some()), at, year, month, None)?;
            return Some(Match { modifier: Some("MID"), ..inner });
        }
        let modifier = words::modifier(self.word(at))?;
        let skip = 1 + usize::from(self.word(at + 1) == "-");
        let inner = self
            .full_date(at + skip)
            .or_else(|| self.relative_unit(at + skip))
            .or_else(|| self.bare_year(at + skip))?;
        Some(Match { length: inner.length + skip, modifier: Some(modifier), ..inner })
    }

    /// A date with a month: "12 March 2024", "March 12, 2024", "March 12", "March 2024", "March".
    fn full_date(&self, at: usize) -> Option<Match> {
        let (month, day, length) = match (words::day(self.word(at)), words::month(self.word(at))) {
            (Some(day), _) => {
                let of = usize::from(self.word(at + 1) == "of");
                (words::month(self.word(at + 1 + of))?, Some(day), 2 + of)
            }
            (None, Some(month)) => match words::day(self.word(at + 1)) {
                Some(day) => (month, Some(day), 2),
                None => (month, None, 1),
            },
            _ => return None,
        };
        let comma = usize::from(self.word(at + length) == "," && words::year(self.word(at + length + 1)).is_some());
        let year = words::year(self.word(at + length + comma));
        let length = length + year.map_or(0, |_| 1 + comma);
        if length == 1 && !self.is_month(at) {
            return None;
        }
        self.dated(length, at, year, month, day)
    }

    /// "May" and "March" alone are months only where the words around say so.
    fn is_month(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        let capital = token.form.starts_with(char::is_uppercase);
        let doubtful = ["may", "march"].contains(&self.word(at));
        capital
            && !matches!(token.upos, Upos::Verb | Upos::Aux)
            && (!doubtful || BEFORE_DATES.contains(&self.previous(at)))
    }

    fn dated(&self, length: usize, at: usize, year: Option<i16>, month: i8, day: Option<i8>) -> Option<Match> {
        let year = year.or_else(|| self.published.map(|now| nearest_year(now, month, day, self.looks_ahead(at))));
        let Some(year) = year else {
            let value = day.map_or(format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}"));
            return Some(Match { length, kind: TimeKind::Date, value, modifier: None, period: None });
        };
        let first = Date::new(year, month, day.unwrap_or(1)).ok()?;
        Some(period(length, Period::holding(first, if day.is_some() { Unit::Day } else { Unit::Month })?))
    }

    /// "Friday", "last Friday", "Friday morning".
    fn weekday(&self, at: usize) -> Option<Match> {
        let skip = usize::from(["last", "next", "this"].contains(&self.word(at)));
        let wanted = words::weekday(self.word(at + skip))?;
        let part = words::part_of_day(self.word(at + skip + 1));
        let length = skip + 1 + part.map_or(0, |_| 1);
        let ahead = match (skip, self.word(at)) {
            (1, "next") => true,
            (1, "last") => false,
            _ => self.looks_ahead(at),
        };
        let day = self.published.and_then(|now| weekday(now, wanted, ahead));
        match day {
            Some(_) => Some(on_day(length, day, part.unwrap_or(""))),
            None => {
                let value = format!("XXXX-WXX-{}", wanted.to_monday_one_offset());
                Some(Match { length, kind: TimeKind::Date, value, modifier: None, period: None })
            }
        }
    }

    /// "last week", "this month", "next year", "last night".
    fn relative_unit(&self, at: usize) -> Option<Match> {
        let count = match self.word(at) {
            "last" | "previous" => -1,
            "this" => 0,
            "next" | "coming" => 1,
            _ => return None,
        };
        if let Some(part) = words::part_of_day(self.word(at + 1)) {
            let days = if self.word(at + 1) == "night" { count } else { 0 };
            return Some(on_day(2, self.published.and_then(|now| shifted(now, Unit::Day, days)), part));
        }
        let (unit, _, 1) = words::unit(self.word(at + 1))? else { return None };
        if self.word(at + 1).ends_with('s') {
            return None;
        }
        match self.published.and_then(|now| shifted(now, unit, count)) {
            Some(day) => Some(period(2, Period::holding(day, unit)?)),
            None => Some(Match { length: 2, kind: TimeKind::Date, value: "XXXX".into(), modifier: None, period: None }),
        }
    }

    /// "three days ago", "two weeks later", "the past two years", "five months".
    fn span_of_units(&self, at: usize) -> Option<Match> {
        let count = words::number(self.word(at))?;
        let (unit, letter, times) = words::unit(self.word(at + 1))?;
        let count = count.checked_mul(times)?;
        let back = match self.word(at + 2) {
            "ago" | "earlier" => Some(-1),
            "later" => Some(1),
            _ => None,
        };
        match back {
            Some(sign) => {
                let day = self.published.and_then(|now| shifted(now, unit, sign * count));
                let dated = day.and_then(|day| Period::holding(day, unit));
                Some(dated.map_or_else(|| reference_of(3), |dated| period(3, dated)))
            }
            None if ["a", "an"].contains(&self.word(at)) => None,
            None => Some(Match {
                length: 2,
                kind: TimeKind::Duration,
                value: format!("P{count}{letter}"),
                modifier: None,
                period: None,
            }),
        }
    }

    /// "in 2019"; "the 1990s".
    fn bare_year(&self, at: usize) -> Option<Match> {
        if let Some(year) = self.word(at).strip_suffix('s').and_then(words::year).filter(|year| year % 10 == 0) {
            let (from, to) = (Date::new(year, 1, 1).ok()?, Date::new(year + 9, 12, 31).ok()?);
            let decade = Period { from, to, precision: record::Precision::Interval };
            return Some(Match { value: format!("{:03}", year / 10), ..period(1, decade) });
        }
        let year = words::year(self.word(at)).filter(|_| BEFORE_DATES.contains(&self.previous(at)))?;
        Some(period(1, Period::holding(Date::new(year, 1, 1).ok()?, Unit::Year)?))
    }
}

fn period(length: usize, period: Period) -> Match {
    Match { length, kind: TimeKind::Date, value: period.value(), modifier: None, period: Some(period) }
}

/// A day, or a part of one.
fn on_day(length: usize, day: Option<Date>, part: &str) -> Match {
    let kind = if part.is_empty() { TimeKind::Date } else { TimeKind::Time };
    let value = day.map_or_else(|| format!("XXXX-XX-XX{part}"), |day| format!("{day}{part}"));
    Match { length, kind, value, modifier: None, period: day.map(Period::day) }
}

fn reference(value: &str) -> Match {
    Match { length: 1, kind: TimeKind::Date, value: value.to_owned(), modifier: None, period: None }
}

fn reference_of(length: usize) -> Match {
    Match { length, ..reference("PAST_REF") }
}
