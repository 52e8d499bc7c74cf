//! Verbs that say that one act set off another, came after it, or hangs on it.

use language::Sentence;
use record::LinkKind;

use crate::links::Acts;

/// What a verb says of its subject and its object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Says {
    /// The object answers the subject ("sparked").
    SetsOff,
    /// The subject answers the object ("followed").
    Answers,
    /// The subject hangs on the object ("depends on").
    HangsOn,
}

/// The verbs, each with the preposition of its object, where it has one.
const VERBS: [(&str, Option<&str>, Says); 12] = [
    ("cause", None, Says::SetsOff),
    ("depend", Some("on"), Says::HangsOn),
    ("draw", None, Says::SetsOff),
    ("follow", None, Says::Answers),
    ("hinge", Some("on"), Says::HangsOn),
    ("ignite", None, Says::SetsOff),
    ("lead", Some("to"), Says::SetsOff),
    ("prompt", None, Says::SetsOff),
    ("provoke", None, Says::SetsOff),
    ("spark", None, Says::SetsOff),
    ("trigger", None, Says::SetsOff),
    ("unleash", None, Says::SetsOff),
];

/// Ties that such verbs state, as act, kind and the act that it is tied to.
pub(super) fn find(acts: &Acts<'_>) -> Vec<(usize, LinkKind, usize)> {
    let mut ties = Vec::new();
    for (verb, token) in acts.sentence.tokens.iter().enumerate() {
        let Some(&(_, preposition, says)) = VERBS.iter().find(|(lemma, ..)| token.lemma == *lemma) else { continue };
        if acts.at(verb).is_some() {
            continue;
        }
        let (subjects, objects) = sides(acts.sentence, verb, preposition);
        for subject in named(acts, &subjects) {
            for object in named(acts, &objects) {
                ties.push(match says {
                    Says::SetsOff => (object, LinkKind::ResponseTo, subject),
                    Says::Answers => (subject, LinkKind::ResponseTo, object),
                    Says::HangsOn => (subject, LinkKind::Condition, object),
                });
            }
        }
    }
    ties
}

/// Tokens that stand for the verb's subject and object, as in the active voice.
fn sides(sentence: &Sentence, verb: usize, preposition: Option<&str>) -> (Vec<usize>, Vec<usize>) {
    let token = &sentence.tokens[verb];
    let with = |word: &str| -> Vec<usize> {
        let has = |&child: &usize| sentence.children_by(child, "case").any(|case| sentence.tokens[case].form == word);
        sentence.children(verb).filter(has).collect()
    };
    let passive = sentence.child(verb, "nsubj:pass").is_some() || token.relation() == "acl" && token.xpos == "VBN";
    // A participle or relative clause tells of what it hangs from.
    let above: Vec<usize> = token.head.filter(|_| matches!(token.relation(), "acl" | "advcl")).into_iter().collect();
    let pronoun = |&at: &usize| matches!(sentence.tokens[at].xpos.as_str(), "WDT" | "WP");
    let subjects: Vec<usize> = sentence.children_by(verb, "nsubj").filter(|at| !pronoun(at)).collect();
    let surface = if subjects.is_empty() { above } else { subjects };
    match (passive, preposition) {
        (true, _) => (with("by"), surface),
        (false, Some(preposition)) => (surface, with(preposition)),
        (false, None) => (surface, sentence.children_by(verb, "obj").collect()),
    }
}

/// The acts that tokens or their conjuncts name.
fn named(acts: &Acts<'_>, tokens: &[usize]) -> Vec<usize> {
    let conjuncts = tokens.iter().flat_map(|&token| acts.sentence.children_by(token, "conj"));
    tokens.iter().copied().chain(conjuncts).filter_map(|token| acts.at(token)).collect()
}
