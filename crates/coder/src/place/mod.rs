//! Where an act took place: the most specific named place in its sentence that applies to it.

use knowledge::{Gazetteer, PlaceKind};
use language::{Analysis, Name, NameKind, Role, Sentence};
use record::{CharIndex, Place, PlacePrecision};

use crate::candidate::{Candidate, Phrase};

/// Words before a name that make it a place of the act.
const LOCATIVE: [&str; 12] =
    ["in", "at", "near", "outside", "around", "across", "inside", "on", "over", "throughout", "from", "to"];
/// Model probability from which a place applies without a preposition.
const SURE: f32 = 0.25;

/// The place of an act, resolved against the gazetteer with the countries of the document as hints.
pub fn find(
    analysis: &Analysis,
    gazetteer: &Gazetteer,
    text: &CharIndex<'_>,
    candidate: &Candidate,
    hints: &[&str],
) -> Option<Place> {
    let sentence = &analysis.sentences[candidate.sentence];
    let name = sentence
        .names
        .iter()
        .filter(|name| name.kind == NameKind::Location && !takes_part(candidate, name))
        .filter_map(|name| Some((strength(sentence, candidate, name)?, name)))
        .max_by(|(a, first), (b, second)| a.total_cmp(b).then(second.tokens.start.cmp(&first.tokens.start)))
        .map(|(_, name)| name)?;
    Some(resolved(gazetteer, text, name, hints))
}

/// Whether the name is, or is part of, a participant.
fn takes_part(candidate: &Candidate, name: &Name) -> bool {
    let holds = |phrase: &Phrase| phrase.span.overlaps(name.span);
    candidate.actors.iter().chain(&candidate.recipients).any(holds)
        || candidate.source.as_ref().is_some_and(|source| holds(&source.source))
}

/// How well a name fits as the place; `None` where nothing ties it to the act.
fn strength(sentence: &Sentence, candidate: &Candidate, name: &Name) -> Option<f64> {
    let words = name.tokens.clone();
    let model = words.map(|word| sentence.events.role(Role::Place, candidate.head, word)).fold(0.0, f32::max);
    let top =
        name.tokens.clone().find(|&at| sentence.tokens[at].head.is_none_or(|head| !name.tokens.contains(&head)))?;
    let locative = sentence
        .children_by(top, "case")
        .any(|at| LOCATIVE.contains(&sentence.tokens[at].form.to_lowercase().as_str()));
    let governed = locative && sentence.dominates(candidate.head, top);
    (governed || model >= SURE).then(|| f64::from(model) + if governed { 0.5 } else { 0.0 })
}

fn resolved(gazetteer: &Gazetteer, text: &CharIndex<'_>, name: &Name, hints: &[&str]) -> Place {
    let words = text.slice(name.span).to_owned();
    let found = gazetteer.resolve(&words, hints);
    let (start, end) = (name.span.start, name.span.end);
    match found {
        None => Place {
            name: words.clone(),
            text: words,
            start,
            end,
            country: None,
            admin1: None,
            lat: None,
            lon: None,
            geonames: None,
            precision: PlacePrecision::Unresolved,
        },
        Some(place) => Place {
            text: words,
            name: place.name.to_owned(),
            start,
            end,
            country: place.country.map(str::to_owned),
            admin1: place.admin1.map(str::to_owned),
            lat: Some(rounded(place.lat)),
            lon: Some(rounded(place.lon)),
            geonames: place.geonames,
            precision: match place.kind {
                PlaceKind::City => PlacePrecision::City,
                PlaceKind::Admin => PlacePrecision::Admin1,
                PlaceKind::Country => PlacePrecision::Country,
                PlaceKind::Site => PlacePrecision::Site,
                PlaceKind::Region => PlacePrecision::Region,
            },
        },
    }
}

/// Four decimals: eleven metres.
fn rounded(degrees: f64) -> f64 {
    (degrees * 1e4).round() / 1e4
}
