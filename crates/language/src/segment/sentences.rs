//! A block's tokens grouped into sentences.

use std::ops::Range;

use super::{
    abbreviations::{self, Stop, is_opener, is_speech},
    tokens::Piece,
};

/// Sentences longer than this are cut.
const LONGEST: usize = 400;

/// A cut sentence's part has at most this many tokens.
const PART: usize = 250;

/// The sentences of a block, as ranges of its tokens that cover them all.
pub fn sentences(text: &str, pieces: &[Piece]) -> Vec<Range<usize>> {
    let block = Block { text, pieces };
    let mut out = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < pieces.len() {
        match block.end_at(start, at) {
            Some(end) => {
                block.push(start..end, &mut out);
                start = end;
                at = end;
            }
            None => at += 1,
        }
    }
    if start < pieces.len() {
        block.push(start..pieces.len(), &mut out);
    }
    out
}

struct Block<'t> {
    text: &'t str,
    pieces: &'t [Piece],
}

impl<'t> Block<'t> {
    fn form(&self, at: usize) -> &'t str {
        self.pieces.get(at).map_or("", |piece| &self.text[piece.start..piece.end])
    }

    /// Whether white space stands before a token.
    fn spaced(&self, at: usize) -> bool {
        at == 0 || at >= self.pieces.len() || self.pieces[at - 1].end < self.pieces[at].start
    }

    /// Where the sentence from `start` ends, if the token `at` ends it.
    fn end_at(&self, start: usize, at: usize) -> Option<usize> {
        let form = self.form(at);
        let opens = at == start && (start == 0 || self.is_headline(0, start));
        if let Some(end) = opens.then(|| self.dateline(start)).flatten() {
            return Some(end);
        }
        if self.is_headline(start, at) {
            return Some(at);
        }
        let stop = match form {
            "." | "。" => Mark::Stop,
            "…" => Mark::Dots,
            _ if form.starts_with(['!', '?', '！', '？']) && form.ends_with(['!', '?', '！', '？']) => Mark::Call,
            _ if form.len() > 1 && form.bytes().all(|b| b == b'.') => Mark::Dots,
            _ if form.len() > 1 && form.ends_with('.') => Mark::Abbreviation,
            _ => return None,
        };
        let after = self.closers(at + 1);
        if after >= self.pieces.len() {
            return Some(self.pieces.len());
        }
        self.is_end(start, at, after, stop).then_some(after)
    }

    /// The first token after closing quotation marks and brackets, and further stops, that follow without space.
    fn closers(&self, mut at: usize) -> usize {
        while at < self.pieces.len() {
            let form = self.form(at);
            let tight = !self.spaced(at);
            let closes = match form {
                ")" | "]" | "}" | "”" | "’" | "»" | "''" | "’’" => tight || self.spaced(at + 1),
                "\"" | "'" => {
                    tight
                        && (self.spaced(at + 1) || self.form(at + 1).starts_with([')', ']', '"']) || self.is_quoted(at))
                }
                _ => tight && form.starts_with(['!', '?', '.']) && form.bytes().all(|b| b.is_ascii_punctuation()),
            };
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a quotation is open before a straight mark: such marks open and close in turn.
    fn is_quoted(&self, at: usize) -> bool {
        let before = &self.pieces[at.saturating_sub(LONGEST)..at];
        let marks = before.iter().filter(|piece| &self.text[piece.start..piece.end] == self.form(at)).count();
        self.form(at) == "\"" && marks % 2 == 1
    }

    fn is_end(&self, start: usize, at: usize, after: usize, mark: Mark) -> bool {
        let next = self.form(after);
        let first = next.chars().next().unwrap_or(' ');
        let quoted = after > at + 1;
        if matches!(first, ',' | ';' | ':' | ')' | ']' | '.' | '?' | '!') {
            return false;
        }
        match mark {
            Mark::Call if quoted => !first.is_lowercase() && !self.speaks(after),
            Mark::Call => true,
            Mark::Dots => first.is_uppercase() && self.spaced(after) || matches!(first, '"' | '“' | '('),
            Mark::Abbreviation => self.ends_abbreviation(start, at, after),
            Mark::Stop if self.is_enumerator(start, at) => false,
            Mark::Stop if first.is_lowercase() => {
                !quoted && self.spaced(after) && is_plain(self.form(at - usize::from(at > 0)), next)
            }
            Mark::Stop => self.spaced(after) || first.is_alphabetic() || matches!(first, '"' | '“' | '(' | '['),
        }
    }

    /// "1." and "b." before an item.
    fn is_enumerator(&self, start: usize, at: usize) -> bool {
        let form = self.form(start);
        let short = form.len() <= 2 && form.bytes().all(|b| b.is_ascii_digit()) || form.len() == 1 && form != "I";
        at == start + 1 && short && form.starts_with(|c: char| c.is_ascii_alphanumeric())
    }

    fn ends_abbreviation(&self, start: usize, at: usize, after: usize) -> bool {
        let word = self.form(at).trim_end_matches('.');
        let next = self.form(after);
        if abbreviations::stop_after(word, Some(next)) == Stop::Inner {
            return false;
        }
        // "U.S. The", "p.m. \"We", "Inc. (The": the opener may stand behind a mark.
        let opener = if next.starts_with(['"', '“', '‘', '(', '\'']) && self.spaced(after) {
            self.form(after + 1)
        } else {
            next
        };
        at > start && is_opener(opener) && self.spaced(after)
    }

    /// Whether a verb of speech stands close by: `"Why?" the mayor asked`.
    fn speaks(&self, after: usize) -> bool {
        (after..after + 4)
            .map(|at| self.form(at))
            .take_while(|form| !form.is_empty() && *form != "." && *form != ",")
            .any(is_speech)
    }

    /// Whether a headline that ran into its article ends before a token, at a dateline with place and agency.
    fn is_headline(&self, start: usize, at: usize) -> bool {
        let lower = || self.form(at - 1).contains(char::is_lowercase);
        start == 0
            && at > 0
            && is_place(self.form(at))
            && lower()
            && self.dateline(at).is_some_and(|end| self.form(end - 2) == ")")
    }

    /// The end of a dateline that starts at a token: "GAZA, March 3 (Agency) -", "PARIS —".
    fn dateline(&self, start: usize) -> Option<usize> {
        const REACH: usize = 16;
        if !self.form(start).chars().next()?.is_uppercase() {
            return None;
        }
        let dash = (start + 1..self.pieces.len().min(start + REACH))
            .find(|&at| matches!(self.form(at), "-" | "--" | "–" | "—") && self.spaced(at))?;
        let follows =
            self.form(dash + 1).starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '“' | '‘' | '\''));
        let agency = self.form(dash - 1) == ")" && (start + 1..dash).any(|at| self.form(at) == "(");
        let before = (start..dash).map(|at| self.form(at));
        let named =
            is_place(self.form(start)) && before.clone().all(|form| is_place(form) || self.is_dateline_part(form));
        let capitals = before.filter(|form| form.starts_with(char::is_lowercase)).count() == 0;
        (follows && (agency && capitals || named)).then_some(dash + 1)
    }

    /// Months, days, commas and hyphens of a dateline.
    fn is_dateline_part(&self, form: &str) -> bool {
        const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        matches!(form, "," | "-" | "(" | ")" | "/")
            || form.bytes().all(|b| b.is_ascii_digit())
            || MONTHS.iter().any(|month| form.starts_with(month))
    }

    /// Adds a sentence, cut where it is too long.
    fn push(&self, mut range: Range<usize>, out: &mut Vec<Range<usize>>) {
        while range.len() > LONGEST {
            let cut = self.best_cut(range.start);
            out.push(range.start..cut);
            range.start = cut;
        }
        out.push(range);
    }

    /// The best place to cut an overlong sentence: after the last of the strongest punctuation in reach.
    fn best_cut(&self, start: usize) -> usize {
        let reach = start + PART / 4..start + PART;
        let strength = |at: &usize| match self.form(*at) {
            "." | "!" | "?" | "..." | "…" => 4,
            ";" => 3,
            ":" | "--" | "—" | "–" | "|" | "•" => 2,
            "," | ")" => 1,
            _ => 0,
        };
        let best = reach.filter(|at| strength(at) > 0).max_by_key(|at| (strength(at), *at));
        let mut cut = best.map_or(start + PART, |at| at + 1);
        // A multiword stays in one sentence.
        while cut > start + 1 && self.pieces[cut].joined {
            cut -= 1;
        }
        cut
    }
}

/// Whether a word stands in capitals, as places do in datelines.
fn is_place(form: &str) -> bool {
    form.chars().count() > 1 && form.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '\'' | '’'))
}

#[derive(Clone, Copy)]
enum Mark {
    /// One full stop.
    Stop,
    /// An ellipsis.
    Dots,
    /// Question and exclamation marks.
    Call,
    /// A stop that belongs to its word.
    Abbreviation,
}

/// Whether a stop between two words, the second in small letters, ends a sentence rather than an unknown abbreviation.
fn is_plain(before: &str, next: &str) -> bool {
    let words = |form: &str, least: usize| form.chars().count() >= least && form.chars().all(char::is_alphabetic);
    words(before, 4) && words(next, 1)
}
