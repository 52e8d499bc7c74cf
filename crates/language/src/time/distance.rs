//! Lengths of time between an act and another: "nine days after a clash", "a month before the vote".

use std::ops::Range;

use jiff::civil::Date;
use knowledge::{
    TimeWords,
    time::{TimeModifier, TimeUnit},
};
use record::{Precision, Span};

use super::{
    calendar::{Period, shifted},
    reading::{Anchors, Reading},
    rules, words_of,
};
use crate::Sentence;

/// A length of time between the act that it is said of and one that is named after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distance {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens, with the words that tie it to the act named next: "nine days after".
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// The words as written.
    pub text: String,
    /// How far, and which way.
    pub length: Length,
}

/// How far one act lies from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// The unit that it is counted in.
    pub unit: TimeUnit,
    /// At least so many units.
    pub min: i64,
    /// At most so many; `None` if the text leaves that open.
    pub max: Option<i64>,
    /// 1 if the act that it is said of comes after the one that is named, -1 if before.
    pub side: i64,
    /// Whether it is counted to the day, as anniversaries are.
    pub exact: bool,
}

impl Length {
    /// First and last day of the act that is named, by those of the act that the length is said of.
    pub fn back(&self, said: (Date, Date)) -> Option<(Date, Date, Precision)> {
        self.away(said, -self.side)
    }

    /// First and last day of the act that the length is said of, by those of the act that is named.
    pub fn on(&self, named: (Date, Date)) -> Option<(Date, Date, Precision)> {
        self.away(named, self.side)
    }

    fn away(&self, (first, last): (Date, Date), side: i64) -> Option<(Date, Date, Precision)> {
        let (near, far) = (self.min.checked_mul(side)?, self.max?.checked_mul(side)?);
        let (from, to) = (shifted(first, self.unit, near.min(far))?, shifted(last, self.unit, near.max(far))?);
        let found = match (Period::holding(from, self.unit)?, Period::holding(to, self.unit)?) {
            _ if self.exact && from == to => Period::day(from),
            _ if self.exact => Period::between(from, to),
            (one, other) if one == other => one,
            (one, other) if near == far => Period::between(one.from, other.to),
            _ => Period::between(from, to),
        };
        Some((found.from, found.to, found.precision))
    }

    /// The length with what a word before it makes of it: "less than a month", "more than two years".
    pub(super) fn bounded(self, bound: Option<TimeModifier>) -> Self {
        let max = self.max.unwrap_or(self.min);
        let (min, max) = match bound {
            Some(TimeModifier::LessThan | TimeModifier::EqualOrLess) => (0, Some(max)),
            Some(TimeModifier::MoreThan) => (self.min, max.checked_add(1)),
            Some(TimeModifier::EqualOrMore) => (self.min, None),
            _ => (self.min, self.max),
        };
        Self { min, max, ..self }
    }
}

/// The distances that the sentences name, in order.
pub fn distances(sentences: &[Sentence], words: &TimeWords) -> Vec<Distance> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let reading = Reading::of(sentence, words, Anchors::default());
        let mut at = 0;
        while at < reading.len() {
            let Some((length, pieces)) = rules::distance(&reading, at) else {
                at += 1;
                continue;
            };
            let tokens = reading.token(at)..reading.token(at + pieces - 1) + 1;
            let (span, text) = (sentence.span_of(tokens.clone()), words_of(sentence, tokens.clone()));
            found.push(Distance { sentence: index, tokens, span, text, length });
            at += pieces;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use knowledge::Knowledge;

    use super::*;
    use crate::segment;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn found(text: &str) -> Vec<Distance> {
        distances(&segment(text), &Knowledge::embedded().unwrap().times)
    }

    /// Words, and first and last day of the act that is named where the other took place on 11 March 2024.
    #[track_caller]
    fn named(text: &str, words: &str, from: &str, to: &str, precision: Precision) {
        let all = found(text);
        assert_eq!(all.iter().map(|distance| distance.text.as_str()).collect::<Vec<_>>(), [words], "{text}");
        let day = date("2024-03-11");
        assert_eq!(all[0].length.back((day, day)), Some((date(from), date(to), precision)), "{text}");
    }

    #[test]
    fn acts_lie_so_many_units_before_or_after() {
        use Precision::*;
        named("Talks began nine days after a clash.", "nine days after", "2024-03-02", "2024-03-02", Day);
        named("Talks began 9 days before the vote.", "9 days before", "2024-03-20", "2024-03-20", Day);
        named("Talks began two days prior to the vote.", "two days prior to", "2024-03-13", "2024-03-13", Day);
        named("They left a day after the raid.", "a day after", "2024-03-10", "2024-03-10", Day);
        named("They left the day after the raid.", "the day after", "2024-03-10", "2024-03-10", Day);
        named("They left hours after the raid.", "hours after", "2024-03-11", "2024-03-11", Day);
        named("They left a week following the raid.", "a week following", "2024-03-04", "2024-03-10", Week);
        named("They left barely a month after the raid.", "a month after", "2024-02-01", "2024-02-29", Month);
        named("It is two years since the raid.", "two years since", "2022-01-01", "2022-12-31", Year);
        named("It is a decade since the raid.", "a decade since", "2014-01-01", "2014-12-31", Year);
    }

    #[test]
    fn open_lengths_are_intervals() {
        use Precision::Interval;
        let words = "less than a month after";
        named("They left less than a month after the raid.", words, "2024-02-11", "2024-03-11", Interval);
        let words = "more than two days after";
        named("They left more than two days after the raid.", words, "2024-03-08", "2024-03-09", Interval);
        let open = found("They left at least two days after the raid.").remove(0).length;
        assert_eq!(open.back((date("2024-03-11"), date("2024-03-11"))), None);
    }

    #[test]
    fn anniversaries_are_counted_to_the_day() {
        let words = "the third anniversary of";
        named("They marked the third anniversary of the coup.", words, "2021-03-11", "2021-03-11", Precision::Day);
    }

    #[test]
    fn the_act_that_it_is_said_of_is_reached_the_other_way() {
        let length = found("Talks began nine days after a clash.").remove(0).length;
        let days = (date("2024-03-02"), date("2024-03-04"));
        assert_eq!(length.on(days), Some((date("2024-03-11"), date("2024-03-13"), Precision::Interval)));
    }

    #[test]
    fn other_lengths_and_ties_are_none() {
        for text in [
            "They left after a raid.",
            "They left nine days ago.",
            "They talked for nine days.",
            "They left a year and a day later.",
            "It was their third day after all.",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        let beyond = found("It was 9223372036854775807 decades after the flood.");
        assert!(beyond.iter().all(|distance| distance.text == "decades after"), "{beyond:?}");
    }
}
