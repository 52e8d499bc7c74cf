//! Sector and country of participants whom the base does not hold, from what stands around their names: appositions, places in
//! their names, and the country that a document's places agree on.

use std::collections::BTreeMap;

use knowledge::Title;
use language::{NameKind, Sentence};
use record::{CharIndex, Entity, EntityType, MentionKind, Sector};

use super::{Draft, Occurrence, Reading, identity};
use crate::arguments::phrase::core;

/// Least share of one country among the places of a document for it to be the document's setting.
const SETTING: f64 = 0.6;
/// Fewest places that give a setting.
const PLACES: usize = 1;

/// Ranks that soldiers and policemen have alike.
const RANKS: [&str; 16] = [
    "lt",
    "lt.",
    "lieutenant",
    "sgt",
    "sgt.",
    "sergeant",
    "capt",
    "capt.",
    "captain",
    "maj",
    "maj.",
    "major",
    "cpl",
    "cpl.",
    "corporal",
    "inspector",
];
/// Words by which a document is about the police, and about soldiers.
const POLICE: [&str; 6] = ["police", "sheriff", "detective", "trooper", "policeman", "constable"];
const SOLDIERS: [&str; 6] = ["army", "military", "troop", "soldier", "navy", "marine"];

/// Fills missing sectors and countries of the drafts.
pub(super) fn fill(reading: &Reading<'_>, text: &CharIndex<'_>, occurrences: &[Occurrence<'_>], drafts: &mut [Draft]) {
    let setting = setting(reading, text);
    let policed = is_about_police(reading);
    for draft in drafts.iter_mut().filter(|draft| draft.wanted && draft.entity.kb.is_none()) {
        let seen: Vec<&Occurrence<'_>> = draft.seen.iter().map(|&index| &occurrences[index]).collect();
        let beside: Vec<(usize, usize)> = seen.iter().flat_map(|occurrence| beside(reading, occurrence)).collect();
        if draft.entity.sector.is_none()
            && let Some(title) = beside.iter().find_map(|&(sentence, head)| title(reading, sentence, head))
        {
            draft.entity.sector = title.sector;
            if draft.entity.kind == EntityType::Organisation && title.kind == EntityType::Person {
                draft.entity.kind = EntityType::Person;
            }
        }
        if draft.entity.kind == EntityType::Person
            && let Some(name) = personal_name(reading, text, &seen)
        {
            draft.entity.name = name;
        }
        if policed && draft.entity.sector == Some(Sector::Mil) && has_rank(&draft.entity) {
            draft.entity.sector = Some(Sector::Cop);
        }
        if draft.entity.country.is_none() {
            let stated = beside.iter().find_map(|&(sentence, head)| country_of(reading, sentence, head));
            // A given name may be a place's as well ("Oman", "Georgia").
            let nobody = draft.entity.kind != EntityType::Person;
            let located =
                || nobody.then(|| seen.iter().find_map(|occurrence| country_in(reading, occurrence))).flatten();
            let set = || setting.clone().filter(|_| is_domestic(&draft.entity));
            draft.entity.country = stated.or_else(located).or_else(set);
        }
    }
}

/// A person's longest name in the text, without titles; of one word it says less than with them.
fn personal_name(reading: &Reading<'_>, text: &CharIndex<'_>, seen: &[&Occurrence<'_>]) -> Option<String> {
    let inside = |occurrence: &&Occurrence<'_>| {
        let names = &reading.analysis.sentences[occurrence.sentence].names;
        let own = |name: &&language::Name| name.kind == NameKind::Person && name.tokens.contains(&occurrence.head);
        names.iter().find(own).filter(|_| occurrence.form == MentionKind::Name).map(|name| text.slice(name.span))
    };
    let names = seen.iter().filter_map(inside).map(identity::bare).filter(|name| name.contains(' '));
    names.rev().max_by_key(|name| name.chars().count()).map(str::to_owned)
}

/// Whether a document tells more of the police than of soldiers.
fn is_about_police(reading: &Reading<'_>) -> bool {
    let lemmas = || reading.analysis.sentences.iter().flat_map(|sentence| &sentence.tokens);
    let count = |words: &[&str]| lemmas().filter(|token| words.contains(&token.lemma.to_lowercase().as_str())).count();
    count(&POLICE) > count(&SOLDIERS)
}

/// Whether a person is named with a rank ("Sgt. David Lee").
fn has_rank(entity: &Entity) -> bool {
    let first = entity.name.split_whitespace().next().map(str::to_lowercase);
    first.is_some_and(|word| RANKS.contains(&word.as_str()))
}

/// Heads of the phrases that say more of an occurrence, as sentence and token: its own, appositions, a predicate.
fn beside(reading: &Reading<'_>, occurrence: &Occurrence<'_>) -> Vec<(usize, usize)> {
    let sentence = &reading.analysis.sentences[occurrence.sentence];
    let top = top(sentence, occurrence);
    let mut heads: Vec<usize> = std::iter::once(top).chain(sentence.children_by(top, "appos")).collect();
    let token = &sentence.tokens[top];
    heads.extend(token.head.filter(|_| matches!(token.relation(), "appos" | "flat")));
    // "Ben Rhodes is an adviser": the predicate's subject.
    heads.extend(token.head.filter(|&head| token.relation() == "nsubj" && sentence.child(head, "cop").is_some()));
    heads.into_iter().map(|head| (occurrence.sentence, head)).collect()
}

/// The word of an occurrence that hangs from outside it.
fn top(sentence: &Sentence, occurrence: &Occurrence<'_>) -> usize {
    let outside = |&at: &usize| sentence.tokens[at].head.is_none_or(|head| !occurrence.tokens.contains(&head));
    occurrence.tokens.clone().find(outside).unwrap_or(occurrence.head)
}

fn title<'r>(reading: &Reading<'r>, sentence: usize, head: usize) -> Option<&'r Title> {
    let sentence = &reading.analysis.sentences[sentence];
    let words: Vec<String> =
        sentence.tokens[core(sentence, head)].iter().map(|token| token.lemma.to_lowercase()).collect();
    reading.knowledge.titles.lookup(&words.join(" "))
}

