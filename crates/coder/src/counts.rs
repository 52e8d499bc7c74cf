//! How many were killed or hurt in an act, and how many acts a mention stands for.

use language::{Analysis, Quantity, Sentence};
use record::{Casualties, CharIndex, Count, EventType};

use crate::candidate::Candidate;

/// Words that say somebody died, or was hurt, as lemmas.
const DEATH: [&str; 10] =
    ["kill", "die", "dead", "death", "fatality", "slay", "massacre", "behead", "execute", "assassinate"];
const INJURY: [&str; 6] = ["injure", "wound", "hurt", "injury", "injured", "wounded"];

/// Figures of one act.
#[derive(Debug, Clone, Default)]
pub struct Counts {
    /// Deaths.
    pub deaths: Option<Casualties>,
    /// Injured.
    pub injured: Option<Casualties>,
    /// Acts.
    pub count: Option<Count>,
}

/// The figures that the sentence gives for a candidate.
pub fn find(analysis: &Analysis, text: &CharIndex<'_>, candidate: &Candidate) -> Counts {
    let sentence = &analysis.sentences[candidate.sentence];
    let mut counts = Counts::default();
    for quantity in analysis.quantities.iter().filter(|quantity| quantity.sentence == candidate.sentence) {
        let Some(counted) = quantity.counted.or_else(|| quantity.tokens.end.checked_sub(1)) else { continue };
        if counted == candidate.head {
            counts.count = Some(Count { min: quantity.min, max: quantity.max });
        } else if candidate.kind == EventType::Assault && belongs(sentence, candidate, counted) {
            let casualties = Casualties {
                min: quantity.min,
                max: quantity.max,
                victims: quantity.counted.map(|at| text.slice(sentence.tokens[at].span).to_owned()),
                source: candidate.source.as_ref().map(|source| text.slice(source.source.span).to_owned()),
            };
            match toll(sentence, quantity, counted) {
                Some(Toll::Deaths) => _ = counts.deaths.get_or_insert(casualties),
                Some(Toll::Injured) => _ = counts.injured.get_or_insert(casualties),
                None => {}
            }
        }
    }
    counts
}

enum Toll {
    Deaths,
    Injured,
}

/// Whether the number stands below the trigger or below the verb that governs it.
fn belongs(sentence: &Sentence, candidate: &Candidate, counted: usize) -> bool {
    sentence.dominates(candidate.head, counted)
        || sentence.ancestors(counted).take(4).any(|node| node == candidate.head)
        || sentence.tokens[candidate.head].head.is_some_and(|head| sentence.dominates(head, counted))
}

/// What happened to those counted, by the nearest word above or beside the number that tells.
fn toll(sentence: &Sentence, quantity: &Quantity, counted: usize) -> Option<Toll> {
    let is = |at: usize, words: &[&str]| words.contains(&sentence.tokens[at].lemma.to_lowercase().as_str());
    let beside = quantity.tokens.end..(quantity.tokens.end + 3).min(sentence.tokens.len());
    let near = sentence.ancestors(counted).take(3).chain(sentence.children(counted)).chain(beside);
    for at in near {
        if is(at, &DEATH) {
            return Some(Toll::Deaths);
        }
        if is(at, &INJURY) {
            return Some(Toll::Injured);
        }
    }
    None
}
