//! A block's words cut into tokens.

use std::ops::Range;

use super::{
    abbreviations::{self, Stop},
    clitics, is_invisible,
    shapes::{self, is_url},
    words::WORDS,
};

/// One token, as bytes of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it belongs to the same orthographic word as the token before it.
    pub joined: bool,
}

/// Longest word taken as one, in bytes; what runs on longer is cut, so that every step stays linear in the text.
const LONGEST: usize = 256;

/// The tokens of a block, in order.
pub fn tokenize(text: &str, block: Range<usize>) -> Vec<Piece> {
    let mut tokenizer = Tokenizer { text, out: Vec::new(), open_single: None };
    let mut words = Words { text, at: block.start, end: block.end };
    let mut next = words.next();
    while let Some(word) = next {
        next = words.next();
        tokenizer.word(word.start, word.end, next.as_ref().map(|next| &text[next.clone()]));
    }
    tokenizer.out
}

/// Runs of visible characters, the overlong cut.
struct Words<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.at..self.end];
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let start = self.end - trimmed.len();
        // A URL may be longer than a word.
        let head = &trimmed[..trimmed.len().min(floor(trimmed, 16))];
        let limit = floor(trimmed, if is_url(head) { 16 * LONGEST } else { LONGEST });
        let length = trimmed[..limit].find(|c: char| c.is_whitespace() || c == '\u{200b}').unwrap_or(limit);
        self.at = start + length;
        (length > 0).then_some(start..self.at)
    }
}

/// The largest character boundary up to `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

struct Tokenizer<'t> {
    text: &'t str,
    out: Vec<Piece>,
    /// Index of the token that opened a single quotation still open.
    open_single: Option<usize>,
}

/// How far, in tokens, a single quotation mark waits for its other half.
const QUOTE_REACH: usize = 60;

impl Tokenizer<'_> {
    fn emit(&mut self, start: usize, end: usize, joined: bool) {
        let form = &self.text[start..end];
        let trimmed = form.trim_start_matches(is_invisible);
        let start = end - trimmed.len();
        let end = start + trimmed.trim_end_matches(is_invisible).len();
        if start < end {
            self.out.push(Piece { start, end, joined });
        }
    }

    /// Cuts one word: leading punctuation, trailing punctuation, then what is between.
    fn word(&mut self, mut start: usize, end: usize, next: Option<&str>) {
        while start < end {
            let rest = &self.text[start..end];
            let Some(length) = leading(rest) else { break };
            if matches!(&rest[..length], "'" | "‘" | "`") {
                self.open_single = Some(self.out.len());
            }
            self.emit(start, start + length, false);
            start += length;
        }
        let mut core = end;
        let mut tail = Vec::new();
        while start < core {
            let word = &self.text[start..core];
            let Some(length) =
                self.trailing(word, if core == end { next } else { following(&tail, self.text).or(next) })
            else {
                break;
            };
            tail.push((core - length, core));
            core -= length;
        }
        if start < core {
            self.core(start, core);
        }
        for (from, to) in tail.into_iter().rev() {
            let apostrophe = matches!(&self.text[from..to], "'" | "’");
            let possessive = apostrophe && from == core && self.is_possessive(start, core);
            if apostrophe && !possessive {
                self.open_single = None;
            }
            self.emit(from, to, possessive);
        }
    }

    /// Whether an apostrophe after a word makes it possessive: after s, no quotation being open.
    fn is_possessive(&self, start: usize, core: usize) -> bool {
        let open = self.open_single.is_some_and(|at| self.out.len() - at < QUOTE_REACH);
        start < core && !open && self.text[..core].ends_with(['s', 'S', 'x', 'z'])
    }

    /// Length of the punctuation that comes off the end of `word`.
    fn trailing(&self, word: &str, next: Option<&str>) -> Option<usize> {
        let last = word.chars().next_back()?;
        if last.is_alphanumeric() || last == '_' && word.len() < 2 {
            return None;
        }
        if let Some(length) = shapes::emoticon_suffix(word) {
            return Some(length);
        }
        if is_url(word) {
            let closes = last == ')' && !word.contains('(') || last == ']';
            return (closes || matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '’' | '”' | '>'))
                .then(|| last.len_utf8());
        }
        match last {
            '.' => trailing_stop(word, next),
            '!' | '?' => Some(run_end(word, |c| matches!(c, '!' | '?'))),
            '\'' if word.ends_with("''") => Some(2),
            ')' if is_plural_option(word) => None,
            '+' if word.starts_with(char::is_alphanumeric) => None,
            '$' if word.len() <= 4 && word.starts_with(char::is_alphabetic) => None,
            '-' | '=' | '*' | '~' | '_' | '–' | '—' => Some(run_end(word, |c| c == last)),
            _ if is_word_char(last) => None,
            _ => Some(last.len_utf8()),
        }
    }

    /// Cuts a word without outer punctuation at its inner punctuation.
    fn core(&mut self, mut start: usize, end: usize) {
        loop {
            let word = &self.text[start..end];
            if word.bytes().all(|b| b.is_ascii_alphabetic()) || shapes::is_whole(word) {
                return self.simple(start, end);
            }
            if let Some(at) = currency_prefix(word).or_else(|| shapes::number_before_unit(word)) {
                self.emit(start, start + at, false);
                return self.simple(start + at, end);
            }
            let Some((at, length)) = inner(word) else { return self.simple(start, end) };
            if at > 0 {
                self.core(start, start + at);
            }
            self.emit(start + at, start + at + length, false);
            start += at + length;
            if start >= end {
                return;
            }
        }
    }

    /// A word whose only cuts are its clitics.
    fn simple(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        let mut from = start;
        for at in clitics::splits(word) {
            self.emit(from, start + at, from > start);
            from = start + at;
        }
        self.emit(from, end, from > start);
    }
}

