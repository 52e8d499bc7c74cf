//! Known actors: organisations, armed groups, government bodies, persons with dated offices.

use jiff::civil::Date;
use record::{EntityType, Relation, Sector};

use crate::{Problems, Source};

/// All known actors. Read from `data/actors/*.toml`.
#[derive(Debug, Default)]
pub struct ActorBase {}

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
    /// Reads `data/actors`.
    pub fn load(_source: &Source, _problems: &mut Problems) -> Self {
        Self::default()
    }

    /// The actor with that name or alias (case and diacritics folded, except that all-capital acronyms keep their case).
    pub fn lookup(&self, _name: &str) -> Option<&Actor> {
        None
    }

    /// The actor with that id.
    pub fn get(&self, _id: &str) -> Option<&Actor> {
        None
    }
}

impl Actor {
    /// Sector and country on a day: those of the office then held, else the actor's own.
    pub fn on(&self, day: Option<Date>) -> (Option<Sector>, Option<&str>) {
        let held = |role: &&ActorRole| {
            day.is_some_and(|day| role.from.is_none_or(|from| from <= day) && role.to.is_none_or(|to| day <= to))
        };
        match self.roles.iter().find(held) {
            Some(role) => (Some(role.sector), role.country.as_deref().or(self.country.as_deref())),
            None => (self.sector, self.country.as_deref()),
        }
    }
}
