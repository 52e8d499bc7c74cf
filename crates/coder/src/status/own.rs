//! What the words that hang from an act itself say of it: negators, auxiliaries, marks, modifiers, conditions.

use knowledge::Modality;
use language::Sentence;
use record::Status;

use super::cue::lemma;

/// How a plan was made: what is "well planned" may have been done.
const MANNER: [&str; 6] = ["well", "carefully", "meticulously", "elaborately", "poorly", "badly"];

/// Negators, auxiliaries, marks and modifiers that hang from a word, and a condition that its clause is put under; not what was read
/// at the word `known` already, from which the act is reached ("made no arrests").
pub(super) fn inside(
    sentence: &Sentence,
    modality: &Modality,
    head: usize,
    known: Option<usize>,
) -> Option<(Status, String)> {
    let of = |child: usize| -> Option<(Status, String)> {
        let token = &sentence.tokens[child];
        let status = own(sentence, modality, head, child)?;
        Some((status, token.form.to_lowercase()))
    };
    // "has never formally accused": the negator may hang from another adverb.
    let adverbs = sentence.children_by(head, "advmod").flat_map(|adverb| sentence.children_by(adverb, "advmod"));
    let words = sentence.children(head).chain(adverbs).filter(|child| Some(*child) != known);
    let mut found: Vec<_> = words.filter_map(of).collect();
    found.extend(is_inverted(sentence, head).then(|| (Status::Hypothetical, "inversion".to_owned())));
    found.extend(is_to_come(sentence, head).then(|| (Status::Future, "to".to_owned())));
    found.extend(is_command(sentence, head).then(|| (Status::Hypothetical, "command".to_owned())));
    // "will not": negation first, then conditions, then the future.
    [Status::Negated, Status::Hypothetical, Status::Future, Status::Actual]
        .into_iter()
        .find_map(|status| found.iter().find(|(of, _)| *of == status).cloned())
}

/// What one dependent says of a word.
fn own(sentence: &Sentence, modality: &Modality, head: usize, child: usize) -> Option<Status> {
    let token = &sentence.tokens[child];
    let word = lemma(token);
    let negates = || modality.negates(&word).then_some(Status::Negated);
    match token.relation() {
        // "instead of marching" denies, "instead, they marched" does not.
        "advmod" if word == "instead" => None,
        "advmod" => negates().or_else(|| modality.adverb(&word)),
        "case" | "cc" => negates(),
        "mark" => negates().or_else(|| modality.mark(&word)),
        "det" => negates().or_else(|| modality.modifier(&word)),
        "nsubj" | "obj" => is_nobody(sentence, modality, child).then_some(Status::Negated),
        "aux" if word == "would" && is_reported(sentence, head) => Some(Status::Future),
        "aux" => modality.auxiliary(&word),
        "amod" | "acl" => modality.modifier(&word).filter(|_| !has_manner(sentence, child)),
        // "if they strike, we will answer": what follows hangs on the condition.
        "advcl" if is_under_condition(sentence, modality, head, child) => Some(Status::Hypothetical),
        _ => None,
    }
}

fn has_manner(sentence: &Sentence, participle: usize) -> bool {
    sentence.children_by(participle, "advmod").any(|adverb| MANNER.contains(&lemma(&sentence.tokens[adverb]).as_str()))
}

/// "nobody", "no soldier", "none of them".
fn is_nobody(sentence: &Sentence, modality: &Modality, noun: usize) -> bool {
    let determiner = sentence.child(noun, "det").map(|det| lemma(&sentence.tokens[det]));
    modality.negates(&lemma(&sentence.tokens[noun])) || determiner.is_some_and(|det| modality.negates(&det))
}

/// Whether a clause that hangs from a verb in the future or the conditional is its condition.
fn is_under_condition(sentence: &Sentence, modality: &Modality, verb: usize, clause: usize) -> bool {
    let auxiliary =
        sentence.children_by(verb, "aux").any(|aux| modality.auxiliary(&lemma(&sentence.tokens[aux])).is_some());
    let supposes = |mark: usize| modality.supposes(&lemma(&sentence.tokens[mark]));
    auxiliary && sentence.children_by(clause, "mark").any(supposes)
}

/// "had they attacked, …": a condition that the order of words puts.
fn is_inverted(sentence: &Sentence, verb: usize) -> bool {
    let subject = sentence.children_by(verb, "nsubj").next();
    let first = |aux: usize| {
        let word = lemma(&sentence.tokens[aux]);
        subject.is_some_and(|subject| aux < subject) && ["have", "should", "be"].contains(&word.as_str())
    };
    sentence.tokens[verb].relation() == "advcl"
        && sentence.children_by(verb, "mark").next().is_none()
        && sentence.children_by(verb, "aux").any(first)
}

/// "is to visit".
fn is_to_come(sentence: &Sentence, verb: usize) -> bool {
    let has = |relation: &str, word: &str| {
        sentence.children_by(verb, relation).any(|child| lemma(&sentence.tokens[child]) == word)
    };
    sentence.tokens[verb].xpos == "VB" && has("mark", "to") && (has("aux", "be") || has("cop", "be"))
}

/// An imperative: a bare verb at the top with nothing before it that does it ("Stop the war!").
fn is_command(sentence: &Sentence, verb: usize) -> bool {
    let token = &sentence.tokens[verb];
    let bare = !sentence
        .children(verb)
        .any(|child| matches!(sentence.tokens[child].relation(), "nsubj" | "csubj" | "expl" | "aux" | "mark" | "cop"));
    token.xpos == "VB" && token.relation() == "root" && bare
}

/// Whether a clause is the content of words in the past: there "would" is the past of "will".
fn is_reported(sentence: &Sentence, head: usize) -> bool {
    let token = &sentence.tokens[head];
    let past = |verb: usize| matches!(sentence.tokens[verb].xpos.as_str(), "VBD" | "VBN");
    token.relation() == "ccomp" && token.head.is_some_and(past)
}