/// The country that a phrase names by noun or adjective ("Iraq's army chief").
fn country_of(reading: &Reading<'_>, sentence: usize, head: usize) -> Option<String> {
    let sentence = &reading.analysis.sentences[sentence];
    reading.country(sentence, core(sentence, head))
}

/// The country of a place within a name ("Huntsville Police Department"), where the place alone is told apart.
fn country_in(reading: &Reading<'_>, occurrence: &Occurrence<'_>) -> Option<String> {
    let whole = identity::bare(occurrence.text);
    if reading.knowledge.titles.lookup(&whole.to_lowercase()).is_some_and(|title| title.office) {
        return None; // "Federal Government" stands in no town of that name
    }
    let words: Vec<&str> = whole.split_whitespace().collect();
    let places = (1..words.len().min(4)).rev().map(|count| words[..count].join(" "));
    let names = places.filter(|words| {
        words.starts_with(char::is_uppercase) && reading.knowledge.titles.lookup(&words.to_lowercase()).is_none()
    });
    let mut countries =
        names.filter_map(|words| reading.knowledge.gazetteer.resolve(&words, &reading.hints())?.country);
    countries.next().map(str::to_owned)
}

/// The country that most places of the document lie in, where they agree.
fn setting(reading: &Reading<'_>, text: &CharIndex<'_>) -> Option<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let hints = reading.hints();
    let names = reading.analysis.sentences.iter().flat_map(|sentence| &sentence.names);
    for name in names.filter(|name| name.kind == NameKind::Location) {
        let words = text.slice(name.span);
        let known = reading.knowledge.countries.lookup(words).map(|found| found.country.iso3.clone());
        let place = || reading.knowledge.gazetteer.resolve(words, &hints)?.country.map(str::to_owned);
        if let Some(country) = known.or_else(place) {
            *counts.entry(country).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let (country, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= PLACES && count as f64 >= SETTING * all as f64).then_some(country)
}

/// Whether the country of a document is that of a participant: of people and bodies, not of what reaches beyond countries.
fn is_domestic(entity: &Entity) -> bool {
    use Sector::{Igo, Img, Ism, Mnc, Ngo};
    let beyond = matches!(entity.sector, Some(Igo | Ngo | Ism | Img | Mnc));
    !beyond && entity.kind != EntityType::Country
}
