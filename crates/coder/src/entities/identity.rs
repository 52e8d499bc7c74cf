//! Who a phrase names by its own words: a country, a known actor, a name met before, or somebody new.

use knowledge::Title;
use record::{Entity, EntityType, MentionKind, Sector};

use super::{Draft, Occurrence, Reading};
use crate::arguments::opposed::without_prefix;

/// Words of address before a surname.
const ADDRESS: [&str; 10] = ["mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "former"];

/// The entity of an occurrence that refers to nothing earlier by description; made where it is new. A person first named by
/// surname becomes the actor of the base that a full name gives later.
pub(super) fn find(reading: &Reading<'_>, occurrence: &Occurrence<'_>, drafts: &mut Vec<Draft>) -> usize {
    let entity = known(reading, occurrence).unwrap_or_else(|| described(reading, occurrence));
    let equal = drafts.iter().position(|draft| is_equal(&draft.entity, &entity));
    let shorter = || {
        let fits =
            drafts.iter().enumerate().filter(|(_, draft)| is_shorter(reading, &draft.entity, &entity, occurrence));
        fits.max_by_key(|(_, draft)| draft.seen.last().copied()).map(|(at, _)| at)
    };
    let Some(at) = equal.or_else(shorter) else {
        drafts.push(Draft { entity, seen: Vec::new(), wanted: false });
        return drafts.len() - 1;
    };
    if entity.kb.is_some() && drafts[at].entity.kb.is_none() {
        drafts[at].entity = entity;
    }
    at
}

fn is_equal(old: &Entity, new: &Entity) -> bool {
    if old.kb.is_some() || new.kb.is_some() { old.kb == new.kb } else { bare(&old.name) == bare(&new.name) }
}

/// Whether one of two names is a short form of the other.
fn is_shorter(reading: &Reading<'_>, old: &Entity, new: &Entity, occurrence: &Occurrence<'_>) -> bool {
    let (known, name) = (bare(&old.name), bare(&new.name));
    let named = occurrence.form == MentionKind::Name && name.chars().next().is_some_and(char::is_uppercase);
    let persons = old.kind == EntityType::Person && new.kind == EntityType::Person;
    let surname = || persons && (is_surname(reading, known, name) || is_surname(reading, name, known));
    match (&old.kb, &new.kb) {
        (Some(_), Some(_)) => false,
        (None, None) => named && (is_short_form(known, name) || is_acronym(known, name) || surname()),
        _ => named && surname(),
    }
}

/// Whether a name is a person's surname, alone or behind titles ("Secretary Clinton" of "Hillary Clinton").
fn is_surname(reading: &Reading<'_>, short: &str, full: &str) -> bool {
    let (Some((before, last)), Some((_, surname))) = (split_last(short), split_last(full)) else { return false };
    let is_title = |word: &str| {
        let word = word.to_lowercase();
        ADDRESS.contains(&word.as_str()) || reading.knowledge.titles.lookup(&word).is_some()
    };
    last == surname && full.contains(' ') && before.split_whitespace().all(is_title)
}

fn split_last(name: &str) -> Option<(&str, &str)> {
    let name = name.trim();
    (!name.is_empty()).then(|| name.rsplit_once(' ').unwrap_or(("", name)))
}

/// Whether the words name a country or an actor of the base.
pub(super) fn is_known(reading: &Reading<'_>, occurrence: &Occurrence<'_>) -> bool {
    known(reading, occurrence).is_some()
}

/// A country or an actor of the base.
fn known(reading: &Reading<'_>, occurrence: &Occurrence<'_>) -> Option<Entity> {
    let words = bare(occurrence.text);
    if let Some(found) = reading.knowledge.countries.lookup(words) {
        let mut entity = blank(&found.country.name, EntityType::Country);
        entity.country = Some(found.country.iso3.clone());
        entity.kb = Some(format!("iso3:{}", found.country.iso3));
        entity.sector = Some(Sector::Gov);
        return Some(entity);
    }
    if occurrence.form != MentionKind::Name {
        return None;
    }
    let actor = reading.knowledge.actors.lookup(words)?;
    let (sector, country) = actor.on(reading.published);
    let mut entity = blank(&actor.name, actor.kind);
    entity.country = country.map(str::to_owned);
    entity.sector = sector.or(actor.sector);
    entity.kb = Some(actor.id.clone());
    Some(entity)
}

/// Somebody the base does not hold, with type, sector and country as far as the words tell.
fn described(reading: &Reading<'_>, occurrence: &Occurrence<'_>) -> Entity {
    let sentence = &reading.analysis.sentences[occurrence.sentence];
    let title = title(reading, occurrence);
    let mut entity = blank(bare(occurrence.text), EntityType::Organisation);
    entity.kind = title.map_or_else(|| kind_of_name(sentence, occurrence), |title| title.kind);
    let body = || sector_of_body(reading, occurrence).filter(|_| entity.kind == EntityType::Person);
    entity.sector = title.and_then(|title| title.sector).or_else(body);
    entity.country = reading.country(sentence, occurrence.tokens.clone());
    entity
}

/// What the phrase's noun, or a title before a name, says.
fn title<'r>(reading: &Reading<'r>, occurrence: &Occurrence<'_>) -> Option<&'r Title> {
    let sentence = &reading.analysis.sentences[occurrence.sentence];
    let lemmas: Vec<String> =
        sentence.tokens[occurrence.tokens.clone()].iter().map(|token| token.lemma.to_lowercase()).collect();
    let titles = &reading.knowledge.titles;
    // Before a person's name any noun for a person is a title; elsewhere offices alone are.
    let name = sentence
        .names
        .iter()
        .find(|name| name.kind == language::NameKind::Person && name.tokens.contains(&occurrence.head));
    let before = name.map(|name| name.tokens.start.saturating_sub(occurrence.tokens.start));
    let is_title = |title: &Title, start: usize, end: usize| {
        let precedes = before == Some(end) && (title.office || title.kind == EntityType::Person);
        precedes || title.office && start == 0
    };
    // "Acting Circuit Judge Mary Coker": words before the title say more of it.
    let parts = (1..lemmas.len()).rev().flat_map(|end| (0..end).map(move |start| (start, end)));
    let mut found = parts.filter_map(|(start, end)| {
        let title = titles.lookup(&lemmas[start..end].join(" "))?;
        is_title(title, start, end).then_some(title)
    });
    titles.lookup(&lemmas.join(" ")).or_else(|| found.next())
}

/// The sector of a body of the base that a person is named with ("EU envoy Ann Lee").
fn sector_of_body(reading: &Reading<'_>, occurrence: &Occurrence<'_>) -> Option<Sector> {
    let tokens = &reading.analysis.sentences[occurrence.sentence].tokens[occurrence.tokens.clone()];
    let body = |token: &language::Token| {
        let actor = reading.knowledge.actors.lookup(&token.form)?;
        actor.sector.filter(|_| actor.kind != EntityType::Person && token.form.starts_with(char::is_uppercase))
    };
    tokens[..tokens.len().saturating_sub(1)].iter().find_map(body)
}

fn kind_of_name(sentence: &language::Sentence, occurrence: &Occurrence<'_>) -> EntityType {
    let name = sentence.names.iter().find(|name| name.tokens.contains(&occurrence.head));
    let class = sentence.mentions.iter().find(|mention| mention.head == occurrence.head).map(|mention| mention.class);
    match (name.map(|name| name.kind), class) {
        (Some(language::NameKind::Person), _) | (None, Some(language::MentionClass::Person)) => EntityType::Person,
        (Some(language::NameKind::Location), _) | (None, Some(language::MentionClass::Place)) => EntityType::Place,
        _ => EntityType::Organisation,
    }
}

fn blank(name: &str, kind: EntityType) -> Entity {
    Entity {
        id: String::new(),
        name: name.to_owned(),
        kind,
        country: None,
        sector: None,
        kb: None,
        aliases: Vec::new(),
        affiliation: Vec::new(),
        mentions: Vec::new(),
    }
}

/// A phrase without its article and possessive.
pub(super) fn bare(phrase: &str) -> &str {
    let phrase = without_prefix(phrase.trim()).unwrap_or(phrase.trim());
    let phrase = ["The ", "the ", "A ", "a ", "An ", "an "]
        .iter()
        .find_map(|article| phrase.strip_prefix(article))
        .unwrap_or(phrase);
    phrase.strip_suffix("'s").or_else(|| phrase.strip_suffix("’s")).unwrap_or(phrase).trim()
}

/// Whether one name is the last word of the other ("Sudani" of "Mohammed Sudani"), or its beginning.
fn is_short_form(known: &str, name: &str) -> bool {
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '))
            || long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ') && short.contains(' '))
    };
    ends(known, name) || ends(name, known)
}

/// Whether `short` is made of the initials of `long` ("PMF").
fn is_acronym(long: &str, short: &str) -> bool {
    let initials: String =
        long.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    short.len() >= 2 && initials == short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms() {
        assert!(is_short_form("Mohammed Sudani", "Sudani"));
        assert!(is_short_form("Sudani", "Mohammed Sudani"));
        assert!(!is_short_form("Islamic Resistance", "Islamic"));
        assert!(!is_short_form("Sudani", "Barzani"));
        assert!(is_acronym("Popular Mobilization Forces", "PMF"));
        assert!(!is_acronym("Popular Mobilization Forces", "PKK"));
    }

    #[test]
    fn articles_and_possessives_fall() {
        assert_eq!(bare("the United States’s"), "United States");
        assert_eq!(bare(""), "");
    }
}
