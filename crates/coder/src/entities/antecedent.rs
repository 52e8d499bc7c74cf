//! Who a pronoun or a definite description refers to: the nearest earlier entity that fits.

use record::{Entity, EntityType, MentionKind};

use super::{Draft, Occurrence, Reading};

/// Sentences that a pronoun, and a description, may reach back.
const PRONOUN_REACH: usize = 2;
const DESCRIPTION_REACH: usize = 6;

/// The entity that an occurrence refers back to; `None` for names, and where nothing fits.
pub(super) fn find(
    reading: &Reading<'_>,
    occurrences: &[Occurrence<'_>],
    occurrence: &Occurrence<'_>,
    drafts: &[Draft],
) -> Option<usize> {
    let text = occurrence.text.to_lowercase();
    let (fits, reach) = match occurrence.form {
        MentionKind::Name => return None,
        MentionKind::Pronoun => (kinds_of_pronoun(&text)?, PRONOUN_REACH),
        MentionKind::Nominal => (kinds_of_description(reading, occurrence, &text)?, DESCRIPTION_REACH),
    };
    drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| fits.contains(&draft.entity.kind) && bears(&draft.entity, occurrence, fits))
        .filter_map(|(at, draft)| Some((rank(reading, occurrences, occurrence, draft, reach)?, at)))
        .max()
        .map(|(_, at)| at)
}

/// Public bodies are many in a text: "the ministry" means one whose name says so.
fn bears(entity: &Entity, occurrence: &Occurrence<'_>, fits: &[EntityType]) -> bool {
    fits != [EntityType::GovernmentBody]
        || entity.name.to_lowercase().contains(super::identity::bare(&occurrence.text.to_lowercase()))
}

/// Later sentences first, then subjects, then what stands earlier in its sentence.
fn rank(
    reading: &Reading<'_>,
    occurrences: &[Occurrence<'_>],
    occurrence: &Occurrence<'_>,
    draft: &Draft,
    reach: usize,
) -> Option<(usize, bool, std::cmp::Reverse<usize>)> {
    let near =
        draft.seen.iter().map(|&index| &occurrences[index]).filter(|earlier| {
            occurrence.sentence - earlier.sentence <= reach && earlier.span.end <= occurrence.span.start
        });
    near.map(|earlier| {
        let token = &reading.analysis.sentences[earlier.sentence].tokens[earlier.head];
        (earlier.sentence, token.relation() == "nsubj", std::cmp::Reverse(earlier.tokens.start))
    })
    .max()
}

fn kinds_of_pronoun(word: &str) -> Option<&'static [EntityType]> {
    use EntityType::*;
    match word {
        "he" | "she" | "him" | "her" | "his" | "hers" | "himself" | "herself" => Some(&[Person]),
        "it" | "its" | "itself" => Some(&[Organisation, ArmedGroup, GovernmentBody, Country]),
        "they" | "them" | "their" | "theirs" | "themselves" => {
            Some(&[Population, Organisation, ArmedGroup, GovernmentBody, Person])
        }
        _ => None,
    }
}

/// Descriptions with a definite article or demonstrative whose noun names a kind of actor and nothing more.
fn kinds_of_description(
    reading: &Reading<'_>,
    occurrence: &Occurrence<'_>,
    text: &str,
) -> Option<&'static [EntityType]> {
    use EntityType::*;
    let sentence = &reading.analysis.sentences[occurrence.sentence];
    let article = sentence.children_by(occurrence.head, "det").map(|at| sentence.tokens[at].form.to_lowercase()).next();
    let definite = article.is_some_and(|word| ["the", "this", "that"].contains(&word.as_str()));
    let words = super::identity::bare(text);
    if !definite || words.contains(' ') {
        return None;
    }
    match words {
        "group" | "militia" | "militants" | "movement" | "faction" | "organization" | "organisation" | "rebels" => {
            Some(&[ArmedGroup, Organisation])
        }
        "country" | "nation" | "kingdom" => Some(&[Country]),
        "ministry" | "parliament" | "court" | "agency" | "army" | "military" | "government" | "police" => {
            Some(&[GovernmentBody])
        }
        "president" | "minister" | "premier" | "leader" | "spokesman" | "spokeswoman" | "commander" | "general"
        | "senator" => Some(&[Person]),
        "company" | "party" | "union" | "bloc" | "alliance" | "coalition" => Some(&[Organisation]),
        _ => None,
    }
}
