//! Every attribution of a text, whether or not it covers an act, in full phrases: what corpora of attribution annotate.

use knowledge::Knowledge;
use language::{Analysis, Sentence, Upos};
use record::Span;

use super::cues;

/// Who says, and by which words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Statement {
    /// The source, with its appositions and relative clauses.
    pub source: Span,
    /// The verb with its auxiliaries and adverbs ("has repeatedly said"), or "according to".
    pub cue: Span,
}

/// All attributions, in order of their cues.
pub fn statements(analysis: &Analysis, knowledge: &Knowledge) -> Vec<Statement> {
    analysis.sentences.iter().flat_map(|sentence| of_sentence(sentence, knowledge)).collect()
}

fn of_sentence(sentence: &Sentence, knowledge: &Knowledge) -> Vec<Statement> {
    let cues = cues::cues(sentence, knowledge);
    let mut pairs: Vec<(usize, usize)> = cues.iter().map(|cue| (cue.word, cue.source)).collect();
    pairs.extend(cues::speakers(sentence, knowledge));
    pairs.sort_unstable();
    pairs.dedup();
    let statement = |(word, source): (usize, usize)| Statement {
        source: source_span(sentence, source, word),
        cue: cue_span(sentence, word),
    };
    pairs.into_iter().map(statement).collect()
}

/// The subtree of the source's head without its preposition, its punctuation and what the cue governs.
fn source_span(sentence: &Sentence, head: usize, cue: usize) -> Span {
    let is_outer =
        |child: &usize| matches!(sentence.tokens[*child].relation(), "case" | "mark" | "punct" | "cc" | "parataxis");
    let below = sentence.dominates(head, cue).then_some(cue);
    let outer: Vec<usize> = sentence.children(head).filter(is_outer).chain(below).collect();
    let mut words = sentence.subtree(head);
    words.retain(|&at| !outer.iter().any(|&top| sentence.dominates(top, at)));
    let start = words.first().copied().unwrap_or(head);
    let end = words.last().copied().unwrap_or(head) + 1;
    sentence.span_of(start..end)
}

/// A verb with the auxiliaries, negation and adverbs before it, and its particle; a preposition with its fixed part.
fn cue_span(sentence: &Sentence, word: usize) -> Span {
    let hangs = |at: usize, relations: &[&str]| {
        let token = &sentence.tokens[at];
        token.head == Some(word) && relations.contains(&token.deprel.as_str())
    };
    let mut start = word;
    if sentence.tokens[word].upos == Upos::Verb {
        while start > 0 && hangs(start - 1, &["aux", "aux:pass", "advmod"]) {
            start -= 1;
        }
    }
    let mut end = word + 1;
    while end < sentence.tokens.len() && hangs(end, &["fixed", "compound:prt"]) {
        end += 1;
    }
    // Where the parse does not join them.
    if sentence.tokens[word].form.eq_ignore_ascii_case("according") && end == word + 1 {
        end += usize::from(sentence.tokens.get(end).is_some_and(|token| token.form.eq_ignore_ascii_case("to")));
    }
    sentence.span_of(start..end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::sentence;

    fn spans(words: &str) -> Vec<(Span, Span)> {
        let parsed = sentence(words);
        let analysis = Analysis { sentences: vec![parsed], ..Analysis::default() };
        let found = statements(&analysis, &Knowledge::embedded().unwrap());
        found.into_iter().map(|statement| (statement.source, statement.cue)).collect()
    }

    #[test]
    fn a_source_is_a_whole_phrase_and_a_cue_has_its_auxiliaries() {
        let words = "the:DT:2:det mayor:NN:5:nsubj has:VBZ:5:aux often:RB:5:advmod said/say:VBN:0:root \
            rebels:NNS:7:nsubj attacked:VBD:5:ccomp";
        let sentence = sentence(words);
        let span = |range: std::ops::Range<usize>| sentence.span_of(range);
        assert_eq!(spans(words), [(span(0..2), span(2..5))]);
    }

    #[test]
    fn according_to_is_one_cue() {
        let words =
            "Rebels:NNS:2:nsubj attacked:VBD:0:root ,:,:6:punct according:VBG:6:case to:IN:4:fixed police:NN:2:obl";
        let sentence = sentence(words);
        let span = |range: std::ops::Range<usize>| sentence.span_of(range);
        assert_eq!(spans(words), [(span(5..6), span(3..5))]);
    }
}
