//! Phrases that name several participants in one: "US and Iraqi forces", "the Lavrov-Kerry talks".

use std::ops::Range;

use knowledge::Knowledge;
use language::{Sentence, Upos};

use super::{fillers::is_country, phrase::core};

/// The participants that the phrase of a head names, as their tokens: mostly one.
pub(super) fn parts(sentence: &Sentence, knowledge: &Knowledge, head: usize) -> Vec<Range<usize>> {
    if let Some(pair) = hyphenated(sentence, head) {
        return pair.into();
    }
    let tokens = core(sentence, head);
    let countries = coordinated(sentence, knowledge, tokens.clone());
    let Some((&last, others)) = countries.split_last().filter(|(_, others)| !others.is_empty()) else {
        return vec![tokens];
    };
    let of = |at: usize| core(sentence, at).start.max(tokens.start)..at + 1;
    let first = std::iter::once(tokens.start..others[0] + 1);
    let between = others[1..].iter().map(|&at| of(at));
    first.chain(between).chain(std::iter::once(of(last).start..tokens.end)).collect()
}

/// Names of countries in a phrase that share its noun: conjuncts of a modifier, or modifiers with a conjunction between them, as
/// some parses have it.
fn coordinated(sentence: &Sentence, knowledge: &Knowledge, tokens: Range<usize>) -> Vec<usize> {
    let token = |at: usize| &sentence.tokens[at];
    let modifies =
        |at: usize| matches!(token(at).relation(), "amod" | "compound") && is_country(knowledge, sentence, at);
    let Some(first) = tokens.clone().find(|&at| modifies(at)) else { return Vec::new() };
    let mut found = vec![first];
    for at in first + 1..tokens.end {
        let last = found[found.len() - 1];
        let is_conjunct = token(at).relation() == "conj" && found.iter().any(|&other| token(at).head == Some(other));
        let between = last + 1..core(sentence, at).start;
        let joined = || !between.is_empty() && between.clone().all(|word| token(word).upos == Upos::Cconj);
        let is_beside = token(at).head == token(first).head && modifies(at) && joined();
        if is_country(knowledge, sentence, at) && (is_conjunct || is_beside) {
            found.push(at);
        }
    }
    found
}

/// Two names that a hyphen joins before a noun ("Lavrov-Kerry talks"), from the head of either.
fn hyphenated(sentence: &Sentence, head: usize) -> Option<[Range<usize>; 2]> {
    let is_name = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.upos == Upos::Propn);
    let is_hyphen = |at: usize| sentence.tokens.get(at).is_some_and(|token| ["-", "–"].contains(&token.form.as_str()));
    let first = if is_hyphen(head + 1) { head } else { head.checked_sub(2).filter(|_| is_hyphen(head - 1))? };
    let second = first + 2;
    let head_of = |at: usize| sentence.tokens.get(at)?.head;
    let noun = [first, second].into_iter().filter_map(head_of).find(|&noun| noun > second)?;
    let before = sentence.tokens[noun].upos == Upos::Noun && (second + 1..noun).all(is_name);
    (is_name(first) && is_name(second) && before).then(|| [first..first + 1, second..noun])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::sentence;

    #[track_caller]
    fn says(words: &str, head: usize, expected: &[&str]) {
        let parsed = sentence(words);
        let text = |tokens: Range<usize>| {
            let forms: Vec<_> = parsed.tokens[tokens].iter().map(|token| token.form.as_str()).collect();
            forms.join(" ")
        };
        let found: Vec<String> = parts(&parsed, &Knowledge::embedded().unwrap(), head).into_iter().map(text).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn countries_share_a_noun() {
        let words =
            "Chinese:JJ:6:amod ,:,:3:punct Japanese:JJ:1:conj and:CC:5:cc Korean:JJ:1:conj officials:NNS:0:root";
        says(words, 5, &["Chinese", "Japanese", "Korean officials"]);
        let siblings = "the:DT:5:det U.S.:NNP:5:compound and:CC:4:cc Iraqi:JJ:5:amod forces:NNS:0:root";
        says(siblings, 4, &["U.S.", "Iraqi forces"]);
        says("US:NNP:3:compound Iraq:NNP:3:compound policy:NN:0:root", 2, &["US Iraq policy"]);
    }

    #[test]
    fn names_that_a_hyphen_joins_are_two() {
        let words = "the:DT:5:det Obama:NNP:5:compound -:HYPH:2:punct Xi:NNP:2:flat talks:NNS:0:root";
        says(words, 1, &["Obama", "Xi"]);
        says("Al:NNP:0:root -:HYPH:1:punct Shabaab:NNP:1:flat", 0, &["Al"]);
        let one = "Al:NNP:4:compound -:HYPH:1:punct Shabaab:NNP:1:flat attacked:VBD:0:root";
        says(one, 0, &["Al"]);
    }

    #[test]
    fn a_hyphen_may_end_the_sentence() {
        says("Oslo:NNP:0:root -:HYPH:1:punct", 0, &["Oslo"]);
    }
}
