//! Reading and checking of `data/actors/*.toml`.

use std::collections::HashMap;

use jiff::civil::Date;
use record::{EntityType, Relation, Sector};
use serde::Deserialize;

use super::{Actor, ActorBase, ActorRole, Tie, alias_key};
use crate::{Countries, Problems, Source, table};

/// Prefix of the ids of actors in records.
const PREFIX: &str = "annals:";
/// Prefix of the ids of countries in records.
const COUNTRY: &str = "iso3:";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: String,
    kind: EntityType,
    country: Option<String>,
    sector: Option<Sector>,
    #[serde(default)]
    aliases: Vec<String>,
    #[serde(default)]
    roles: Vec<RawRole>,
    /// Each `{ relation = "id of the other" }`.
    #[serde(default)]
    ties: Vec<HashMap<Relation, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    title: String,
    country: Option<String>,
    sector: Sector,
    from: Option<Date>,
    to: Option<Date>,
}

/// Where an actor stands.
struct Place<'s> {
    file: &'s str,
    line: usize,
}

/// Reads all files, checks them against each other and the countries.
pub(super) fn load(source: &Source, countries: &Countries, problems: &mut Problems) -> ActorBase {
    let mut base = ActorBase::default();
    let mut places = Vec::new();
    for file in source.list("actors", ".toml") {
        for (key, line, raw) in table::entries::<Raw>(source, file, problems) {
            let place = Place { file, line };
            check(&key, &raw, countries, &place, problems);
            base.actors.push(actor(key, raw));
            places.push(place);
        }
    }
    index_ids(&mut base, &places, problems);
    index_aliases(&mut base, &places, problems);
    base.titled = super::titled::Titled::of(&base.actors);
    check_ties(&base, countries, &places, problems);
    base
}

fn actor(key: String, raw: Raw) -> Actor {
    let roles = raw.roles.into_iter().map(|role| {
        let RawRole { title, country, sector, from, to } = role;
        ActorRole { title, country, sector, from, to }
    });
    let mut ties: Vec<Tie> =
        raw.ties.into_iter().flatten().map(|(relation, to)| Tie { to: full_id(&to), relation }).collect();
    ties.sort_by(|a, b| a.to.cmp(&b.to));
    Actor {
        id: format!("{PREFIX}{key}"),
        name: raw.name,
        kind: raw.kind,
        country: raw.country,
        sector: raw.sector,
        aliases: raw.aliases,
        roles: roles.collect(),
        ties,
    }
}

/// `annals:…` unless the id names a country.
fn full_id(id: &str) -> String {
    if id.starts_with(COUNTRY) { id.to_owned() } else { format!("{PREFIX}{id}") }
}

fn check(key: &str, raw: &Raw, countries: &Countries, place: &Place<'_>, problems: &mut Problems) {
    let mut add = |message: String| problems.add(place.file, Some(place.line), message);
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
        add(format!("the id `{key}` may hold lower-case letters, digits and hyphens only"));
    }
    let named = raw.roles.iter().filter_map(|role| role.country.as_deref()).chain(raw.country.as_deref());
    for code in named.filter(|code| countries.get(code).is_none()) {
        add(format!("`{key}` has the unknown country `{code}`: give an ISO3 code of countries.toml"));
    }
    for role in raw.roles.iter().filter(|role| role.from.zip(role.to).is_some_and(|(from, to)| to < from)) {
        add(format!("`{key}` ends as `{}` before it begins", role.title));
    }
}

fn index_ids(base: &mut ActorBase, places: &[Place<'_>], problems: &mut Problems) {
    for (position, actor) in base.actors.iter().enumerate() {
        if let Some(first) = base.by_id.insert(actor.id.clone(), position) {
            let message = format!("`{}` stands in {} too: rename or delete one", actor.id, places[first].file);
            problems.add(places[position].file, Some(places[position].line), message);
        }
    }
}

fn index_aliases(base: &mut ActorBase, places: &[Place<'_>], problems: &mut Problems) {
    for (position, actor) in base.actors.iter().enumerate() {
        for alias in std::iter::once(&actor.name).chain(&actor.aliases) {
            let key = alias_key(alias);
            let held = *base.by_alias.entry(key.clone()).or_insert(position);
            let message = match () {
                () if key.is_empty() => format!("`{alias}` of `{}` has no letters: delete it", actor.id),
                () if held != position => {
                    format!("`{alias}` names {} and {} alike: give it to one", actor.id, base.actors[held].id)
                }
                () => continue,
            };
            problems.add(places[position].file, Some(places[position].line), message);
        }
    }
}

fn check_ties(base: &ActorBase, countries: &Countries, places: &[Place<'_>], problems: &mut Problems) {
    for (actor, place) in base.actors.iter().zip(places) {
        for tie in &actor.ties {
            let known = match tie.to.strip_prefix(COUNTRY) {
                Some(code) => countries.get(code).is_some(),
                None => base.by_id.contains_key(&tie.to),
            };
            if !known {
                problems.add(
                    place.file,
                    Some(place.line),
                    format!("`{}` is tied to the unknown `{}`", actor.id, tie.to),
                );
            }
        }
    }
}
