//! English time expressions with TIMEX3 values (TimeML 1.2.1).
//!
//! Rules in the manner of HeidelTime (Strötgen and Gertz 2013): at each token the first rule that matches wins, the longer
//! ones first; relative dates are resolved against the day of publication, to the past unless the sentence looks ahead.

mod calendar;
mod rules;
mod words;

use std::ops::Range;

use jiff::civil::Date;
use record::{Interval, Span};

use crate::Sentence;
use calendar::Period;

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

/// What a rule found: how many tokens, and what they say.
pub(crate) struct Match {
    length: usize,
    kind: TimeKind,
    value: String,
    modifier: Option<&'static str>,
    period: Option<Period>,
}

/// The time expressions of all sentences, in order.
pub fn find(sentences: &[Sentence], published: Option<Date>) -> Vec<TimeExpression> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let reading = rules::Reading::of(sentence, published);
        let mut at = 0;
        while at < sentence.tokens.len() {
            let Some(matched) = reading.at(at) else {
                at += 1;
                continue;
            };
            let tokens = at..at + matched.length;
            at = tokens.end;
            found.push(expression(index, sentence, tokens, matched, published));
        }
    }
    found
}

fn expression(
    index: usize,
    sentence: &Sentence,
    tokens: Range<usize>,
    matched: Match,
    published: Option<Date>,
) -> TimeExpression {
    let span = sentence.span_of(tokens.clone());
    let since = tokens.start > 0 && sentence.tokens[tokens.start - 1].form.eq_ignore_ascii_case("since");
    let interval = matched.period.map(|period| Interval {
        text: words_of(sentence, tokens.clone()),
        start: span.start,
        end: span.end,
        from: Some(period.from),
        to: if since { published.filter(|day| *day >= period.from) } else { Some(period.to) },
        precision: if since { record::Precision::Interval } else { period.precision },
    });
    let modifier = matched.modifier.map(str::to_owned);
    TimeExpression { sentence: index, tokens, span, kind: matched.kind, value: matched.value, modifier, interval }
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
