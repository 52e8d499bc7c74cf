//! CoNLL-U to sentences.

use std::ops::Range;

use record::Span;

use super::kind_of;
use crate::{MultiWord, Name, Sentence, Token, Upos};

/// Reads sentences from CoNLL-U 2; empty nodes and enhanced dependencies are passed over.
///
/// Spans are code points of the text that [`parse_document`] gives. Errors name the line.
pub fn parse_sentences(input: &str) -> Result<Vec<Sentence>, String> {
    Ok(parse_document(input)?.1)
}

/// As [`parse_sentences`], with the text the spans count in: the sentences' texts with one space between each two.
///
/// A sentence's text is its `# text` line or, where there is none, its forms spaced after `SpaceAfter`.
pub fn parse_document(input: &str) -> Result<(String, Vec<Sentence>), String> {
    let mut text = String::new();
    let mut chars = 0;
    let mut sentences = Vec::new();
    let mut block = Block::default();
    for (number, line) in input.lines().chain([""]).enumerate() {
        let line = line.trim_end_matches('\r');
        if !line.trim().is_empty() {
            block.take(number + 1, line)?;
            continue;
        }
        let block = std::mem::take(&mut block);
        if block.words.is_empty() {
            continue;
        }
        if !sentences.is_empty() {
            text.push(' ');
            chars += 1;
        }
        let (sentence, own) = block.finish(chars)?;
        chars += own.chars().count();
        text.push_str(&own);
        sentences.push(sentence);
    }
    Ok((text, sentences))
}

/// One word line; the head still counts from 1.
struct Word {
    line: usize,
    token: Token,
    head: usize,
    spaced: bool,
    name: Option<String>,
}

/// A multiword line; its range counts from 0.
struct Group {
    line: usize,
    form: String,
    words: Range<usize>,
    spaced: bool,
}

/// The lines of one sentence.
#[derive(Default)]
struct Block {
    text: Option<String>,
    words: Vec<Word>,
    groups: Vec<Group>,
}

impl Block {
    fn take(&mut self, number: usize, line: &str) -> Result<(), String> {
        if let Some(comment) = line.strip_prefix('#') {
            if let Some(text) = comment.trim_start().strip_prefix("text =") {
                self.text = Some(text.trim().to_owned());
            }
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 {
            let found = columns.len();
            return Err(format!("line {number}: {found} columns where CoNLL-U has 10 columns separated by tabs"));
        }
        let id = columns[0];
        if id.contains('.') {
            return Ok(());
        }
        if let Some((from, to)) = id.split_once('-') {
            let (from, to) = (parse_number(number, from)?, parse_number(number, to)?);
            if from != self.words.len() + 1 || to < from {
                let expected = self.words.len() + 1;
                return Err(format!("line {number}: multiword {id} does not start at the next word, {expected}"));
            }
            let spaced = misc(columns[9], "SpaceAfter").is_none_or(|value| value != "No");
            self.groups.push(Group { line: number, form: columns[1].to_owned(), words: from - 1..to, spaced });
            return Ok(());
        }
        if parse_number(number, id)? != self.words.len() + 1 {
            return Err(format!("line {number}: id {id}, expected id {}", self.words.len() + 1));
        }
        self.words.push(word(number, &columns)?);
        Ok(())
    }

    fn finish(mut self, offset: usize) -> Result<(Sentence, String), String> {
        self.check()?;
        let own = self.text.take().unwrap_or_else(|| self.spell());
        let mut scan = Scan { rest: &own, at: offset };
        let mut sentence = Sentence::default();
        let mut groups = self.groups.into_iter().peekable();
        let mut words = self.words.into_iter();
        let mut names = Vec::new();
        while let Some(first) = words.next() {
            let index = sentence.tokens.len();
            if let Some(group) = groups.next_if(|group| group.words.start == index) {
                let span = scan.find(group.line, &group.form)?;
                let parts: Vec<Word> =
                    std::iter::once(first).chain(words.by_ref().take(group.words.len() - 1)).collect();
                let spans = part_spans(&group.form, span, &parts);
                for (part, span) in parts.into_iter().zip(spans) {
                    sentence.tokens.push(place(part, span, &mut names));
                }
                sentence.multiwords.push(MultiWord { tokens: group.words, span, form: group.form });
            } else {
                let span = scan.find(first.line, &first.token.form)?;
                sentence.tokens.push(place(first, span, &mut names));
            }
        }
        sentence.span = Span::new(offset, offset + own.chars().count());
        sentence.names = spans_of(&names, &sentence.tokens);
        Ok((sentence, own))
    }

    fn check(&self) -> Result<(), String> {
        let count = self.words.len();
        if let Some(word) = self.words.iter().find(|word| word.head > count) {
            return Err(format!("line {}: head {} is beyond the sentence's {count} words", word.line, word.head));
        }
        if let Some(group) = self.groups.iter().find(|group| group.words.end > count) {
            return Err(format!("line {}: multiword {} reaches beyond the sentence", group.line, group.form));
        }
        Ok(())
    }

    /// The text by forms and `SpaceAfter`.
    fn spell(&self) -> String {
        let mut text = String::new();
        let mut next = 0;
        while let Some(word) = self.words.get(next) {
            let group = self.groups.iter().find(|group| group.words.start == next);
            let (form, spaced, after) = match group {
                Some(group) => (&group.form, group.spaced, group.words.end),
                None => (&word.token.form, word.spaced, next + 1),
            };
            text.push_str(form);
            next = after;
            if spaced && next < self.words.len() {
                text.push(' ');
            }
        }
        text
    }
}

/// What of the sentence's text is still to be matched.
struct Scan<'t> {
    rest: &'t str,
    at: usize,
}

