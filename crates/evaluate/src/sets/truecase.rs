//! Mixed case for texts in capitals or in small letters: capitals at the start of sentences, for what the tagger of the
//! engine takes for a name, and for the names of countries and their people.

use coder::Coder;
use language::{Analysis, Sentence, Upos};

use crate::EvaluateError;

/// Longest word between brackets that is taken for an abbreviation.
const ABBREVIATION: usize = 6;

/// The text in mixed case; as many code points as before, in the same places.
pub(super) fn restore(coder: &Coder, text: &str) -> Result<String, EvaluateError> {
    let mut letters: Vec<char> = text.chars().map(small).collect();
    let plain: String = letters.iter().collect();
    let analysis = coder.engine().analyse(&plain, None).map_err(coder::CoderError::from)?;
    raise_names(coder, &analysis, &mut letters);
    raise_abbreviations(&mut letters);
    Ok(letters.into_iter().collect())
}

fn raise_names(coder: &Coder, analysis: &Analysis, letters: &mut [char]) {
    for sentence in &analysis.sentences {
        raise(letters, sentence.span.start);
        for (at, token) in sentence.tokens.iter().enumerate() {
            if is_name(coder, sentence, at) {
                raise(letters, token.span.start);
            }
        }
    }
}

fn is_name(coder: &Coder, sentence: &Sentence, at: usize) -> bool {
    let token = &sentence.tokens[at];
    let is_long = token.form.chars().count() > 1;
    let is_country = || coder.knowledge().countries.lookup(&token.form).is_some();
    is_long && (token.upos == Upos::Propn || matches!(token.upos, Upos::Adj | Upos::Noun) && is_country())
}

/// "[fmln]" is an abbreviation.
fn raise_abbreviations(letters: &mut [char]) {
    let open: Vec<usize> = (0..letters.len()).filter(|&at| matches!(letters[at], '[' | '(')).collect();
    for at in open {
        let length = letters[at + 1..].iter().take_while(|c| c.is_alphabetic()).count();
        let is_closed = matches!(letters.get(at + 1 + length), Some(']' | ')'));
        if is_closed && (2..=ABBREVIATION).contains(&length) {
            (at + 1..=at + length).for_each(|at| raise(letters, at));
        }
    }
}

fn raise(letters: &mut [char], at: usize) {
    if let Some(letter) = letters.get_mut(at) {
        *letter = one(letter.to_uppercase()).unwrap_or(*letter);
    }
}

fn small(letter: char) -> char {
    one(letter.to_lowercase()).unwrap_or(letter)
}

/// The one character of a mapping; `None` where there are more.
fn one(mut mapped: impl Iterator<Item = char>) -> Option<char> {
    let first = mapped.next();
    first.filter(|_| mapped.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::part::testing;

    #[test]
    fn names_and_sentences_begin_with_capitals() {
        let text = "REBELS OF THE NATIONAL LIBERATION FRONT [ELN] ATTACKED BOGOTA. COLOMBIAN TROOPS FLED.";
        let restored = restore(testing::job().coder, text).unwrap();
        assert_eq!(restored.len(), text.len());
        assert!(restored.starts_with("Rebels of the "), "{restored}");
        assert!(restored.contains("[ELN] attacked Bogota. Colombian troops fled."), "{restored}");
    }
}
