//! The noun phrase that names a participant: the longest name, or the head with what identifies it.

use std::ops::Range;

use language::{Analysis, Sentence, Upos};

use crate::candidate::Phrase;

/// Relations of words before a head that belong to its name.
const BEFORE: [&str; 9] = ["det", "amod", "compound", "nummod", "nmod", "flat", "advmod", "punct", "appos"];
/// Relations of words after a head that belong to its name.
const AFTER: [&str; 5] = ["flat", "fixed", "goeswith", "compound", "nummod"];
/// Longest phrase, in words: beyond it the parse is likelier wrong than the name long.
const LONGEST: usize = 14;

/// The phrase headed by a token, with the way it was reached.
pub(crate) fn phrase(analysis: &Analysis, sentence: usize, head: usize, path: impl Into<String>) -> Phrase {
    let parsed = &analysis.sentences[sentence];
    let tokens = core(parsed, head);
    Phrase { sentence, head, span: parsed.span_of(tokens.clone()), tokens, path: path.into() }
}

/// Tokens of the phrase headed by `head`: without relative clauses, appositions, conjuncts and a leading "the".
pub(crate) fn core(sentence: &Sentence, head: usize) -> Range<usize> {
    let mut start = head;
    while start > 0 && head - start < LONGEST && belongs_before(sentence, head, start - 1) {
        start -= 1;
    }
    let mut end = head + 1;
    while end < sentence.tokens.len() && end - head < LONGEST && belongs_after(sentence, head, end) {
        end += 1;
    }
    if let Some(of) = of_phrase(sentence, head, end) {
        end = of;
    }
    if let Some(name) = sentence.names.iter().find(|name| name.tokens.contains(&head)) {
        start = start.min(name.tokens.start);
        end = end.max(name.tokens.end);
    }
    trim(sentence, head, start..end)
}

/// Whether `token`, left of the head, hangs from it as part of its name, itself or through a modifier ("Sunni and Kurdish").
fn belongs_before(sentence: &Sentence, head: usize, token: usize) -> bool {
    let Some(top) = top_child(sentence, head, token) else { return false };
    let tokens = &sentence.tokens;
    top < head
        && BEFORE.contains(&tokens[top].relation())
        && !(tokens[top].relation() == "punct" && tokens[token].form == ",")
        && !(tokens[top].relation() == "advmod" && tokens[top].upos == Upos::Sconj)
}

fn belongs_after(sentence: &Sentence, head: usize, token: usize) -> bool {
    let Some(top) = top_child(sentence, head, token) else { return false };
    let relation = &sentence.tokens[top];
    top > head
        && (AFTER.contains(&relation.relation()) && relation.deprel != "compound:prt" || relation.deprel == "nmod:desc")
}

/// End of an "of" phrase that follows the head at once ("members of opposition parties"), where there is one.
fn of_phrase(sentence: &Sentence, head: usize, end: usize) -> Option<usize> {
    let tokens = &sentence.tokens;
    let complement = sentence.children_by(head, "nmod").find(|&child| {
        child > head && sentence.child(child, "case").is_some_and(|case| case == end && tokens[case].form == "of")
    })?;
    let inner = core(sentence, complement);
    (complement - head < LONGEST).then_some(inner.end)
}

/// The child of `head` through which `token` hangs.
fn top_child(sentence: &Sentence, head: usize, token: usize) -> Option<usize> {
    let through = sentence.ancestors(token).take_while(|&at| at != head).last()?;
    (sentence.tokens[through].head == Some(head)).then_some(through)
}

/// Drops the definite article, opening quotes and the like at the start, and punctuation at both ends.
fn trim(sentence: &Sentence, head: usize, mut range: Range<usize>) -> Range<usize> {
    let tokens = &sentence.tokens;
    let loose = |at: usize| {
        matches!(tokens[at].upos, Upos::Punct | Upos::Adp | Upos::Cconj)
            || ["the", "least", "most"].iter().any(|word| tokens[at].form.eq_ignore_ascii_case(word))
    };
    while range.start < head && loose(range.start) {
        range.start += 1;
    }
    while range.end > head + 1 && tokens[range.end - 1].upos == Upos::Punct && tokens[range.end - 1].form != "." {
        range.end -= 1;
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::sentence;

    #[track_caller]
    fn says(words: &str, head: usize, expected: &str) {
        let parsed = sentence(words);
        let forms: Vec<_> = parsed.tokens[core(&parsed, head)].iter().map(|token| token.form.as_str()).collect();
        assert_eq!(forms.join(" "), expected);
    }

    #[test]
    fn keeps_what_identifies() {
        says(
            "Sunni:JJ:4:amod and:CC:3:cc Kurdish:JJ:1:conj lawmakers:NNS:5:nsubj left:VBD:0:root",
            3,
            "Sunni and Kurdish lawmakers",
        );
        says("the:DT:2:det police:NN:3:nsubj left:VBD:0:root", 1, "police");
        says("a:DT:2:det gunman:NN:3:nsubj fired:VBD:0:root", 1, "a gunman");
        says("members:NNS:4:nsubj of:IN:3:case parties:NNS:1:nmod met:VBD:0:root", 0, "members of parties");
        says("Iraq:NNP:3:nmod:poss 's:POS:1:case parliament:NN:4:nsubj met:VBD:0:root", 2, "Iraq 's parliament");
        says("Iraq:NNP:3:nmod:poss 's:POS:1:case parliament:NN:4:nsubj met:VBD:0:root", 0, "Iraq");
    }

    #[test]
    fn leaves_clauses_appositions_and_conjuncts() {
        says(
            "Ali:NNP:7:nsubj ,:,:4:punct a:DT:4:det colonel:NN:1:appos ,:,:4:punct has:VBZ:7:aux left:VBN:0:root",
            0,
            "Ali",
        );
        says("men:NNS:5:nsubj who:WP:3:nsubj fled:VBD:1:acl:relcl later:RB:5:advmod returned:VBD:0:root", 0, "men");
        says("Oslo:NNP:4:nsubj and:CC:3:cc Rome:NNP:1:conj met:VBD:0:root", 0, "Oslo");
    }
}
