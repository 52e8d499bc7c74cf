//! Hand-made sentences for the tests of the stages.

use language::{EventScores, Sentence, Upos, conllu, scores::TRIGGER_CLASSES};
use record::EventType;

use crate::candidate::{Bound, Candidate, Proposal};

/// A sentence of `form:XPOS:head:deprel` words, or `form/lemma:…`; heads count from 1, the root's is 0.
pub(crate) fn sentence(words: &str) -> Sentence {
    let mut text = String::new();
    for (index, word) in words.split_whitespace().enumerate() {
        let mut parts = word.splitn(4, ':');
        let mut part = || parts.next().unwrap();
        let (form, xpos, head, deprel) = (part(), part(), part(), part());
        let (form, lemma) = form.split_once('/').unwrap_or((form, form));
        let lemma = lemma.to_lowercase();
        text += &format!("{}\t{form}\t{lemma}\t{}\t{xpos}\t_\t{head}\t{deprel}\t_\t_\n", index + 1, upos(xpos).name());
    }
    let mut parsed = conllu::parse_sentences(&(text + "\n")).unwrap().remove(0);
    parsed.events = EventScores::quiet(parsed.tokens.len());
    parsed
}

/// Makes a word a trigger of a type with a probability.
pub(crate) fn mark(sentence: &mut Sentence, token: usize, kind: EventType, probability: f32) {
    let mut row = [0.0; TRIGGER_CLASSES];
    row[0] = 1.0 - probability;
    row[1 + kind as usize] = probability;
    sentence.events.triggers[token] = row;
}

/// An empty candidate at a token of the first sentence.
pub(crate) fn candidate(kind: EventType, head: usize) -> Candidate {
    Candidate { score: 0.9, ..Candidate::at(0, head, kind) }
}

/// A proposal at a token of the first sentence.
pub(crate) fn proposal(kind: EventType, trigger: std::ops::Range<usize>, by: &str, score: f64) -> Proposal {
    Proposal {
        sentence: 0,
        head: trigger.start,
        special: trigger.len(),
        trigger,
        kind,
        modes: Vec::new(),
        contexts: Vec::new(),
        by: by.to_owned(),
        score,
        bound: Bound::default(),
    }
}

fn upos(xpos: &str) -> Upos {
    match xpos {
        "NNP" | "NNPS" => Upos::Propn,
        "NN" | "NNS" => Upos::Noun,
        "PRP" | "PRP$" | "WP" | "WDT" => Upos::Pron,
        "IN" => Upos::Adp,
        "TO" | "RP" | "POS" => Upos::Part,
        "DT" => Upos::Det,
        "JJ" => Upos::Adj,
        "CD" => Upos::Num,
        "CC" => Upos::Cconj,
        "RB" => Upos::Adv,
        "MD" => Upos::Aux,
        _ if xpos.starts_with('V') => Upos::Verb,
        _ => Upos::Punct,
    }
}
