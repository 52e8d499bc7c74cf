//! Sentences and tokens after the conventions of UD English.
//!
//! A text is cut into blocks (paragraphs, headlines; [`blocks`]), a block into words by white space, a word into tokens
//! ([`tokens`]), and a block's tokens into sentences ([`sentences`]). Every step is linear in the text. Every character
//! that is neither white space nor an invisible mark lies in exactly one token, and a token's form is the text's slice.

mod abbreviations;
mod blocks;
mod clitics;
mod sentences;
mod shapes;
mod tokens;
mod words;

use record::Span;
use tokens::Piece;

use crate::{MultiWord, Sentence, Token};

/// Splits a text into sentences of tokens with spans; tags, lemmas and trees are empty.
///
/// Contractions and possessives are multiwords of several tokens. A line break ends a sentence unless the line goes on:
/// hard-wrapped texts are recognised and joined. No sentence is longer than 400 tokens.
pub fn segment(text: &str) -> Vec<Sentence> {
    let mut cursor = Cursor { text, byte: 0, char: 0 };
    let mut sentences = Vec::new();
    for block in blocks::blocks(text) {
        let pieces = tokens::tokenize(text, block);
        for range in sentences::sentences(text, &pieces) {
            sentences.push(build(&mut cursor, &pieces[range]));
        }
    }
    sentences
}

/// Whether a character is neither seen nor a letter's part: byte order marks, bidirectional controls, zero-width spaces.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Counts code points while moving forward over the text.
struct Cursor<'t> {
    text: &'t str,
    byte: usize,
    char: usize,
}

impl Cursor<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.char += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.char
    }
}

fn build(cursor: &mut Cursor<'_>, pieces: &[Piece]) -> Sentence {
    let text = cursor.text;
    let mut sentence = Sentence { tokens: Vec::with_capacity(pieces.len()), ..Sentence::default() };
    let mut group = 0;
    for (at, piece) in pieces.iter().enumerate() {
        let start = cursor.at(piece.start);
        let span = Span::new(start, cursor.at(piece.end));
        sentence.tokens.push(Token { span, form: text[piece.start..piece.end].to_owned(), ..Token::default() });
        if !piece.joined {
            group = at;
        }
        let last = pieces.get(at + 1).is_none_or(|next| !next.joined);
        if last && group < at {
            let span = Span::new(sentence.tokens[group].span.start, span.end);
            let form = text[pieces[group].start..piece.end].to_owned();
            sentence.multiwords.push(MultiWord { tokens: group..at + 1, span, form });
        }
    }
    sentence.span = sentence.span_of(0..sentence.tokens.len());
    sentence
}

#[cfg(test)]
mod tests;
