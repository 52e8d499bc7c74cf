//! What a place is called in a sentence: with its kind, a part of it, what lies around it, a building in it.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

use super::{Candidate, Gazetteer, GazetteerPlace, LONGEST, PlaceKind, resolve::tie};
use crate::{Problems, Source, fold::without_article, table};

/// Fewest people of a town that a building is named after.
const TOWN: u32 = 15_000;
const FILE: &str = "lang/en/places.toml";

/// Words in phrases that name places, in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceWords {
    /// Before a name, for a part of the place.
    parts: HashSet<String>,
    /// After the name of a town, for a building in it.
    facilities: HashSet<String>,
    /// Between the town and the building.
    fillers: HashSet<String>,
    /// By the kind that they tell.
    kinds: HashMap<String, PlaceKind>,
    /// The same, where the kind never stands for the town of the name.
    apart: HashMap<String, PlaceKind>,
}

impl PlaceWords {
    /// Reads `data/lang/en/places.toml`.
    pub(super) fn load(source: &Source, problems: &mut Problems) -> Self {
        table::read(source, FILE, problems)
    }

    /// The kind that a word tells, and whether it stands apart from towns.
    fn kind(&self, word: &str) -> Option<(PlaceKind, bool)> {
        let apart = self.apart.get(word).map(|kind| (*kind, true));
        apart.or_else(|| self.kinds.get(word).map(|kind| (*kind, false)))
    }
}

impl Gazetteer {
    /// The one place that a name stands for in a document.
    ///
    /// `hints` are ISO3 codes of the document's countries, the weightiest first. A hinted country, an own name against an
    /// alternate one, countries and capitals, and population weigh in; between a town and a division of one name the town is
    /// taken unless the division is far larger. A kind named with it counts ("Kaduna state", "the city of Rafah"), a part of it
    /// is that place ("eastern Ukraine"), a place around it narrows it ("Cleveland, Ohio"), and a building lies in its town ("Basra
    /// airport"). `None` for unknown names, names in lower case, toss-ups between countries, and
    /// hamlets that happen to bear the name outside the hinted countries.
    pub fn resolve(&self, name: &str, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let name = without_article(name.trim());
        if name.len() > LONGEST || !name.chars().any(char::is_uppercase) {
            return None;
        }
        self.best(name, None, hints)
            .or_else(|| self.best_within(name, hints))
            .or_else(|| self.best_of_kind(name, hints))
            .or_else(|| self.town_of_facility(name, hints))
            .or_else(|| {
                let (part, whole) = name.split_once(' ')?;
                if self.words.parts.contains(&part.to_lowercase()) { self.resolve(whole, hints) } else { None }
            })
    }

    /// "Cleveland, Ohio": the place of that name inside the one named after the comma, or that one if it has none.
    fn best_within(&self, name: &str, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let mut parts = name.split(',').map(str::trim);
        let (inner, outer) = (parts.next()?, parts.next()?);
        let Some(outer) = self.best(outer, None, hints) else { return self.resolve(inner, hints) };
        let inside = |it: &Candidate<'_>| {
            it.place.country == outer.country && (outer.kind != PlaceKind::Admin || it.place.admin1 == outer.admin1)
        };
        let mut within: Vec<_> = self.candidates(inner).into_iter().filter(inside).collect();
        within.sort_by(|a, b| b.score(hints).total_cmp(&a.score(hints)).then_with(|| tie(a, b)));
        within.into_iter().next().map(|it| it.place).or(Some(outer))
    }

    /// "Johannesburg High Court": the town in whose name a building is named.
    fn town_of_facility(&self, name: &str, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let (mut town, last) = name.rsplit_once(' ')?;
        if !self.words.facilities.contains(&last.to_lowercase()) {
            return None;
        }
        loop {
            let found = self.best(town, Some(PlaceKind::City), hints);
            if found.as_ref().is_some_and(|place| place.population >= TOWN) {
                return found;
            }
            let (shorter, last) = town.rsplit_once(' ')?;
            if !self.words.fillers.contains(&last.to_lowercase().replace(['\'', '’'], "")) {
                return None;
            }
            town = shorter;
        }
    }

    /// "Kaduna state", "the city of Rafah": the place of that name and kind, else of that name.
    fn best_of_kind(&self, name: &str, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let (name, word) = match name.split_once(" of ") {
            Some((word, name)) => (without_article(name), word.rsplit(' ').next()?),
            None => name.rsplit_once(' ')?,
        };
        let (kind, apart) = self.words.kind(&word.to_lowercase())?;
        let exact = self.best(name, Some(kind), hints);
        if apart {
            exact.filter(|place| place.country.is_some_and(|country| hints.contains(&country)))
        } else {
            exact.or_else(|| self.best(name, None, hints))
        }
    }
}