/// What the punctuation already taken off leaves as the next word.
fn following<'t>(tail: &[(usize, usize)], text: &'t str) -> Option<&'t str> {
    // Closing punctuation does not tell how the sentence goes on.
    let (from, to) = *tail.last()?;
    Some(&text[from..to]).filter(|form| !matches!(*form, "\"" | "”" | "'" | "’" | ")" | "]"))
}

/// Length of a token of punctuation that begins `word`.
fn leading(word: &str) -> Option<usize> {
    let first = word.chars().next()?;
    if first.is_alphanumeric() {
        return None;
    }
    let second = word[first.len_utf8()..].chars().next();
    match first {
        _ if WORDS.words.emoticons.iter().any(|face| face == word) => Some(word.len()),
        '\'' | '’' | '`' | '‘' => leading_apostrophe(word, first),
        '.' | '…' if second.is_some_and(|c| c.is_ascii_alphanumeric()) && first == '.' => None,
        '.' | '!' | '?' | '-' | '*' | '=' | '_' | '~' | '—' | '–' | '…' | '>' | '<' | '|' | '/' | '#'
            if second == Some(first) =>
        {
            Some(
                word.chars()
                    .take_while(|&c| c == first || matches!((first, c), ('!', '?') | ('?', '!')))
                    .map(char::len_utf8)
                    .sum(),
            )
        }
        '!' | '?' if matches!(second, Some('!' | '?')) => {
            Some(word.find(|c| !matches!(c, '!' | '?')).unwrap_or(word.len()))
        }
        '@' | '#' if second.is_some_and(|c| c.is_alphabetic() || c == '_') => None,
        '+' if shapes::is_number(word) => None,
        '_' => None,
        _ if is_word_char(first) => None,
        _ => Some(first.len_utf8() + attached(&word[first.len_utf8()..])),
    }
}

/// Whether a character that is no letter or digit still builds words: combining marks, joiners.
fn is_word_char(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}' | '\u{900}'..='\u{963}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

/// Bytes of variation selectors, joiners and skin tones that follow a symbol.
fn attached(rest: &str) -> usize {
    let mut joiner = false;
    rest.chars()
        .take_while(|&c| {
            let belongs =
                joiner || matches!(c, '\u{fe0e}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}');
            joiner = c == '\u{200d}';
            belongs
        })
        .map(char::len_utf8)
        .sum()
}

/// "'em" and "'90s" keep their apostrophe, a lone clitic is one token, and two marks are one quotation mark.
fn leading_apostrophe(word: &str, first: char) -> Option<usize> {
    let rest = &word[first.len_utf8()..];
    let body = rest.trim_end_matches(|c: char| !c.is_alphanumeric());
    let lower = if body.len() <= 5 { body.to_lowercase() } else { String::new() };
    if rest.starts_with(first) {
        return Some(2 * first.len_utf8());
    }
    let decade = body.strip_suffix('s').unwrap_or(body);
    let year = decade.len() == 2 && decade.bytes().all(|b| b.is_ascii_digit());
    let clitic = matches!(lower.as_str(), "s" | "re" | "ve" | "ll" | "d" | "m") && body.len() == rest.len();
    let clipped = WORDS.words.clipped.contains(&lower) && !rest[body.len()..].starts_with(first);
    if first != '‘' && (year || clitic || clipped) { None } else { Some(first.len_utf8()) }
}

/// Length of the run of matching characters that ends `word`, leaving at least nothing before it.
fn run_end(word: &str, fits: impl Fn(char) -> bool) -> usize {
    word.chars().rev().take_while(|&c| fits(c)).map(char::len_utf8).sum()
}

