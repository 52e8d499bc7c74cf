//! Shapes of words that hold punctuation and stay whole: addresses, numbers, handles, file names.

use super::words::WORDS;

/// Whether a word without its outer punctuation is one token whatever it holds.
pub fn is_whole(word: &str) -> bool {
    is_address(word) || is_number(word) || is_site(word) || is_slashed(word)
}

/// URLs, e-mail addresses, handles and hashtags.
pub fn is_address(word: &str) -> bool {
    is_url(word) || is_mail(word) || is_tag(word)
}

/// "https://…", "www.…".
pub fn is_url(word: &str) -> bool {
    let scheme = word.split_once("://").is_some_and(|(scheme, rest)| {
        !rest.is_empty() && (3..=6).contains(&scheme.len()) && scheme.bytes().all(|b| b.is_ascii_alphabetic())
    });
    scheme || word.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) && word.len() > 4
}

/// "name@site.org", "Name@OFFICE", "mailto:name@site".
fn is_mail(word: &str) -> bool {
    let Some((name, site)) = word.split_once('@') else { return false };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '/' | ':' | '\'');
    !name.is_empty() && !site.is_empty() && name.chars().all(fits) && site.chars().all(fits)
}

/// "@handle", "#topic"; "#1" is a sign and a number.
fn is_tag(word: &str) -> bool {
    let Some(name) = word.strip_prefix(['@', '#']) else { return false };
    let fits = |c: char| c.is_alphanumeric() || c == '_';
    name.chars().all(fits) && name.chars().next().is_some_and(|c| word.starts_with('@') || !c.is_numeric())
}

/// Numbers with separators, dates, times, telephone numbers, fractions, ordinals, decades: "1,200.5", "9/11", "2024-02-10",
/// "5:30", "345-9945", "20th", "1990s".
pub fn is_number(word: &str) -> bool {
    let body = word.strip_prefix('+').unwrap_or(word);
    let body = body.strip_prefix('.').unwrap_or(body);
    let digits = strip_ordinal(body);
    let ends = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    if !ends || !digits.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':' | b'/' | b'-')) {
        return false;
    }
    if word.starts_with('+') && digits.contains(['.', ',']) {
        return false;
    }
    match digits.matches('-').count() {
        0 => true,
        // "345-9945" is a telephone number, "5-6" and "1990-1995" are ranges.
        1 => digits.split_once('-').is_some_and(|(left, right)| right.len() == 4 && matches!(left.len(), 3 | 5)),
        _ => true,
    }
}

fn strip_ordinal(word: &str) -> &str {
    for ending in ["st", "nd", "rd", "th", "s", "'s", "’s"] {
        if let Some(digits) = word.strip_suffix(ending)
            && digits.ends_with(|c: char| c.is_ascii_digit())
        {
            return digits;
        }
    }
    let upper = word.get(word.len().saturating_sub(2)..).filter(|end| matches!(*end, "ST" | "ND" | "RD" | "TH"));
    upper.map_or(word, |_| &word[..word.len() - 2])
}

/// "example.org", "report.pdf", "comp.sources.unix".
pub fn is_site(word: &str) -> bool {
    let Some((name, ending)) = word.rsplit_once('.') else { return false };
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | '~' | '#');
    let path = word.split_once('/').map_or(word, |(site, _)| site);
    let site_ending = path.rsplit_once('.').map_or(ending, |(_, ending)| ending);
    let known = |ending: &str| ending.len() <= 5 && WORDS.words.domains.contains(&ending.to_lowercase());
    !name.is_empty()
        && !name.ends_with('.')
        && word.chars().all(fits)
        && !name.contains("..")
        && (known(ending) || known(site_ending))
        // "war.In" is a missing space.
        && !(ending.starts_with(char::is_uppercase) && ending.chars().any(char::is_lowercase) && name.ends_with(char::is_lowercase))
}

fn is_slashed(word: &str) -> bool {
    word.len() <= 6 && word.contains('/') && WORDS.words.slashed.contains(&word.to_lowercase())
}

/// Length of the digits of a number that a unit follows without space ("35mm", "5:30pm"); `None` for any other word.
pub fn number_before_unit(word: &str) -> Option<usize> {
    let at = word.find(|c: char| c.is_alphabetic())?;
    let (number, unit) = word.split_at(at);
    let known = unit.len() <= 8 && WORDS.words.units.contains(&unit.to_lowercase());
    (known && is_number(number)).then_some(at)
}

/// Length of an emoticon that ends the word, with nothing but itself or a letter, stop or bracket before it.
pub fn emoticon_suffix(word: &str) -> Option<usize> {
    if !word.ends_with(|c: char| c.is_ascii_punctuation() || c.is_ascii_alphanumeric()) {
        return None;
    }
    let found = WORDS.words.emoticons.iter().find(|face| word.ends_with(face.as_str()))?;
    let before = &word[..word.len() - found.len()];
    let letters = found.ends_with(|c: char| c.is_ascii_alphanumeric());
    let fits = before.is_empty()
        || !letters && !before.ends_with(|c: char| c.is_ascii_digit()) && !before.contains(['(', '[']);
    fits.then_some(found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_hold_together() {
        for whole in [
            "https://example.org/a,b?c=d",
            "www.example.org",
            "jo.do@example.org",
            "@reporter",
            "#ceasefire",
            "1,200.50",
            "9/11",
            "2024-02-10",
            "5:30",
            "345-9945",
            "+44",
            "20th",
            "1990s",
            "1960's",
            "example.org",
            "report.PDF",
            "n/a",
            ".25",
        ] {
            assert!(is_whole(whole), "{whole}");
        }
        for split in ["#1", "5-6", "1990-1995", "war.In", "and/or", "5pm", "a@", "@", "://", "-5", "12.", "+7.2"] {
            assert!(!is_whole(split), "{split}");
        }
    }

    #[test]
    fn units_come_off_numbers() {
        assert_eq!(number_before_unit("5:30pm"), Some(4));
        assert_eq!(number_before_unit("1.5bn"), Some(3));
        assert_eq!(number_before_unit("4A"), None);
    }
}
