//! Attributing words of one sentence: who says, and which words of the tree that covers.

use knowledge::{CueKind, Knowledge};
use language::{Sentence, Upos};

use crate::arguments::slots::{self, Slot};

/// Where whoever speaks stands.
const SPEAKER: [Slot; 2] = [Slot::Agent, Slot::Subject];

/// An attributing word with its source and content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cue {
    /// The word ("said").
    pub word: usize,
    /// Head of whoever says so.
    pub source: usize,
    /// Head of what is said; its subtree is covered, less the cue's own.
    pub content: usize,
    /// Whether the cue hangs from its content ("…, he said").
    pub below: bool,
    /// Head of whoever passes it on.
    pub via: Option<usize>,
    /// Whether the content is a noun ("confirmed the attack"), which says less.
    pub nominal: bool,
    /// Whether the word claims an act rather than speaks of it ("claimed responsibility for").
    pub claims: bool,
}

impl Cue {
    /// Whether the cue covers a token of its sentence.
    pub fn covers(&self, sentence: &Sentence, token: usize) -> bool {
        token != self.word
            && sentence.dominates(self.content, token)
            && !(self.below && sentence.dominates(self.word, token))
    }
}

/// All cues of a sentence, in order of their words.
pub(super) fn cues(sentence: &Sentence, knowledge: &Knowledge) -> Vec<Cue> {
    (0..sentence.tokens.len())
        .flat_map(|word| {
            let mut found = verbal(sentence, knowledge, word);
            found.extend(according(sentence, knowledge, word));
            found
        })
        .collect()
}

/// Verbs of speech with whoever speaks, in order: (word, head of the source). What is said may be a quotation elsewhere.
pub(super) fn speakers(sentence: &Sentence, knowledge: &Knowledge) -> Vec<(usize, usize)> {
    let speaks = |word: usize| {
        let token = &sentence.tokens[word];
        let kind = knowledge.attribution.verb(&token.lemma.to_lowercase()).filter(|_| token.upos == Upos::Verb)?;
        let (source, _) = speaker(sentence, knowledge, word, kind)?;
        (kind != CueKind::Relay).then_some((word, source))
    };
    (0..sentence.tokens.len()).filter_map(speaks).collect()
}

/// A verb of speech with its subject: content by ccomp, parataxis, "accused of".
fn verbal(sentence: &Sentence, knowledge: &Knowledge, word: usize) -> Vec<Cue> {
    let token = &sentence.tokens[word];
    let lemma = token.lemma.to_lowercase();
    let Some(kind) = knowledge.attribution.verb(&lemma).filter(|_| token.upos == Upos::Verb) else { return Vec::new() };
    let Some((source, via)) = speaker(sentence, knowledge, word, kind) else { return Vec::new() };
    let claims = kind == CueKind::Claim;
    let cue = |content: usize, below: bool, nominal: bool| Cue { word, source, content, below, via, nominal, claims };
    let mut found: Vec<Cue> = sentence
        .children(word)
        .filter(|&child| is_content(sentence, kind, child))
        .map(|child| cue(child, false, false))
        .collect();
    if token.relation() == "parataxis" || is_aside(sentence, word) {
        found.extend(token.head.map(|content| cue(content, true, false)));
    }
    let is_nominal = |object: &usize| sentence.tokens[*object].upos.is_nominal();
    let objects: Vec<usize> = sentence.children_by(word, "obj").filter(is_nominal).collect();
    if kind == CueKind::Speech {
        found.extend(objects.iter().map(|&object| cue(object, false, true)));
    }
    let is_claimed = |object: &usize| ["responsibility", "credit"].contains(&sentence.tokens[*object].lemma.as_str());
    let claimed = objects.into_iter().filter(is_claimed);
    let acts = claimed.flat_map(|object| sentence.children_by(object, "nmod"));
    found.extend(acts.filter(|_| kind == CueKind::Claim).map(|act| cue(act, false, false)));
    found
}

/// Whether a verb of speech stands beside its content: "as officials report".
fn is_aside(sentence: &Sentence, word: usize) -> bool {
    let is_as = |mark: usize| sentence.tokens[mark].form.eq_ignore_ascii_case("as");
    sentence.tokens[word].relation() == "advcl" && sentence.child(word, "mark").is_some_and(is_as)
}

