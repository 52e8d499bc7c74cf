//! Contractions and possessives.

use super::words::WORDS;

const ENDINGS: [&str; 6] = ["s", "re", "ve", "ll", "d", "m"];

/// Byte offsets at which a word falls into its syntactic words; empty where it is one.
///
/// "couldn't've" → could | n't | 've, "cannot" → can | not, "Iraq's" → Iraq | 's. A bare possessive apostrophe is left to
/// the caller, who knows whether a quotation is open.
pub fn splits(word: &str) -> Vec<usize> {
    let mut at = Vec::new();
    let mut rest = word;
    while let Some(split) = ending(rest) {
        at.push(split);
        rest = &rest[..split];
    }
    at.reverse();
    if at.is_empty() { contraction(word) } else { at }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | 'ʼ' | '´')
}

/// Where the word's last clitic begins.
fn ending(word: &str) -> Option<usize> {
    let (mark, c) = word.char_indices().rev().take(4).find(|(_, c)| is_apostrophe(*c))?;
    let (stem, tail) = (&word[..mark], &word[mark + c.len_utf8()..]);
    if tail.eq_ignore_ascii_case("t") && stem.ends_with(['n', 'N']) && stem.len() > 1 {
        return Some(mark - 1);
    }
    let known = ENDINGS.iter().any(|ending| tail.eq_ignore_ascii_case(ending));
    let stem_fits = stem.ends_with(|c: char| c.is_alphabetic() || matches!(c, '.' | ')' | '!'))
        || tail.eq_ignore_ascii_case("s") && stem.ends_with(char::is_numeric) && stem.contains(char::is_alphabetic);
    (known && stem_fits).then_some(mark)
}

fn contraction(word: &str) -> Vec<usize> {
    if word.len() > 8 || word == "IM" {
        return Vec::new();
    }
    let Some(lengths) = WORDS.contractions.get(word.to_lowercase().as_str()) else { return Vec::new() };
    let mut ends: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    ends.push(word.len());
    let mut at = 0;
    lengths[..lengths.len() - 1]
        .iter()
        .map(|length| {
            at += length;
            ends[at.min(ends.len() - 1)]
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fall_into_clitics() {
        for (word, parts) in [
            ("don't", "do n't"),
            ("DON’T", "DO N’T"),
            ("can't", "ca n't"),
            ("couldn't've", "could n't 've"),
            ("cannot", "can not"),
            ("Iraq’s", "Iraq ’s"),
            ("U.S.'s", "U.S. 's"),
            ("C'mon", "C'm on"),
            ("dunno", "du n no"),
            ("G7's", "G7 's"),
            ("O'Connor", "O'Connor"),
            ("Shi'ite", "Shi'ite"),
            ("1960's", "1960's"),
            ("o'clock", "o'clock"),
            ("'s", "'s"),
            ("n't", "n't"),
        ] {
            let mut cut = word.to_owned();
            for at in splits(word).into_iter().rev() {
                cut.insert(at, ' ');
            }
            assert_eq!(cut, parts);
        }
    }
}
