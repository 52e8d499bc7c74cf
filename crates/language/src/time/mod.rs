//! English time expressions with TIMEX3 values (TimeML 1.2.1).
//!
//! Rules in the manner of HeidelTime (Strötgen and Gertz 2013) over words of `data/lang/en/time`: at each word the rule
//! that takes in most wins. Relative times are resolved against the day of publication, and against the time that the
//! text told of last ("two days later"); the tense of the governing verb says which way a weekday or month lies.

mod calendar;
mod distance;
mod numbers;
mod ranges;
mod reading;
mod rules;
mod tense;

use std::ops::Range;

use jiff::civil::Date;
use knowledge::{TimeWords, time::TimeModifier};
use record::{Interval, Span};

use crate::Sentence;
use calendar::Period;
pub use distance::{Distance, Length, distances};
use reading::{Anchors, Reading};

/// A time expression.
#[derive(Debug, Clone, PartialEq)]
pub struct TimeExpression {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// TIMEX3 type.
    pub kind: TimeKind,
    /// TIMEX3 value: `2024-02-07`, `2024-W06`, `P3D`, `PRESENT_REF`, `XXXX-WXX-3`; relative ones stay open without a document date.
    pub value: String,
    /// TIMEX3 modifier: `START`, `APPROX`, `MORE_THAN`.
    pub modifier: Option<String>,
    /// The days it covers, where they are known.
    pub interval: Option<Interval>,
}

/// TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeKind {
    /// A calendar date.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

impl TimeKind {
    /// The type as TIMEX3 writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// What a rule found: how many pieces, and what they say.
#[derive(Debug, Clone)]
pub(crate) struct Match {
    length: usize,
    kind: TimeKind,
    value: String,
    modifier: Option<TimeModifier>,
    period: Option<Period>,
}

impl Match {
    /// A unit of the calendar.
    fn date(length: usize, period: Period) -> Self {
        Self { length, kind: TimeKind::Date, value: period.value(), modifier: None, period: Some(period) }
    }

    /// A value that names no days.
    fn value(length: usize, kind: TimeKind, value: impl Into<String>) -> Self {
        Self { length, kind, value: value.into(), modifier: None, period: None }
    }

    fn longer(self, pieces: usize) -> Self {
        Self { length: self.length + pieces, ..self }
    }

    fn over(self, period: Option<Period>) -> Self {
        Self { period, ..self }
    }
}

/// The time expressions of all sentences, in order.
pub fn find(sentences: &[Sentence], published: Option<Date>, words: &TimeWords) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    let mut anchors = Anchors { published, ..Anchors::default() };
    for (index, sentence) in sentences.iter().enumerate() {
        let mut reading = Reading::of(sentence, words, anchors);
        let mut matches = Vec::new();
        let mut at = 0;
        while at < reading.len() {
            let Some(matched) = rules::at(&reading, at) else {
                at += 1;
                continue;
            };
            reading.anchors.note(&matched);
            let end = at + matched.length;
            matches.push((at..end, matched));
            at = end;
        }
        anchors = reading.anchors;
        let intervals = ranges::resolve(&reading, &matches);
        let both = matches.into_iter().zip(intervals);
        found.extend(both.map(|((pieces, matched), days)| expression(index, &reading, pieces, matched, days)));
    }
    found
}

fn expression(
    sentence: usize,
    reading: &Reading<'_>,
    pieces: Range<usize>,
    matched: Match,
    days: Option<Period>,
) -> TimeExpression {
    let tokens = reading.token(pieces.start)..reading.token(pieces.end - 1) + 1;
    let span = reading.sentence.span_of(tokens.clone());
    let interval = days.map(|days| Interval {
        text: words_of(reading.sentence, tokens.clone()),
        start: span.start,
        end: span.end,
        from: Some(days.from),
        to: Some(days.to),
        precision: days.precision,
    });
    let modifier = matched.modifier.map(|modifier| modifier.code().to_owned());
    TimeExpression { sentence, tokens, span, kind: matched.kind, value: matched.value, modifier, interval }
}

/// The words as written, with single spaces where the text has space.
fn words_of(sentence: &Sentence, tokens: Range<usize>) -> String {
    let mut words = String::new();
    let mut end = None;
    for token in &sentence.tokens[tokens] {
        if end.is_some_and(|end| end < token.span.start) {
            words.push(' ');
        }
        words.push_str(&token.form);
        end = Some(token.span.end);
    }
    words
}

#[cfg(test)]
mod tests;