fn is_content(sentence: &Sentence, kind: CueKind, child: usize) -> bool {
    let token = &sentence.tokens[child];
    let introduced_by_of = ["case", "mark"]
        .iter()
        .flat_map(|relation| sentence.children_by(child, relation))
        .any(|mark| sentence.tokens[mark].form == "of");
    match token.relation() {
        "ccomp" | "parataxis" => true,
        "xcomp" => kind == CueKind::Claim && token.upos == Upos::Verb,
        "advcl" | "obl" => kind == CueKind::Claim && introduced_by_of,
        _ => false,
    }
}

/// Who answers for the words of a verb, and who passes them on.
fn speaker(sentence: &Sentence, knowledge: &Knowledge, word: usize, kind: CueKind) -> Option<(usize, Option<usize>)> {
    let places = slots::slots(sentence, word);
    // Where a parse gives two subjects, as after a dateline, the nearer one speaks.
    let nearest = |wanted: &[Slot]| {
        let wanted = places.iter().filter(|(_, slot)| wanted.contains(slot));
        wanted.map(|(head, _)| *head).min_by_key(|head| head.abs_diff(word))
    };
    if kind == CueKind::Relay {
        return Some((nearest(&[Slot::Patient])?, nearest(&SPEAKER)));
    }
    let source = nearest(&SPEAKER).or_else(|| inverted(sentence, word))?;
    let form = sentence.tokens[source].form.to_lowercase();
    if form == "it" && sentence.tokens[source].relation() == "expl" {
        return None;
    }
    Some(author(sentence, knowledge, source))
}

/// The speaker after a trailing verb that the parse left without one: "…, said officials".
fn inverted(sentence: &Sentence, word: usize) -> Option<usize> {
    let token = &sentence.tokens[word];
    (word + 1..sentence.tokens.len()).take_while(|&at| sentence.tokens[at].upos != Upos::Punct).find(|&at| {
        let other = &sentence.tokens[at];
        token.relation() == "parataxis" && other.head == token.head && other.upos.is_nominal()
    })
}

/// Whoever speaks through a carrier ("the ministry's statement"), else the noun itself.
fn author(sentence: &Sentence, knowledge: &Knowledge, source: usize) -> (usize, Option<usize>) {
    if !knowledge.attribution.is_carrier(&sentence.tokens[source].lemma.to_lowercase()) {
        return (source, None);
    }
    let by = |child: &usize| {
        let form = sentence.child(*child, "case").map(|case| sentence.tokens[case].form.to_lowercase());
        matches!(form.as_deref(), Some("by" | "from" | "of"))
    };
    let author = sentence.child(source, "nmod:poss").or_else(|| sentence.children_by(source, "nmod").find(by));
    (author.unwrap_or(source), None)
}

/// "according to X".
fn according(sentence: &Sentence, knowledge: &Knowledge, word: usize) -> Option<Cue> {
    let token = &sentence.tokens[word];
    if !knowledge.attribution.is_preposition(&token.form.to_lowercase()) {
        return None;
    }
    // UD: "according" is the case of the source, "to" its fixed part; older parses make it the head.
    let source = match token.relation() {
        "case" | "mark" => token.head?,
        _ => sentence.child(word, "obl").or_else(|| sentence.child(word, "obj"))?,
    };
    let top = if sentence.dominates(word, source) { word } else { source };
    let content = clause(sentence, sentence.tokens[top].head?);
    let (source, via) = author(sentence, knowledge, source);
    Some(Cue { word, source, content, below: false, via, nominal: false, claims: false })
}

/// The predicate that a word's phrase belongs to, itself where it heads a clause.
fn clause(sentence: &Sentence, word: usize) -> usize {
    sentence
        .ancestors(word)
        .find(|&at| {
            !matches!(sentence.tokens[at].relation(), "nmod" | "obl" | "obj" | "nsubj" | "appos" | "conj" | "xcomp")
        })
        .unwrap_or(word)
}
