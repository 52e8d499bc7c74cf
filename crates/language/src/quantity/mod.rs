//! Quantities with bounds: "at least 12", "dozens", "between 5 and 7", "over 165".

mod words;

use std::ops::Range;

use record::Span;

use crate::{Sentence, TimeExpression, Upos};

/// A number of things, with bounds.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its tokens, modifiers included.
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// At least; `None` where the text gives no lower bound.
    pub min: Option<u64>,
    /// At most; `None` where the text gives no upper bound.
    pub max: Option<u64>,
    /// Index of the word counted, where there is one ("students").
    pub counted: Option<usize>,
}

/// The quantities of all sentences; years, days, money, shares and ages are none.
pub fn find(sentences: &[Sentence], times: &[TimeExpression]) -> Vec<Quantity> {
    let mut found = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        let words: Vec<String> = sentence.tokens.iter().map(|token| token.form.to_lowercase()).collect();
        let mut at = 0;
        while at < words.len() {
            let dated = times.iter().any(|time| time.sentence == index && time.tokens.contains(&at));
            let Some(number) = (!dated).then(|| core(&words, at)).flatten() else {
                at += 1;
                continue;
            };
            let next = number.tokens.end;
            if !is_measure(sentence, &words, &number.tokens) {
                found.push(bounded(index, sentence, &words, number));
            }
            at = next;
        }
    }
    found
}

/// A number before its modifiers are read.
struct Number {
    tokens: Range<usize>,
    min: Option<u64>,
    max: Option<u64>,
}

/// A number, a range, or a word like "dozens", from a token on.
fn core(words: &[String], at: usize) -> Option<Number> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    if word(at) == "between"
        && let Some((low, end)) = words::number(words, at + 1)
        && word(end) == "and"
        && let Some((high, end)) = words::number(words, end + 1)
    {
        return Some(Number { tokens: at..end, min: Some(low), max: Some(high) });
    }
    if let Some(min) = words::vague(word(at)) {
        return Some(Number { tokens: at..at + 1, min: Some(min), max: None });
    }
    let (low, end) = words::number(words, at)?;
    if ["to", "-", "–"].contains(&word(end))
        && let Some((high, end)) = words::number(words, end + 1)
        && high > low
    {
        return Some(Number { tokens: at..end, min: Some(low), max: Some(high) });
    }
    Some(Number { tokens: at..end, min: Some(low), max: Some(low) })
}

/// Reads the modifiers before the number, and finds what is counted.
fn bounded(index: usize, sentence: &Sentence, words: &[String], number: Number) -> Quantity {
    let Range { start, end } = number.tokens;
    let (mut min, mut max, mut first) = (number.min, number.max, start);
    if let Some((length, bound)) = words::modifier(&words[..start]) {
        first = start - length;
        match bound {
            words::Bound::AtLeast => max = None,
            words::Bound::MoreThan => (min, max) = (min.map(|min| min.saturating_add(1)), None),
            words::Bound::AtMost => min = None,
            words::Bound::LessThan => (min, max) = (None, max.map(|max| max.saturating_sub(1))),
        }
    }
    let tokens = first..end;
    let counted = counted(sentence, &(start..end));
    Quantity { sentence: index, span: sentence.span_of(tokens.clone()), tokens, min, max, counted }
}

/// The noun that a number counts: its head, or the noun after "of".
fn counted(sentence: &Sentence, number: &Range<usize>) -> Option<usize> {
    let top = number.clone().find(|&at| sentence.tokens[at].head.is_none_or(|head| !number.contains(&head)))?;
    let of = sentence.children_by(top, "nmod").find(|&child| {
        sentence.children_by(child, "case").any(|case| sentence.tokens[case].form.eq_ignore_ascii_case("of"))
    });
    let head =
        sentence.tokens[top].head.filter(|_| matches!(sentence.tokens[top].relation(), "nummod" | "det" | "amod"));
    of.or(head).filter(|&noun| sentence.tokens[noun].upos.is_nominal() || sentence.tokens[noun].upos == Upos::Pron)
}

/// Money, shares, ages, lengths, ordinals of names: numbers that count nobody.
fn is_measure(sentence: &Sentence, words: &[String], number: &Range<usize>) -> bool {
    const UNITS: [&str; 26] = [
        "%",
        "percent",
        "per",
        "dollars",
        "euros",
        "pounds",
        "cents",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "meters",
        "metres",
        "feet",
        "years",
        "year",
        "days",
        "hours",
        "minutes",
        "a.m.",
        "p.m.",
        "am",
        "pm",
        "degrees",
        "weeks",
        "months",
    ];
    let next = words.get(number.end).map_or("", String::as_str);
    let previous = number.start.checked_sub(1).map_or("", |at| words[at].as_str());
    let year = number.len() == 1 && words[number.start].len() == 4 && previous == "in";
    let name = number.start > 0
        && sentence.tokens[number.start - 1].upos == Upos::Propn
        && sentence.tokens[number.start].relation() != "nummod";
    let hyphen = next == "-" || previous == "-";
    UNITS.contains(&next) || ["$", "€", "£", "age", "aged", "no."].contains(&previous) || year || name || hyphen
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bounds of the only quantity; the noun after the number is taken as counted.
    fn bounds(text: &str) -> Option<(Option<u64>, Option<u64>)> {
        let sentences = crate::segment(text);
        let found = find(&sentences, &[]);
        assert!(found.len() <= 1, "{text}: {found:?}");
        found.first().map(|quantity| (quantity.min, quantity.max))
    }

    #[test]
    fn accepted_phrasings() {
        for (text, min, max) in [
            ("They killed 12 soldiers.", Some(12), Some(12)),
            ("They killed twelve soldiers.", Some(12), Some(12)),
            ("They killed at least 23 soldiers.", Some(23), None),
            ("They made over 165 attacks.", Some(166), None),
            ("They killed more than 20 soldiers.", Some(21), None),
            ("They killed up to 30 soldiers.", None, Some(30)),
            ("They killed fewer than 30 soldiers.", None, Some(29)),
            ("They killed between 5 and 7 soldiers.", Some(5), Some(7)),
            ("They killed 5 to 7 soldiers.", Some(5), Some(7)),
            ("They killed dozens of soldiers.", Some(24), None),
            ("They killed hundreds of soldiers.", Some(200), None),
            ("They killed two dozen soldiers.", Some(24), Some(24)),
            ("They freed 20,000 soldiers.", Some(20_000), Some(20_000)),
            ("They freed 1.2 million soldiers.", Some(1_200_000), Some(1_200_000)),
            ("They freed three hundred soldiers.", Some(300), Some(300)),
            ("They freed about 40 soldiers.", Some(40), Some(40)),
        ] {
            assert_eq!(bounds(text), Some((min, max)), "{text}");
        }
    }

    #[test]
    fn refused_phrasings() {
        for text in [
            "They paid $ 500.",
            "Prices rose 12 percent.",
            "It began in 2019.",
            "He walked 12 miles.",
            "They killed soldiers.",
        ] {
            assert_eq!(bounds(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_numbers_are_survived() {
        bounds("99999999999999999999999999 million soldiers");
        bounds("18446744073709551615 million soldiers");
    }
}
