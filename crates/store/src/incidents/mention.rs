//! What matching knows of one event.

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
    /// The words that name the act.
    pub trigger: Trigger,
    /// Stems of the sentence's content words.
    pub words: Bag,
    /// Those of its words with a capital.
    pub names: Bag,
    /// How the document begins.
    pub lead: Lead,
}

impl Mention {
    /// Who took part, in either role.
    pub fn parties(&self) -> impl Iterator<Item = &Party> {
        self.actors.iter().chain(&self.recipients)
    }
}

/// The words that name an act, as hashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trigger {
    /// Their stem.
    pub stem: u64,
    /// The first letters of the stem, which "deploys" and "deployment" share.
    pub root: u64,
}

impl Trigger {
    /// Of some words.
    pub fn new(text: &str) -> Self {
        let folded = text.to_lowercase();
        let stem = stem(&folded);
        let root = stem.char_indices().nth(ROOT).map_or(stem, |(end, _)| &stem[..end]);
        Self { stem: hash(stem.as_bytes()), root: hash(root.as_bytes()) }
    }
}

/// The beginning of a document, where news says what it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// Stems of its content words.
    pub words: Bag,
    /// Those of its words with a capital.
    pub names: Bag,
}

impl Lead {
    /// Of a document's text, or of its first [`LEAD`] letters.
    pub fn new(text: &str) -> Self {
        let end = text.char_indices().nth(LEAD).map_or(text.len(), |(end, _)| end);
        Self { words: words(&text[..end]), names: names(&text[..end]) }
    }
}

/// A set of words, as hashes in order.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Bag(Vec<u32>);

impl Bag {
    /// How many words both hold.
    pub fn shared(&self, other: &Self) -> usize {
        let (mut rest, mut shared) = (other.0.as_slice(), 0);
        for word in &self.0 {
            let at = rest.iter().position(|other| other >= word).unwrap_or(rest.len());
            rest = &rest[at..];
            shared += usize::from(rest.first() == Some(word));
        }
        shared
    }

    /// The words that both hold as a share of all, and of those of the smaller set.
    pub fn overlap(&self, other: &Self) -> [f64; 2] {
        let shared = self.shared(other) as f64;
        let share = |of: usize| if of == 0 { 0.0 } else { shared / of as f64 };
        let (a, b) = (self.0.len(), other.0.len());
        [share(a + b - shared as usize), share(a.min(b))]
    }

    /// The hashes, in order.
    pub fn hashes(&self) -> &[u32] {
        &self.0
    }
}

impl<'w> FromIterator<&'w str> for Bag {
    fn from_iter<I: IntoIterator<Item = &'w str>>(words: I) -> Self {
        // Half of a hash tells the few words of a text apart.
        let mut hashes: Vec<u32> = words.into_iter().map(|word| (hash(word.as_bytes()) >> 32) as u32).collect();
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes)
    }
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

/// Letters at the beginning of a text that say what it is about.
pub const LEAD: usize = 600;
/// Letters of a root.
const ROOT: usize = 4;

/// Words that tell nothing of an act.
const COMMON: [&str; 40] = [
    "the", "and", "for", "that", "with", "from", "have", "has", "had", "was", "were", "been", "are", "said", "say",
    "says", "told", "after", "before", "their", "they", "its", "his", "her", "this", "who", "which", "will", "would",
    "not", "but", "also", "when", "where", "while", "into", "over", "more", "than", "about",
];

/// Stems of content words.
pub fn words(text: &str) -> Bag {
    fold(text).split(' ').filter(|word| tells(word)).map(stem).collect()
}

/// Stems of the words with a capital: names, and how sentences begin.
pub fn names(text: &str) -> Bag {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| word.starts_with(char::is_uppercase));
    let folded: Vec<String> = words.map(fold).filter(|word| tells(word)).collect();
    folded.iter().map(|word| stem(word)).collect()
}

fn tells(word: &str) -> bool {
    word.len() > 2 && !COMMON.contains(&word)
}

/// A word without its commonest endings: enough to bring "killed" and "killing", "attacks" and "attack" together.
fn stem(word: &str) -> &str {
    let ending = ["ations", "ation", "ings", "ing", "ions", "ion", "ers", "er", "ed", "es", "s", "e"]
        .iter()
        .find(|ending| word.len() >= ending.len() + 3 && word.ends_with(*ending));
    &word[..word.len() - ending.map_or(0, |ending| ending.len())]
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
        let (act, thing) = (Trigger::new("Deployed"), Trigger::new("deployment"));
        assert!(act.stem != thing.stem && act.root == thing.root);
        assert_eq!(Trigger::new("hit"), Trigger::new("hits"));
    }

    #[test]
    fn bags_are_compared_by_what_they_share() {
        let (one, other) = (names("Police in Aden and Sanaa met"), names("In Sanaa, the Houthis met police"));
        assert_eq!((one.hashes().len(), other.hashes().len(), one.shared(&other)), (3, 2, 1));
        assert_eq!(one.overlap(&other), [0.25, 0.5]);
        assert_eq!(one.overlap(&Bag::default()), [0.0, 0.0]);
    }

    #[test]
    fn a_lead_is_a_beginning() {
        let text = format!("Aden {} Sanaa", "é".repeat(LEAD));
        assert_eq!(Lead::new(&text).names, names("Aden"));
    }
}
