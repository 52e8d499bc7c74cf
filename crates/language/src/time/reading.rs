//! One sentence while it is read: its words with what they say of time.

use std::borrow::Cow;

use jiff::civil::Date;
use knowledge::{
    TimeWords,
    time::{Anchor, Measure, Shift, TimePhrase, TimeSense, TimeUnit},
};
use record::Precision;

use super::{Match, TimeKind, calendar::Period};
use crate::{NameKind, Sentence, Upos};

/// A word, or a part of one that hyphens divide. A hyphen without space is no piece.
struct Piece<'s> {
    /// In lower case, with a straight apostrophe.
    word: Cow<'s, str>,
    /// Index of its token.
    token: usize,
    /// Whether a hyphen joins it to the piece before.
    joined: bool,
    phrases: &'s [TimePhrase],
}

/// What relative times are counted from.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Anchors {
    /// The day of publication.
    pub published: Option<Date>,
    /// The time that the text told of last.
    pub text: Option<Period>,
    /// The quarter that it told of last.
    pub quarter: Option<Period>,
}

/// One sentence while it is read.
pub(crate) struct Reading<'s> {
    pub sentence: &'s Sentence,
    pub lexicon: &'s TimeWords,
    pub anchors: Anchors,
    pieces: Vec<Piece<'s>>,
}

impl Anchors {
    /// The day to count from.
    pub fn day(&self, anchor: Anchor) -> Option<Date> {
        let text = self.text.filter(|_| anchor == Anchor::Text).map(|text| text.from);
        text.or(self.published)
    }

    /// The day that the text told of last, else that of publication.
    pub fn near(&self) -> Option<Date> {
        let told = self.text.filter(|text| text.precision == Precision::Day).map(|text| text.from);
        told.or(self.published)
    }

    /// Keeps what the text told of.
    pub fn note(&mut self, found: &Match) {
        let Some(period) = found.period.filter(|_| matches!(found.kind, TimeKind::Date | TimeKind::Time)) else {
            return;
        };
        // What a quarter is compared with comes after it.
        let later = self.quarter.is_none_or(|quarter| quarter.from <= period.from);
        if later && period.precision == Precision::Quarter && found.value.contains("-Q") {
            self.quarter = Some(period);
        }
        self.text = Some(period);
    }
}

impl<'s> Reading<'s> {
    pub fn of(sentence: &'s Sentence, lexicon: &'s TimeWords, anchors: Anchors) -> Self {
        let mut pieces = Vec::with_capacity(sentence.tokens.len() + 4);
        let mut joined = false;
        for (at, token) in sentence.tokens.iter().enumerate() {
            let follows = at > 0 && sentence.tokens[at - 1].span.end == token.span.start;
            let next = sentence.tokens.get(at + 1);
            if is_hyphen(&token.form) {
                if follows && at > 0 && next.is_some_and(|next| next.span.start == token.span.end) {
                    joined = true;
                    continue;
                }
                pieces.push(piece(lexicon, &token.form, at, false));
                continue;
            }
            for part in token.form.split(['-', '–', '‑']).filter(|part| !part.is_empty()) {
                pieces.push(piece(lexicon, part, at, joined));
                joined = true;
            }
            joined = false;
        }
        Self { sentence, lexicon, anchors, pieces }
    }

    /// Number of pieces.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Whether a time may begin at a piece.
    pub fn is_promising(&self, at: usize) -> bool {
        let piece = &self.pieces[at];
        !piece.phrases.is_empty() || piece.word == "the" || piece.word.bytes().any(|byte| byte.is_ascii_digit())
    }

