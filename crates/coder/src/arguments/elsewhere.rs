//! What else the words of a phrase do in the text: whoever struck in one sentence will have struck in the next.

use std::collections::HashMap;

use language::{Sentence, Upos};
use record::EventType;

use super::{fillers::Filler, phrase, weights::odds};

/// How many numbers [`Elsewhere::numbers`] gives.
pub(super) const NUMBERS: usize = 6;
/// Log odds where no other act has such a participant.
const NEVER: f64 = -6.0;

/// The phrases of a text's acts by their words: number and type of the act, log odds of the model for actor and recipient.
#[derive(Debug, Default)]
pub(super) struct Elsewhere(HashMap<String, Vec<(usize, EventType, [f64; 2])>>);

impl Elsewhere {
    /// Notes the phrases of one act.
    pub fn note(&mut self, act: usize, kind: EventType, sentence: &Sentence, fillers: &[Filler]) {
        for filler in fillers {
            if let Some(words) = words(sentence, filler.head) {
                self.0.entry(words).or_default().push((act, kind, filler.model.map(odds)));
            }
        }
    }

    /// For a phrase of an act: the best log odds of the same words in other acts of its type, as actor and as recipient, in other
    /// acts of any type, and how many acts of either kind there are.
    pub fn numbers(&self, act: usize, kind: EventType, sentence: &Sentence, head: usize) -> [f64; NUMBERS] {
        let noted = words(sentence, head).and_then(|words| self.0.get(&words)).map_or(&[][..], Vec::as_slice);
        let others = || noted.iter().filter(|(other, ..)| *other != act);
        let alike = || others().filter(|(_, other, _)| *other == kind);
        let best = |role: usize, all: bool| {
            let odds = |(_, other, odds): &(usize, EventType, [f64; 2])| (all || *other == kind).then_some(odds[role]);
            others().filter_map(odds).fold(NEVER, f64::max)
        };
        [best(0, false), best(1, false), best(0, true), best(1, true), others().count() as f64, alike().count() as f64]
    }
}

/// What makes two phrases the same: a name's last word, else all words without article and possessor; pronouns have no such thing.
fn words(sentence: &Sentence, head: usize) -> Option<String> {
    let core = phrase::core(sentence, head);
    match sentence.tokens[head].upos {
        Upos::Pron => None,
        Upos::Propn => core.last().map(|last| sentence.tokens[last].form.to_lowercase()),
        _ => {
            let kept = core.filter(|&at| !["det", "nmod:poss"].contains(&sentence.tokens[at].deprel.as_str()));
            Some(kept.map(|at| sentence.tokens[at].form.to_lowercase()).collect::<Vec<_>>().join(" "))
        }
    }
}
