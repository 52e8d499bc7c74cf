//! Which way a bare weekday or month lies from the day of publication, by the tense of the verbs that govern it.

use knowledge::{TimeWords, time::TimeSense};

use super::calendar::Which;
use crate::{Sentence, Upos};

/// Back, ahead, or open where no verb says.
pub(crate) fn direction(sentence: &Sentence, token: usize, lexicon: &TimeWords) -> Which {
    // Of the present tense only what hangs from the verb itself is to come: "leaves Friday", but not "welcomes Friday's talks".
    let mut direct = true;
    for node in sentence.ancestors(token).skip(1) {
        match of_node(sentence, node, lexicon, direct) {
            Some(Tense::Past) => return Which::Back,
            Some(Tense::Future) => return Which::Ahead,
            Some(Tense::Present) => return if direct { Which::Ahead } else { Which::Open },
            None => direct &= matches!(sentence.tokens[node].upos, Upos::Propn | Upos::Num),
        }
    }
    Which::Open
}

/// Whether a time stands before a noun that another noun takes: "implementation of the April 19 agreement".
pub(crate) fn is_attributive(sentence: &Sentence, token: usize) -> bool {
    let before = |node: &usize| {
        let own = matches!(sentence.tokens[*node].relation(), "compound" | "nummod" | "amod" | "nmod" | "flat");
        own && sentence.tokens[*node].head.is_some_and(|head| *node < head)
    };
    let top = sentence.ancestors(token).take_while(before).last().and_then(|node| sentence.tokens[node].head);
    top.is_some_and(|noun| sentence.tokens[noun].upos == Upos::Noun && sentence.tokens[noun].relation() == "nmod")
}

enum Tense {
    Past,
    Present,
    Future,
}

/// What one governor says; `None` where it leaves that to its own.
fn of_node(sentence: &Sentence, node: usize, lexicon: &TimeWords, direct: bool) -> Option<Tense> {
    let governor = &sentence.tokens[node];
    // "pledged Friday to leave" tells when they pledged, "pledged to leave Friday" when they will leave.
    let promise = !direct && has_sense(lexicon, &governor.lemma, TimeSense::Promise);
    if promise || [&governor.lemma, &governor.form].iter().any(|word| has_sense(lexicon, word, TimeSense::Ahead)) {
        return Some(Tense::Future);
    }
    let auxiliaries = || (0..sentence.tokens.len()).filter(|&at| is_auxiliary(sentence, node, at));
    let has = |lemma: &str| auxiliaries().any(|at| sentence.tokens[at].lemma == lemma);
    let tagged = |tag: &str| auxiliaries().any(|at| sentence.tokens[at].xpos == tag);
    if tagged("MD") && !has("have") && !has("could") {
        return Some(Tense::Future);
    }
    if has("have") || tagged("VBD") {
        return Some(Tense::Past);
    }
    let present = tagged("VBZ") || tagged("VBP");
    match governor.xpos.as_str() {
        "VBD" => Some(Tense::Past),
        // A form without -s, or with -ed, is no present tense, whatever its tag.
        "VBZ" if !governor.form.ends_with('s') => Some(Tense::Past),
        "VBP" if governor.form.ends_with("ed") && governor.form != governor.lemma => Some(Tense::Past),
        "VBN" if governor.upos == Upos::Verb && !present => Some(Tense::Past),
        "VBZ" | "VBP" if governor.upos == Upos::Verb => Some(Tense::Present),
        _ if present => Some(Tense::Present),
        _ => None,
    }
}

fn is_auxiliary(sentence: &Sentence, node: usize, at: usize) -> bool {
    let token = &sentence.tokens[at];
    token.head == Some(node) && matches!(token.relation(), "aux" | "cop")
}

fn has_sense(lexicon: &TimeWords, lemma: &str, sense: TimeSense) -> bool {
    lexicon.beginning(lemma).iter().any(|phrase| phrase.sense == sense && phrase.rest.is_empty())
}
