//! What a demand, promise, refusal, threat, position or accusation is about.

use std::ops::Range;

use language::{Analysis, Sentence};
use record::EventType;

use crate::candidate::{Candidate, Phrase};

/// Relations of a content clause, then of a content phrase, most telling first.
const CLAUSES: [&str; 3] = ["ccomp", "xcomp", "csubj"];
/// Prepositions that introduce what a speech act is about.
const ABOUT: [&str; 9] = ["for", "of", "to", "over", "about", "against", "on", "with", "into"];
/// Longest content, in words.
const LONGEST: usize = 60;

/// Fills [`Candidate::content`] of speech acts: a clause, else a phrase that fills no role or names an act.
pub fn find(analysis: &Analysis, candidates: &mut [Candidate]) {
    let acts: Vec<(usize, usize)> = candidates.iter().map(|act| (act.sentence, act.head)).collect();
    for candidate in candidates.iter_mut().filter(|candidate| has_content(candidate.kind)) {
        let sentence = &analysis.sentences[candidate.sentence];
        // "will appear on Monday": a day is not what an act is about.
        let dated = |at: usize| {
            analysis.times.iter().any(|time| time.sentence == candidate.sentence && time.tokens.contains(&at))
        };
        let found = governed(sentence, candidate, &acts).filter(|(head, _)| !dated(*head));
        let Some((head, path)) = found else { continue };
        let tokens = extent(sentence, candidate, head);
        candidate.content = (!tokens.is_empty()).then(|| Phrase {
            sentence: candidate.sentence,
            head,
            span: sentence.span_of(tokens.clone()),
            tokens,
            path,
        });
    }
}

/// Whether acts of the type are speech acts, which are about something.
pub(crate) fn has_content(kind: EventType) -> bool {
    use EventType::*;
    matches!(kind, Agree | Support | Concede | Request | Accuse | Reject | Threaten)
}

fn governed(sentence: &Sentence, candidate: &Candidate, acts: &[(usize, usize)]) -> Option<(usize, String)> {
    let head = candidate.head;
    let named = |child: usize| (child, format!("{} of the trigger", sentence.tokens[child].deprel));
    let by_relation =
        |relations: &[&str]| relations.iter().find_map(|relation| sentence.child(head, relation)).map(named);
    let noun_clause =
        || sentence.children_by(head, "acl").find(|&child| sentence.tokens[child].deprel == "acl").map(named);
    let infinitive = || {
        let of = |&child: &usize| {
            sentence
                .child(child, "mark")
                .is_some_and(|mark| ["to", "of", "for"].contains(&sentence.tokens[mark].form.as_str()))
        };
        sentence.children_by(head, "advcl").find(of).map(named)
    };
    by_relation(&CLAUSES)
        .or_else(noun_clause)
        .or_else(infinitive)
        .or_else(|| phrase(sentence, candidate, acts).map(named))
}

/// An object or prepositional phrase that names no participant, or an act as object or subject of the passive.
fn phrase(sentence: &Sentence, candidate: &Candidate, acts: &[(usize, usize)]) -> Option<usize> {
    let is_act = |child: usize| acts.contains(&(candidate.sentence, child));
    let takes_part =
        |head: usize| candidate.actors.iter().chain(&candidate.recipients).any(|phrase| phrase.head == head);
    let is_about = |child: usize| {
        let case = sentence.child(child, "case").map(|case| sentence.tokens[case].form.to_lowercase());
        case.is_some_and(|case| ABOUT.contains(&case.as_str()))
    };
    let fits = |&child: &usize| match sentence.tokens[child].relation() {
        "obj" => !takes_part(child) || is_act(child),
        "obl" | "nmod" => !takes_part(child) && sentence.tokens[child].upos.is_nominal() && is_about(child),
        _ => false,
    };
    let passive = || sentence.children_by(candidate.head, "nsubj:pass").find(|&child| is_act(child));
    sentence.children(candidate.head).filter(|child| *child > candidate.head).find(fits).or_else(passive)
}

/// The stretch of words below the content's head, without its preposition and outer punctuation, beside the trigger.
fn extent(sentence: &Sentence, candidate: &Candidate, head: usize) -> Range<usize> {
    let below = sentence.subtree(head);
    let (Some(&first), Some(&last)) = (below.first(), below.last()) else { return 0..0 };
    let mut range = first..last + 1;
    if candidate.trigger.start < head {
        range.start = range.start.max(candidate.trigger.end);
    } else {
        range.end = range.end.min(candidate.trigger.start);
    }
    let loose = |at: usize| {
        let token = &sentence.tokens[at];
        token.relation() == "punct" || token.relation() == "case" && token.head == Some(head)
    };
    while range.start < range.end && loose(range.start) {
        range.start += 1;
    }
    while range.start < range.end && loose(range.end - 1) {
        range.end -= 1;
    }
    range.end = range.end.min(range.start + LONGEST);
    range
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    fn content(words: &str, head: usize, kind: EventType) -> Option<String> {
        let analysis = Analysis { sentences: vec![sentence(words)], ..Analysis::default() };
        let mut act = [candidate(kind, head)];
        find(&analysis, &mut act);
        let tokens = &analysis.sentences[0].tokens[act[0].content.clone()?.tokens];
        Some(tokens.iter().map(|token| token.form.as_str()).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn clauses_and_phrases_are_found() {
        let clause =
            "Oslo:NNP:2:nsubj urged:VBD:0:root Rome:NNP:2:obj to:TO:5:mark withdraw:VB:2:xcomp troops:NNS:5:obj";
        assert_eq!(content(clause, 1, EventType::Request).as_deref(), Some("to withdraw troops"));
        let phrase = "Oslo:NNP:2:nsubj called:VBD:0:root for:IN:5:case a:DT:5:det truce:NN:2:obl .:.:2:punct";
        assert_eq!(content(phrase, 1, EventType::Request).as_deref(), Some("a truce"));
    }

    #[test]
    fn deeds_have_no_content() {
        assert_eq!(content("Rebels:NNS:2:nsubj shelled:VBD:0:root Aden:NNP:2:obj", 1, EventType::Assault), None);
    }
}
