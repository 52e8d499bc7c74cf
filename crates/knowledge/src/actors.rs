//! Known actors: organisations, armed groups, government bodies, persons with dated offices.

mod load;
mod titled;

use std::collections::HashMap;

use jiff::civil::Date;
use record::{EntityType, Relation, Sector};

use crate::{
    Countries, Problems, Source,
    fold::{key, plain, without_article},
};

/// All known actors. Read from `data/actors/*.toml`.
#[derive(Debug, Default)]
pub struct ActorBase {
    actors: Vec<Actor>,
    by_id: HashMap<String, usize>,
    /// Positions by [`alias_key`].
    by_alias: HashMap<String, usize>,
    titled: titled::Titled,
}

/// One known actor.
#[derive(Debug, Clone)]
pub struct Actor {
    /// `annals:…`.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// What it is.
    pub kind: EntityType,
    /// ISO3 of its country; `None` for international bodies.
    pub country: Option<String>,
    /// Sector where no dated role says otherwise.
    pub sector: Option<Sector>,
    /// Other names.
    pub aliases: Vec<String>,
    /// Offices and memberships with dates.
    pub roles: Vec<ActorRole>,
    /// Ties to other actors.
    pub ties: Vec<Tie>,
}

/// An office held for a time.
#[derive(Debug, Clone)]
pub struct ActorRole {
    /// Title ("Prime Minister").
    pub title: String,
    /// ISO3.
    pub country: Option<String>,
    /// Sector.
    pub sector: Sector,
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

/// A tie to another actor.
#[derive(Debug, Clone)]
pub struct Tie {
    /// Id of the other actor (`annals:…`) or country (`iso3:…`).
    pub to: String,
    /// The tie.
    pub relation: Relation,
}

impl ActorBase {
    /// Reads `data/actors`; the countries named there must be among `countries`.
    pub fn load(source: &Source, countries: &Countries, problems: &mut Problems) -> Self {
        load::load(source, countries, problems)
    }

    /// The actor with that name or alias. Case, diacritics, hyphens and a leading "the" are folded, except that acronyms in
    /// capitals keep their case ("WHO" is no "who"); a name wholly in lower case is a common word and finds nothing. A person
    /// is also known with a title and initials before the name ("President Trump", "Secretary of State Antony J. Blinken"). A
    /// bracket after the name may be left out ("African Union (AU)").
    pub fn lookup(&self, name: &str) -> Option<&Actor> {
        let whole = plain(name);
        let (name, _) = whole.split_once('(').unwrap_or((&whole, ""));
        let name = name.trim_end();
        let forms = [&whole, without_article(&whole), name, without_article(name)];
        forms.into_iter().find_map(|form| self.named(form)).or_else(|| self.titled(name))
    }

    /// The actor with that id.
    pub fn get(&self, id: &str) -> Option<&Actor> {
        Some(&self.actors[*self.by_id.get(id)?])
    }

    /// All actors, by file and id.
    pub fn iter(&self) -> impl Iterator<Item = &Actor> {
        self.actors.iter()
    }

    fn named(&self, name: &str) -> Option<&Actor> {
        if !name.chars().any(char::is_uppercase) {
            return None;
        }
        let position = self.by_alias.get(name).or_else(|| self.by_alias.get(&key(name)))?;
        Some(&self.actors[*position])
    }
}

/// The key under which an alias is kept: as it stands for acronyms in capitals, else folded without "the".
fn alias_key(alias: &str) -> String {
    let alias = plain(alias);
    let letters = || alias.chars().filter(|character| character.is_alphabetic());
    let acronym = !alias.contains(' ') && letters().count() > 0 && letters().all(char::is_uppercase);
    if acronym { alias } else { key(without_article(&alias)) }
}

impl Actor {
    /// Sector and country on a day: those of the office then held (the one begun last of several), else the actor's own.
    /// Who has only left offices belongs to the elite (PLOVER: former officials); without a day, the office begun last decides.
    pub fn on(&self, day: Option<Date>) -> (Option<Sector>, Option<&str>) {
        let country = self.country.as_deref();
        let Some(day) = day else {
            let last = self.roles.iter().max_by_key(|role| role.from).map(|role| role.sector);
            return (self.sector.or(last), country);
        };
        let held = self.roles.iter().filter(|role| role.holds(day)).max_by_key(|role| role.from);
        match held {
            Some(role) => (Some(role.sector), role.country.as_deref().or(country)),
            None => (self.sector.or_else(|| self.has_left(day).then_some(Sector::Eli)), country),
        }
    }

    fn has_left(&self, day: Date) -> bool {
        self.roles.iter().any(|role| role.to.is_some_and(|to| to < day))
    }
}

impl ActorRole {
    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}
