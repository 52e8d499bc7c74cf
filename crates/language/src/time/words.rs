//! Words of English that name times.

use jiff::civil::Weekday;

use super::calendar::Unit;

/// Number of a month; abbreviations may end in a point.
pub(crate) fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.trim_end_matches('.');
    let short = word.len() == 3 || word == "sept";
    MONTHS
        .iter()
        .position(|&month| month == word || short && word != "may" && word != "mar" && month.starts_with(word))
        .map(|at| at as i8 + 1)
}

/// A day of the week.
pub(crate) fn weekday(word: &str) -> Option<Weekday> {
    use Weekday::*;
    let day = match word {
        "monday" => Monday,
        "tuesday" => Tuesday,
        "wednesday" => Wednesday,
        "thursday" => Thursday,
        "friday" => Friday,
        "saturday" => Saturday,
        "sunday" => Sunday,
        _ => return None,
    };
    Some(day)
}

/// A calendar unit, singular or plural, with its letter in TIMEX3 durations and how many of it the letter stands for.
pub(crate) fn unit(word: &str) -> Option<(Unit, char, i64)> {
    let found = match word.strip_suffix('s').unwrap_or(word) {
        "day" => (Unit::Day, 'D', 1),
        "week" => (Unit::Week, 'W', 1),
        "month" => (Unit::Month, 'M', 1),
        "year" => (Unit::Year, 'Y', 1),
        "decade" => (Unit::Year, 'Y', 10),
        _ => return None,
    };
    Some(found)
}

/// A small number in words or digits.
pub(crate) fn number(word: &str) -> Option<i64> {
    const WORDS: [&str; 21] = [
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
    match word {
        "a" | "an" => Some(1),
        "thirty" => Some(30),
        "forty" => Some(40),
        "fifty" => Some(50),
        _ => WORDS.iter().position(|&known| known == word).map(|at| at as i64).or_else(|| word.parse().ok()),
    }
}

/// A day of a month: "7", "7th".
pub(crate) fn day(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// A year of four digits.
pub(crate) fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1500..=2199).contains(year))
}

/// TIMEX3 modifier of a word before a period.
pub(crate) fn modifier(word: &str) -> Option<&'static str> {
    match word {
        "early" => Some("START"),
        "mid" | "mid-" => Some("MID"),
        "late" => Some("END"),
        _ => None,
    }
}

/// Part of the day, as TIMEX3 writes it.
pub(crate) fn part_of_day(word: &str) -> Option<&'static str> {
    match word {
        "morning" => Some("TMO"),
        "afternoon" => Some("TAF"),
        "evening" => Some("TEV"),
        "night" => Some("TNI"),
        _ => None,
    }
}
