//! Whom the adjective before a protest opposes ("an anti-government rally").

use knowledge::Knowledge;
use language::Analysis;
use record::EventType;

use super::phrase;
use crate::candidate::{Candidate, Phrase};

/// What such an adjective begins with.
const PREFIX: &str = "anti-";

/// Makes whom a protest's adjective opposes its recipients, where it has none, and never an actor.
pub(super) fn turn(analysis: &Analysis, knowledge: &Knowledge, candidate: &mut Candidate) {
    let form = |phrase: &Phrase| analysis.sentences[phrase.sentence].tokens[phrase.head].form.as_str();
    candidate.actors.retain(|actor| without_prefix(form(actor)).is_none());
    if candidate.kind == EventType::Protest && candidate.recipients.is_empty() {
        candidate.recipients = find(analysis, knowledge, candidate);
    }
}

/// Actors that adjectives of the trigger oppose; what names nobody ("anti-war") is left out.
fn find(analysis: &Analysis, knowledge: &Knowledge, candidate: &Candidate) -> Vec<Phrase> {
    let sentence = &analysis.sentences[candidate.sentence];
    let opposes = |&child: &usize| {
        let token = &sentence.tokens[child];
        let rest = without_prefix(&token.form);
        matches!(token.relation(), "amod" | "compound") && rest.is_some_and(|rest| is_actor(knowledge, rest))
    };
    let found = sentence.children(candidate.head).filter(opposes);
    found
        .map(|head| Phrase {
            tokens: head..head + 1,
            span: sentence.span_of(head..head + 1),
            ..phrase::phrase(analysis, candidate.sentence, head, "opposed by the trigger's adjective")
        })
        .collect()
}

/// What stands after "anti-".
pub(crate) fn without_prefix(word: &str) -> Option<&str> {
    let prefix = word.get(..PREFIX.len())?;
    prefix.eq_ignore_ascii_case(PREFIX).then(|| &word[PREFIX.len()..])
}

fn is_actor(knowledge: &Knowledge, word: &str) -> bool {
    let titled = knowledge.titles.lookup(&word.to_lowercase()).is_some();
    titled || word.starts_with(char::is_uppercase) || knowledge.countries.lookup(word).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::testing::{candidate, sentence};

    fn opposed(adjective: &str) -> Vec<String> {
        let words = format!("an:DT:3:det {adjective}:JJ:3:amod rally:NN:0:root");
        let analysis = Analysis { sentences: vec![sentence(&words)], ..Analysis::default() };
        let found = find(&analysis, &Knowledge::embedded().unwrap(), &candidate(EventType::Protest, 2));
        found.iter().map(|phrase| analysis.sentences[0].tokens[phrase.head].form.clone()).collect()
    }

    #[test]
    fn actors_are_opposed_and_causes_are_not() {
        assert_eq!(opposed("anti-government"), ["anti-government"]);
        assert_eq!(opposed("anti-US"), ["anti-US"]);
        assert_eq!(opposed("anti-war"), Vec::<String>::new());
        assert_eq!(opposed("noisy"), Vec::<String>::new());
    }
}
