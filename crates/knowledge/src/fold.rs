//! Spelling folded so that variants of one name compare equal.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text without diacritics, full stops and doubled spaces, with plain apostrophes; letter case stays.
pub(crate) fn plain(text: &str) -> String {
    let text = text.trim();
    let mut folded = String::with_capacity(text.len());
    if text.is_ascii() {
        // Nothing to decompose, which is slow.
        text.chars().for_each(|c| push_plain(&mut folded, c));
    } else {
        text.nfkd().filter(|c| !is_combining_mark(*c)).for_each(|c| push_plain(&mut folded, c));
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The text as a key of names: as [`plain`], in lower case, without apostrophes, hyphens as spaces.
pub(crate) fn key(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in plain(text).chars() {
        match character {
            '\'' => {}
            '-' | '‐' | '‑' | '–' | '—' | '/' | ',' | ' ' => push_space(&mut folded),
            c => folded.extend(c.to_lowercase()),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The phrase without a leading article.
pub(crate) fn without_article(phrase: &str) -> &str {
    ["the ", "The ", "THE "].iter().find_map(|article| phrase.strip_prefix(article)).unwrap_or(phrase)
}

fn push_plain(folded: &mut String, character: char) {
    match character {
        '.' => {}
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' => folded.push('\''),
        c if c.is_whitespace() => push_space(folded),
        c => push_base(folded, c),
    }
}

fn push_space(folded: &mut String) {
    if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// Letters that Unicode doesn't decompose, as English spells them.
fn push_base(folded: &mut String, character: char) {
    match character {
        'ł' => folded.push('l'),
        'Ł' => folded.push('L'),
        'ø' => folded.push('o'),
        'Ø' => folded.push('O'),
        'đ' => folded.push('d'),
        'Đ' | 'Ð' => folded.push('D'),
        'ð' => folded.push('d'),
        'ı' => folded.push('i'),
        'ħ' => folded.push('h'),
        'Ħ' => folded.push('H'),
        'ə' => folded.push('e'),
        'Ə' => folded.push('E'),
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'Æ' => folded.push_str("Ae"),
        'œ' => folded.push_str("oe"),
        'Œ' => folded.push_str("Oe"),
        'þ' => folded.push_str("th"),
        'Þ' => folded.push_str("Th"),
        c => folded.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_keeps_case_and_drops_marks() {
        assert_eq!(plain(" Côte  d’Ivoire "), "Cote d'Ivoire");
        assert_eq!(plain("U.S."), "US");
        assert_eq!(plain("e\u{301}\u{301}\u{301}"), "e");
    }

    #[test]
    fn key_joins_spellings() {
        assert_eq!(key("Al-Asad"), key("al Asad"));
        assert_eq!(key("Kata'ib"), "kataib");
        assert_eq!(key("Łódź"), "lodz");
        assert_eq!(key(" - "), "");
    }

    #[test]
    fn article_goes_only_with_its_space() {
        assert_eq!(without_article("the Kremlin"), "Kremlin");
        assert_eq!(without_article("Thebes"), "Thebes");
        assert_eq!(without_article("the"), "the");
    }
}
