//! Phrases that cannot name the same: different participants of one act ("the opposition sued the government").

use std::collections::BTreeSet;

use super::{Draft, Key, Occurrence, key};
use crate::{
    arguments::is_mutual,
    candidate::{Candidate, Phrase},
};

/// Pairs of phrases that take part in one act, each in both orders.
#[derive(Debug, Default)]
pub(super) struct Apart(BTreeSet<(Key, Key)>);

impl Apart {
    /// The pairs of all acts: whoever acts and whom it is done to, and those who meet. What another sentence names is too unsure
    /// to tell phrases apart, and two phrases of one role may be a name and its pronoun ("the army said it fired").
    pub fn of(candidates: &[Candidate]) -> Self {
        let mut pairs = BTreeSet::new();
        for candidate in candidates {
            let own = |phrases: &[Phrase]| -> Vec<Key> {
                phrases.iter().filter(|phrase| phrase.sentence == candidate.sentence).map(key).collect()
            };
            let (actors, recipients) = (own(&candidate.actors), own(&candidate.recipients));
            let others = if is_mutual(candidate) { &actors } else { &recipients };
            for (&first, &other) in actors.iter().flat_map(|first| others.iter().map(move |other| (first, other))) {
                pairs.extend([(first, other), (other, first)].into_iter().filter(|(a, b)| a != b));
            }
        }
        Self(pairs)
    }

    /// Whether an occurrence names somebody else than a draft does.
    pub fn parts(&self, occurrences: &[Occurrence<'_>], occurrence: &Occurrence<'_>, draft: &Draft) -> bool {
        let parted = |&seen: &usize| self.0.contains(&(occurrence.key(), occurrences[seen].key()));
        !is_reflexive(occurrence.text) && draft.seen.iter().any(parted)
    }
}

/// "himself", "each other": the one pronoun that names another participant of its own act.
fn is_reflexive(text: &str) -> bool {
    let text = text.to_lowercase();
    text.ends_with("self")
        || text.ends_with("selves")
        || ["each other", "one another", "other", "another"].contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::{phrase::phrase, testing::sentence};
    use language::Analysis;
    use record::EventType;

    /// Whether the phrases at the first and the last word of an act at the second are told apart.
    fn apart(kind: EventType, in_one_role: bool) -> bool {
        let words = "Rebels:NNS:2:nsubj met:VBD:0:root soldiers:NNS:2:obj";
        let analysis = Analysis { sentences: vec![sentence(words)], ..Analysis::default() };
        let mut act = Candidate::at(0, 1, kind);
        let [first, last] = [0, 2].map(|head| phrase(&analysis, 0, head, "test"));
        let pair = (key(&first), key(&last));
        act.actors.push(first);
        if in_one_role {
            act.actors.push(last)
        } else {
            act.recipients.push(last)
        }
        Apart::of(&[act]).0.contains(&pair)
    }

    #[test]
    fn participants_of_one_act_differ() {
        assert!(apart(EventType::Assault, false), "nobody acts upon himself");
        assert!(!apart(EventType::Assault, true), "a name and its pronoun may act");
        assert!(apart(EventType::Consult, true), "those who meet are two");
    }

    #[test]
    fn reflexives_name_their_own_actor() {
        assert!(is_reflexive("Themselves") && is_reflexive("each other"));
        assert!(!is_reflexive("them") && !is_reflexive("the other side"));
    }
}