    pub fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| &piece.word)
    }

    /// The word before a piece.
    pub fn previous(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |at| self.word(at))
    }

    pub fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// One if the piece is one of some words, else zero.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        usize::from(self.is(at, words))
    }

    pub fn joined(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| piece.joined)
    }

    /// Index of the token of a piece.
    pub fn token(&self, at: usize) -> usize {
        self.pieces[at].token
    }

    pub fn upos(&self, at: usize) -> Upos {
        self.pieces.get(at).map_or(Upos::X, |piece| self.sentence.tokens[piece.token].upos)
    }

    pub fn xpos(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| &self.sentence.tokens[piece.token].xpos)
    }

    /// Whether a piece is written with a capital.
    pub fn is_capital(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|piece| {
            let form = &self.sentence.tokens[piece.token].form;
            let mut parts = form.split(['-', '–', '‑']);
            parts.any(|part| part.starts_with(char::is_uppercase) && part.to_lowercase() == piece.word)
                || form.starts_with(char::is_uppercase)
        })
    }

    /// Whether a weekday may stand at a piece: only abbreviations need their capital.
    pub fn is_weekday(&self, at: usize) -> bool {
        self.is_capital(at) || self.word(at).ends_with("day") || self.word(at).ends_with("days")
    }

    /// Whether a piece is written with a capital, and is no part of a person's name.
    pub fn is_proper(&self, at: usize) -> bool {
        let in_name = |piece: &Piece<'_>| {
            let person = |name: &crate::Name| name.kind == NameKind::Person && name.tokens.contains(&piece.token);
            self.sentence.names.iter().any(person)
        };
        self.is_capital(at) && !self.pieces.get(at).is_some_and(in_name)
    }

    /// The first sense that is looked for, of the longest phrase from a piece on, with its length.
    pub fn sense<T>(&self, at: usize, look: impl Fn(TimeSense) -> Option<T>) -> Option<(T, usize)> {
        let fits = |phrase: &&TimePhrase| phrase.rest.iter().enumerate().all(|(n, word)| self.word(at + 1 + n) == word);
        let phrases = self.pieces.get(at)?.phrases.iter().filter(fits);
        phrases.filter_map(|phrase| Some((look(phrase.sense)?, phrase.rest.len() + 1))).next()
    }

    /// Length of the phrase with a sense; zero where there is none.
    pub fn length(&self, at: usize, wanted: TimeSense) -> usize {
        self.sense(at, |sense| (sense == wanted).then_some(())).map_or(0, |(_, length)| length)
    }

    pub fn has(&self, at: usize, wanted: TimeSense) -> bool {
        self.length(at, wanted) > 0
    }

    /// Whether the piece before has a sense.
    pub fn after(&self, at: usize, wanted: TimeSense) -> bool {
        at > 0 && self.has(at - 1, wanted)
    }

    pub fn shift(&self, at: usize) -> Option<(Shift, usize)> {
        self.sense(at, |sense| if let TimeSense::Shift(shift) = sense { Some(shift) } else { None })
    }

    pub fn offset(&self, at: usize) -> Option<(Shift, usize)> {
        self.sense(at, |sense| if let TimeSense::Offset(shift) = sense { Some(shift) } else { None })
    }

    /// A unit with whether it stands in the plural.
    pub fn unit(&self, at: usize) -> Option<(Measure, bool)> {
        let look = |sense| match sense {
            TimeSense::Unit(measure) => Some((measure, false)),
            TimeSense::Units(measure) => Some((measure, true)),
            _ => None,
        };
        self.sense(at, look).map(|(found, _)| found)
    }

    /// A unit in the singular.
    pub fn single(&self, at: usize) -> Option<TimeUnit> {
        self.unit(at).filter(|(measure, plural)| !plural && measure.count == 1).map(|(measure, _)| measure.unit)
    }

    pub fn ordinal(&self, at: usize) -> Option<i64> {
        let digits = || {
            let word = self.word(at);
            let stem = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
            stem.parse().ok().filter(|_| stem.len() <= 3)
        };
        let look = |sense| if let TimeSense::Ordinal(number) = sense { Some(number) } else { None };
        self.sense(at, look).map(|(number, _)| number).or_else(digits)
    }
}

fn piece<'s>(lexicon: &'s TimeWords, form: &'s str, token: usize, joined: bool) -> Piece<'s> {
    let plain = form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    let word = if plain { Cow::Borrowed(form) } else { Cow::Owned(form.to_lowercase().replace('’', "'")) };
    let phrases = lexicon.beginning(&word);
    Piece { word, token, joined, phrases }
}

fn is_hyphen(form: &str) -> bool {
    matches!(form, "-" | "–" | "‑")
}
