//! Days out of the many ways in which metadata write them.

use jiff::{civil::Date, fmt::rfc2822};

/// Ways of writing a day with its month in words, or in an order that cannot be misread.
const FORMATS: [&str; 10] = [
    "%B %d, %Y",
    "%b %d, %Y",
    "%b. %d, %Y",
    "%d %B %Y",
    "%d %b %Y",
    "%d %B, %Y",
    "%d %b, %Y",
    "%A, %B %d, %Y",
    "%d.%m.%Y",
    "%Y/%m/%d",
];

/// The day of a date or of a date and time, as the input's own time zone has it. Days that can be read in two ways
/// (`03/04/2024`) are not guessed.
pub(crate) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let iso = text.get(..10).and_then(|day| day.parse::<Date>().ok());
    iso.filter(|_| !text[10..].starts_with(|c: char| c.is_alphanumeric() && c != 'T'))
        .or_else(|| compact(text))
        .or_else(|| rfc2822::parse(text).ok().map(|moment| moment.date()))
        .or_else(|| FORMATS.iter().find_map(|format| Date::strptime(format, text).ok()))
        .or_else(|| text.get(..10).and_then(|day| Date::strptime("%Y/%m/%d", day).ok()))
}

/// `20240210` and `20240210T1200`.
fn compact(text: &str) -> Option<Date> {
    let digits = text.split('T').next()?;
    let is_day = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_day.then(|| Date::strptime("%Y%m%d", digits).ok()).flatten()
}

/// The day that an address holds, as `/2024/02/10/` or `2024-02-10`.
pub(crate) fn in_address(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let bytes = path.as_bytes();
    (0..bytes.len().saturating_sub(9)).find_map(|start| {
        let starts = start == 0 || !bytes[start - 1].is_ascii_digit();
        let ends = bytes.get(start + 10).is_none_or(|byte| !byte.is_ascii_digit());
        let part = path.get(start..start + 10).filter(|_| starts && ends)?;
        let format = if part.as_bytes()[4] == b'/' { "%Y/%m/%d" } else { "%Y-%m-%d" };
        Date::strptime(format, part).ok().filter(|day| (1990..2100).contains(&day.year()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_many_forms() {
        for text in [
            "2024-02-10",
            "2024-02-10T23:30:00-05:00",
            "2024-02-10 08:00",
            "20240210",
            "Sat, 10 Feb 2024 08:00:00 +0000",
            "February 10, 2024",
            "Feb. 10, 2024",
            "10 February 2024",
            "10.02.2024",
            "2024/02/10",
            "2024/02/10 08:00:00",
        ] {
            assert_eq!(day(text).map(|day| day.to_string()).as_deref(), Some("2024-02-10"), "{text}");
        }
        for text in ["", "soon", "03/04/2024", "2024-13-40", "é2024-02-1", "2024-02-101"] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn days_in_addresses() {
        let day = |url| in_address(url).map(|day| day.to_string());
        assert_eq!(day("https://a.example/2024/02/10/talks.html").as_deref(), Some("2024-02-10"));
        assert_eq!(day("https://a.example/news/2024-02-10-talks").as_deref(), Some("2024-02-10"));
        assert_eq!(day("https://a.example/2024/99/10/x"), None);
        assert_eq!(day("https://a.example/id/12024-02-10"), None);
        assert_eq!(day("https://a.example/é?d=2024-02-10"), None);
    }
}
