//! What matching knows of one event.

use std::collections::BTreeSet;

use jiff::civil::Date;
use record::{EventType, Status};
use serde::{Deserialize, Serialize};

use crate::{minhash::hash, write::fold};

/// One event, as the matcher sees it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Mention {
    /// Id of the event.
    pub event: i64,
    /// The document.
    pub document: i64,
    /// Incident within the document, as coded.
    pub local: String,
    /// Type.
    pub kind: EventType,
    /// Modes.
    pub mode: Vec<String>,
    /// Status.
    pub status: Status,
    /// Whether it lies outside the reported situation.
    pub historical: bool,
    /// Who did it.
    pub actors: Vec<Party>,
    /// To whom.
    pub recipients: Vec<Party>,
    /// Where.
    pub spot: Spot,
    /// When: first and last day.
    pub days: Option<(Date, Date)>,
    /// Day of publication.
    pub reported: Option<Date>,
    /// Deaths given.
    pub deaths: Option<i64>,
    /// The trigger's stem, as a hash.
    pub trigger: u64,
    /// Stems of the sentence's content words, as hashes.
    pub words: BTreeSet<u64>,
}

/// A participant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// Id of the entity.
    pub entity: i64,
    /// ISO3 of its country.
    pub country: Option<String>,
    /// Whether it is known by name.
    pub named: bool,
    /// Last word of its name, as a hash.
    pub head: u64,
}

/// A place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Spot {
    /// Name.
    pub name: Option<String>,
    /// ISO3.
    pub country: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Whether the point is a town or a site.
    pub exact: bool,
}

/// Words that tell nothing of an act.
const COMMON: [&str; 40] = [
    "the", "and", "for", "that", "with", "from", "have", "has", "had", "was", "were", "been", "are", "said", "say",
    "says", "told", "after", "before", "their", "they", "its", "his", "her", "this", "who", "which", "will", "would",
    "not", "but", "also", "when", "where", "while", "into", "over", "more", "than", "about",
];

/// Stems of content words, as hashes.
pub fn words(text: &str) -> BTreeSet<u64> {
    let folded = fold(text);
    folded.split(' ').filter(|word| word.len() > 2 && !COMMON.contains(word)).map(stem).collect()
}

/// A word without its commonest endings, as a hash: enough to bring "killed" and "killing", "attacks" and "attack" together.
pub fn stem(word: &str) -> u64 {
    let ending = ["ations", "ation", "ings", "ing", "ions", "ion", "ers", "er", "ed", "es", "s", "e"]
        .iter()
        .find(|ending| word.len() >= ending.len() + 3 && word.ends_with(*ending));
    hash(&word.as_bytes()[..word.len() - ending.map_or(0, |ending| ending.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        assert_eq!(stem("killed"), stem("killing"));
        assert_eq!(stem("attacks"), stem("attack"));
        assert_ne!(stem("strike"), stem("string"));
        assert_eq!(words("The attackers killed 12 people"), words("attacker killing of people, 12"));
    }
}
