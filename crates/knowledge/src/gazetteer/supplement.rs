//! The curated places of `data/gazetteer/supplement.toml`, and spellings of places that GeoNames has under another name.

use std::collections::HashMap;

use serde::Deserialize;
use toml::Spanned;

use super::{Candidate, GazetteerPlace, PlaceKind};
use crate::{Problems, Source, fold::key, table};

/// The file.
pub(super) const FILE: &str = "gazetteer/supplement.toml";

/// Curated places and spellings, by folded name.
#[derive(Debug, Default)]
pub(super) struct Supplement {
    places: Vec<Place>,
    /// Positions by key.
    by_key: HashMap<String, Vec<usize>>,
    /// The key and country that a spelling stands for.
    spellings: HashMap<String, (String, String)>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    place: Vec<Spanned<Place>>,
    #[serde(default)]
    spelling: Vec<Spanned<Spelling>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    name: String,
    kind: PlaceKind,
    /// Degrees north and east.
    at: [f64; 2],
    country: Option<String>,
    admin1: Option<String>,
    geonames: Option<u32>,
    #[serde(default)]
    population: u32,
    #[serde(default)]
    aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Spelling {
    /// The other spellings.
    names: Vec<String>,
    /// The name that GeoNames has.
    of: String,
    country: String,
}

impl Supplement {
    /// Reads and checks the file.
    pub(super) fn load(source: &Source, problems: &mut Problems) -> Self {
        let mut supplement = Self::default();
        let lines = table::Lines::of(source.text(FILE).unwrap_or_default());
        let file: File = table::read(source, FILE, problems);
        for place in file.place {
            supplement.add_place(lines.at(place.span().start), place.into_inner(), problems);
        }
        for spelling in file.spelling {
            supplement.add_spelling(lines.at(spelling.span().start), spelling.into_inner(), problems);
        }
        supplement
    }

    /// Places under a folded name.
    pub(super) fn find(&self, key: &str) -> impl Iterator<Item = Candidate<'_>> {
        self.by_key.get(key).into_iter().flatten().map(|position| self.places[*position].candidate())
    }

    /// The key and country that a folded spelling stands for.
    pub(super) fn spelling(&self, key: &str) -> Option<(&str, &str)> {
        self.spellings.get(key).map(|(key, country)| (key.as_str(), country.as_str()))
    }

    /// All spellings with the key and country that each stands for, sorted.
    #[cfg(test)]
    pub(super) fn spellings(&self) -> Vec<(&str, &str, &str)> {
        let mut all: Vec<_> = self.spellings.iter().map(|(k, (of, c))| (k.as_str(), of.as_str(), c.as_str())).collect();
        all.sort_unstable();
        all
    }

    fn add_place(&mut self, line: usize, place: Place, problems: &mut Problems) {
        let [lat, lon] = place.at;
        if !(-90.0..=90.0).contains(&lat) || !(-180.0..=180.0).contains(&lon) {
            problems.add(
                FILE,
                Some(line),
                format!("`{}` lies at no place on Earth: give degrees north, east", place.name),
            );
        }
        if place.country.as_deref().is_some_and(|code| !is_code(code)) {
            problems.add(FILE, Some(line), format!("`{}` needs an ISO3 code as country", place.name));
        }
        for name in std::iter::once(&place.name).chain(&place.aliases) {
            let rows = self.by_key.entry(key(name)).or_default();
            if !rows.contains(&self.places.len()) {
                rows.push(self.places.len());
            }
        }
        self.places.push(place);
    }

    fn add_spelling(&mut self, line: usize, spelling: Spelling, problems: &mut Problems) {
        if !is_code(&spelling.country) {
            problems.add(FILE, Some(line), format!("`{}` needs an ISO3 code as country", spelling.of));
        }
        for name in &spelling.names {
            let target = (key(&spelling.of), spelling.country.clone());
            if self.spellings.insert(key(name), target).is_some() {
                problems.add(FILE, Some(line), format!("the spelling `{name}` stands here a second time: delete one"));
            }
        }
    }
}

impl Place {
    fn candidate(&self) -> Candidate<'_> {
        let place = GazetteerPlace {
            geonames: self.geonames,
            name: &self.name,
            lat: self.at[0],
            lon: self.at[1],
            country: self.country.as_deref(),
            admin1: self.admin1.as_deref(),
            population: self.population,
            kind: self.kind,
        };
        Candidate { place, main: true, capital: false, curated: true }
    }
}

fn is_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}
