//! Number words and what stands before numbers.

/// What a modifier makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// Modifiers that end right before a number, the longest first.
const MODIFIERS: [(&[&str], Bound); 16] = [
    (&["no", "fewer", "than"], Bound::AtLeast),
    (&["no", "less", "than"], Bound::AtLeast),
    (&["no", "more", "than"], Bound::AtMost),
    (&["as", "many", "as"], Bound::AtMost),
    (&["at", "least"], Bound::AtLeast),
    (&["a", "minimum", "of"], Bound::AtLeast),
    (&["more", "than"], Bound::MoreThan),
    (&["greater", "than"], Bound::MoreThan),
    (&["fewer", "than"], Bound::LessThan),
    (&["less", "than"], Bound::LessThan),
    (&["up", "to"], Bound::AtMost),
    (&["at", "most"], Bound::AtMost),
    (&["over"], Bound::MoreThan),
    (&["above"], Bound::MoreThan),
    (&["under"], Bound::LessThan),
    (&["nearly"], Bound::AtMost),
];

/// The modifier that some words end with: how many words it has, and what it does.
pub(super) fn modifier(before: &[String]) -> Option<(usize, Bound)> {
    let ends = |words: &[&str]| before.len() >= words.len() && before[before.len() - words.len()..].iter().eq(words);
    MODIFIERS.iter().find(|(words, _)| ends(words)).map(|(words, bound)| (words.len(), *bound))
}

/// Least number that a vague word stands for (codebook: dozens are two dozen at least).
pub(super) fn vague(word: &str) -> Option<u64> {
    match word {
        "scores" => Some(40),
        "dozens" => Some(24),
        "hundreds" => Some(200),
        "thousands" => Some(2_000),
        "millions" => Some(2_000_000),
        _ => None,
    }
}

/// A number in digits or words from `at` on, with where it ends.
pub(super) fn number(words: &[String], at: usize) -> Option<(u64, usize)> {
    let (mut value, mut end) = single(words.get(at)?)?;
    end += at;
    while let Some(scale) = words.get(end).and_then(|word| scale(word)) {
        value *= scale;
        end += 1;
    }
    (value.is_finite() && (0.0..9e15).contains(&value)).then(|| (value.round() as u64, end))
}

fn single(word: &str) -> Option<(f64, usize)> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 7] = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    if let Some(at) = SMALL.iter().position(|&known| known == word).filter(|&at| at != 1) {
        return Some((at as f64, 1));
    }
    if let Some(at) = TENS.iter().position(|&known| known == word) {
        return Some(((30 + 10 * at) as f64, 1));
    }
    let digits = word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|b| b.is_ascii_digit() || b == b',' || b == b'.');
    let value: f64 = digits.then(|| word.replace(',', "").parse().ok()).flatten()?;
    Some((value, 1))
}

fn scale(word: &str) -> Option<f64> {
    match word {
        "dozen" => Some(12.0),
        "hundred" => Some(100.0),
        "thousand" => Some(1e3),
        "million" => Some(1e6),
        "billion" => Some(1e9),
        _ => None,
    }
}
