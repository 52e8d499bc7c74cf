//! Head words of stretches of text.

use std::collections::BTreeSet;

use language::{Analysis, Token};
use record::Argument;

/// A word by sentence and token.
pub(super) type Word = (usize, usize);

/// The head word of a stretch: the first whose own head lies outside of it, punctuation last.
pub(super) fn head(analysis: &Analysis, start: usize, end: usize) -> Option<Word> {
    let overlaps = |span: record::Span| span.start < end && start < span.end;
    let at = analysis.sentences.iter().position(|sentence| overlaps(sentence.span))?;
    let tokens = &analysis.sentences[at].tokens;
    let is_top = |token: &Token| overlaps(token.span) && token.head.is_none_or(|head| !overlaps(tokens[head].span));
    let tops = tokens.iter().enumerate().filter(|(_, token)| is_top(token));
    let (token, _) = tops.min_by_key(|(_, token)| token.relation() == "punct")?;
    Some((at, token))
}

/// The head words of arguments.
pub(super) fn of_arguments<'a>(
    analysis: &Analysis,
    arguments: impl IntoIterator<Item = &'a Argument>,
) -> BTreeSet<Word> {
    arguments.into_iter().filter_map(|argument| head(analysis, argument.start, argument.end)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::part::testing;

    #[test]
    fn the_head_of_a_phrase_is_its_noun() {
        let analysis = testing::job().coder.engine().analyse("The old mayor of Aden resigned.", None).unwrap();
        assert_eq!(head(&analysis, 0, 21), Some((0, 2)));
        assert_eq!(head(&analysis, 17, 21), Some((0, 4)));
        assert_eq!(head(&analysis, 90, 95), None);
    }
}