impl Scan<'_> {
    fn find(&mut self, line: usize, form: &str) -> Result<Span, String> {
        let trimmed = self.rest.trim_start();
        self.at += self.rest[..self.rest.len() - trimmed.len()].chars().count();
        let Some(rest) = trimmed.strip_prefix(form) else {
            let found: String = trimmed.chars().take(20).collect();
            return Err(format!("line {line}: `# text` goes on with `{found}`, the form is `{form}`; make them agree"));
        };
        let span = Span::new(self.at, self.at + form.chars().count());
        (self.rest, self.at) = (rest, span.end);
        Ok(span)
    }
}

fn parse_number(line: usize, text: &str) -> Result<usize, String> {
    text.parse().map_err(|_| format!("line {line}: `{text}` is not a word id"))
}

/// The value of a key of MISC.
fn misc<'c>(column: &'c str, key: &str) -> Option<&'c str> {
    column.split('|').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
}

/// A column's value; `_` stands for none.
fn value(column: &str) -> String {
    if column == "_" { String::new() } else { column.to_owned() }
}

fn word(number: usize, columns: &[&str]) -> Result<Word, String> {
    let upos = match columns[3] {
        "_" => Upos::X,
        tag => Upos::parse(tag).ok_or_else(|| format!("line {number}: `{tag}` is not a universal part of speech"))?,
    };
    let head = if columns[6] == "_" { 0 } else { parse_number(number, columns[6])? };
    let form = columns[1].to_owned();
    let lemma = if columns[2] == "_" && form != "_" { String::new() } else { columns[2].to_owned() };
    let token = Token { form, lemma, upos, xpos: value(columns[4]), deprel: value(columns[7]), ..Token::default() };
    let spaced = misc(columns[9], "SpaceAfter").is_none_or(|value| value != "No");
    Ok(Word { line: number, token, head, spaced, name: misc(columns[9], "NER").map(str::to_owned) })
}

fn place(word: Word, span: Span, names: &mut Vec<Option<String>>) -> Token {
    names.push(word.name);
    Token { span, head: word.head.checked_sub(1), ..word.token }
}

/// Spans of the words of a multiword; where their forms don't spell it, each gets the whole.
fn part_spans(form: &str, span: Span, parts: &[Word]) -> Vec<Span> {
    let lengths: Vec<usize> = parts.iter().map(|part| part.token.form.chars().count()).collect();
    let spelt: String = parts.iter().map(|part| part.token.form.as_str()).collect();
    if spelt != form {
        return vec![span; parts.len()];
    }
    let mut at = span.start;
    lengths
        .into_iter()
        .map(|length| {
            at += length;
            Span::new(at - length, at)
        })
        .collect()
}

/// Names by their BIO labels; an `I` without a `B` before it starts a name.
fn spans_of(labels: &[Option<String>], tokens: &[Token]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for (index, label) in labels.iter().enumerate() {
        let Some((tag, kind)) = label.as_deref().and_then(|label| label.split_once('-')) else { continue };
        let Some(kind) = kind_of(kind) else { continue };
        let span = tokens[index].span;
        match names.last_mut() {
            Some(last) if tag == "I" && last.kind == kind && last.tokens.end == index => {
                last.tokens.end += 1;
                last.span = last.span.cover(span);
            }
            _ => names.push(Name { tokens: index..index + 1, span, kind }),
        }
    }
    names
}