/// A final stop, if it is not the word's own, or a run of stops.
fn trailing_stop(word: &str, next: Option<&str>) -> Option<usize> {
    let run = run_end(word, |c| c == '.');
    if run > 1 {
        return Some(run);
    }
    let stem = &word[..word.len() - 1];
    // "(U.S." and "al-St." are judged by what follows their last cut.
    let stem = stem.rsplit(['-', '/', '(', '—', '–']).next().unwrap_or(stem);
    (abbreviations::stop_after(stem, next) == Stop::Own).then_some(1)
}

/// "suspect(s)": a plural left open is part of its word.
fn is_plural_option(word: &str) -> bool {
    word.split_once('(').is_some_and(|(stem, option)| {
        stem.ends_with(char::is_alphabetic) && matches!(option, "s)" | "es)" | "ies)" | "a)" | "n)")
    })
}

/// Length of "US$" in "US$85".
fn currency_prefix(word: &str) -> Option<usize> {
    let at = word.find(['$', '£', '€', '¥'])?;
    let sign = word[at..].chars().next()?.len_utf8();
    let letters = (1..=3).contains(&at) && word.bytes().take(at).all(|b| b.is_ascii_uppercase());
    (letters && word[at + sign..].starts_with(|c: char| c.is_ascii_digit())).then_some(at + sign)
}

/// The first inner punctuation at which a word is cut: where, and how long.
fn inner(word: &str) -> Option<(usize, usize)> {
    for (at, c) in word.char_indices() {
        let (left, right) = (&word[..at], &word[at + c.len_utf8()..]);
        let digit_left = left.ends_with(|c: char| c.is_ascii_digit());
        let digit_right = right.starts_with(|c: char| c.is_ascii_digit());
        let cut = match c {
            '-' if right.starts_with('-') => Some(1 + right.len() - right.trim_start_matches('-').len()),
            '.' if right.starts_with('.') => Some(1 + right.len() - right.trim_start_matches('.').len()),
            '-' | '‐' | '‑' => (!keeps_hyphen(left, right)).then_some(c.len_utf8()),
            ',' | ':' => (!(digit_left && digit_right)).then_some(1),
            '.' => is_missing_space(left, right).then_some(1),
            '%' => digit_left.then_some(1),
            '&' => (left.len() > 4 || right.len() > 4 || word.contains(char::is_lowercase)).then_some(1),
            '!' | '?' => (!right.is_empty()).then(|| 1 + right.len() - right.trim_start_matches(['!', '?']).len()),
            '+' => (digit_left != digit_right || !digit_left && word.len() > 6).then_some(1),
            '(' | ')' => (!is_plural_option(word)).then_some(1),
            '—' | '–' | '…' | '/' | ';' | '"' | '“' | '”' | '„' | '«' | '»' | '[' | ']' | '{' | '}' | '<' | '>'
            | '=' | '|' | '\\' | '•' | '·' | '°' => Some(c.len_utf8()),
            '‘' => Some(c.len_utf8()),
            _ => None,
        };
        if let Some(length) = cut {
            return Some((at, length));
        }
    }
    None
}

/// Whether a hyphen stays inside its word: after "non", before "wise".
fn keeps_hyphen(left: &str, right: &str) -> bool {
    let last = left.rsplit(['-', '/']).next().unwrap_or(left);
    let first = right.split('-').next().unwrap_or(right);
    let short = |part: &str| part.len() <= 7 && part.bytes().all(|b| b.is_ascii_alphabetic());
    let capital_letter = last.len() == 1 && last.bytes().all(|b| b.is_ascii_uppercase()) && !matches!(last, "E");
    short(last) && !capital_letter && WORDS.prefixes.contains(&last.to_lowercase())
        || short(first) && left.len() > 1 && WORDS.suffixes.contains(&first.to_lowercase())
}

/// "ended.The", "ended.\"We": a stop between a small letter and a capital or a quotation mark; before a word in capitals only after
/// a whole word ("ended.UN").
fn is_missing_space(left: &str, right: &str) -> bool {
    let before = left.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(left);
    let ends = before.chars().count() > 1 && before.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let whole = before.chars().count() > 3 && before.chars().all(char::is_lowercase);
    let mut next = right.chars();
    let follows = match (next.next(), next.next()) {
        (Some('"' | '“' | '”'), _) => true,
        (Some(first), second) if first.is_uppercase() => {
            second.is_none_or(|c| c.is_lowercase() || matches!(c, ' ' | '\'') || whole && c.is_uppercase())
        }
        _ => false,
    };
    ends && follows
}
