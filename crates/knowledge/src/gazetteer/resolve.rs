//! The choice between places of one name: by the document's countries, the name, the kind and the population.

use std::cmp::Ordering;

use super::{Candidate, Gazetteer, GazetteerPlace, PlaceKind};
use crate::fold::without_article;

/// Weight of the document's countries, the weightiest first; later ones weigh as the last.
const HINTS: [f64; 4] = [1.5, 1.2, 1.0, 0.8];
/// Weight of a name that is the place's own, against alternates in other languages.
const OWN_NAME: f64 = 1.0;
/// Weight of countries.
const STATE: f64 = 0.7;
/// Weight of capitals.
const CAPITAL: f64 = 0.5;
/// A division is taken for a town of its name unless it has more than six times its people.
const DIVISION: f64 = -0.8;
/// Curated sites and regions weigh at least as a place with so many people, in powers of ten.
const SITE: f64 = 5.0;
const REGION: f64 = 7.0;
/// Two candidates of different countries nearer than this are a toss-up, unless the document has the better one's country alone.
const TOSS_UP: f64 = 0.2;
/// Fewest people of a town that no hint supports, under its own name and under an alternate.
const UNHINTED: (u32, u32) = (15_000, 100_000);
/// Fewest people of a town that a hint supports, under an alternate name.
const HINTED_ALTERNATE: u32 = 1_000;

/// Words after a name that tell its kind.
const KIND_WORDS: &[(&str, PlaceKind)] = &[
    ("province", PlaceKind::Admin),
    ("state", PlaceKind::Admin),
    ("governorate", PlaceKind::Admin),
    ("oblast", PlaceKind::Admin),
    ("region", PlaceKind::Admin),
    ("district", PlaceKind::Admin),
    ("prefecture", PlaceKind::Admin),
    ("county", PlaceKind::Admin),
    ("department", PlaceKind::Admin),
    ("city", PlaceKind::City),
    ("town", PlaceKind::City),
    ("village", PlaceKind::City),
];
/// Words after the name of a town for a building or ground in it.
const FACILITIES: &[&str] = &[
    "airport",
    "port",
    "harbor",
    "harbour",
    "court",
    "courthouse",
    "hospital",
    "university",
    "prison",
    "jail",
    "stadium",
    "station",
    "hall",
    "cathedral",
    "mosque",
    "synagogue",
    "museum",
    "palace",
    "airbase",
    "barracks",
    "suburb",
    "suburbs",
    "neighborhood",
    "neighbourhood",
    "outskirts",
    "refinery",
    "metro",
    "zoo",
    "market",
    "marathon",
];
/// Words before a name that say only which part of it.
const PARTS: &[&str] = &[
    "northern",
    "southern",
    "eastern",
    "western",
    "central",
    "north",
    "south",
    "east",
    "west",
    "northeastern",
    "northwestern",
    "southeastern",
    "southwestern",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north-eastern",
    "north-western",
    "south-eastern",
    "south-western",
    "north-east",
    "north-west",
    "south-east",
    "south-west",
    "upper",
    "lower",
    "downtown",
    "greater",
    "suburban",
    "mainland",
    "coastal",
    "rural",
    "occupied",
    "government-held",
    "rebel-held",
];

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
        if name.len() > super::LONGEST || !name.chars().any(char::is_uppercase) {
            return None;
        }
        self.best(name, None, hints)
            .or_else(|| self.best_within(name, hints))
            .or_else(|| self.best_of_kind(name, hints))
            .or_else(|| self.town_of_facility(name, hints))
            .or_else(|| {
                let (part, whole) = name.split_once(' ')?;
                if PARTS.contains(&part.to_lowercase().as_str()) { self.resolve(whole, hints) } else { None }
            })
    }

    /// "Cleveland, Ohio": the place of that name inside the one named after the comma.
    fn best_within(&self, name: &str, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let mut parts = name.split(',').map(str::trim);
        let (inner, outer) = (parts.next()?, parts.next()?);
        let Some(outer) = self.best(outer, None, hints) else { return self.resolve(inner, hints) };
        let inside = |it: &Candidate<'_>| {
            it.place.country == outer.country && (outer.kind != PlaceKind::Admin || it.place.admin1 == outer.admin1)
        };
        let mut within: Vec<_> = self.candidates(inner).into_iter().filter(inside).collect();
        within.sort_by(|a, b| b.score(hints).total_cmp(&a.score(hints)).then_with(|| tie(a, b)));
        within.into_iter().next().map(|it| it.place).or_else(|| self.resolve(inner, hints))
    }

    /// "Johannesburg High Court": the town in whose name a building is named.
    fn town_of_facility(&self, name: &str, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let (mut town, last) = name.rsplit_once(' ')?;
        if !FACILITIES.contains(&last.to_lowercase().as_str()) {
            return None;
        }
        loop {
            let found = self.best(town, Some(PlaceKind::City), hints);
            if found.as_ref().is_some_and(|place| place.population >= UNHINTED.0) {
                return found;
            }
            town = town.rsplit_once(' ')?.0;
        }
    }

    fn best_of_kind(&self, name: &str, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let (name, word) = match name.split_once(" of ") {
            Some((word, name)) => (without_article(name), word.rsplit(' ').next()?),
            None => name.rsplit_once(' ')?,
        };
        let word = word.to_lowercase();
        let kind = KIND_WORDS.iter().find(|(known, _)| *known == word)?.1;
        self.best(name, Some(kind), hints).or_else(|| self.best(name, None, hints))
    }

    fn best(&self, name: &str, kind: Option<PlaceKind>, hints: &[&str]) -> Option<GazetteerPlace<'_>> {
        let candidates = self.candidates(name).into_iter().filter(|it| kind.is_none_or(|kind| it.place.kind == kind));
        let mut scored: Vec<_> = candidates.map(|it| (it.score(hints), it)).collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| tie(&a.1, &b.1)));
        let mut ranked = scored.into_iter();
        let (score, best) = ranked.next()?;
        let rival = ranked.find(|(_, other)| other.place.country != best.place.country);
        let preferred = |rival: &Candidate<'_>| best.hint(hints).is_some() && rival.hint(hints).is_none();
        let toss_up = rival.is_some_and(|(other, rival)| score - other < TOSS_UP && !preferred(&rival));
        (!toss_up && best.plausible(hints)).then_some(best.place)
    }
}

impl Candidate<'_> {
    fn hint(&self, hints: &[&str]) -> Option<f64> {
        let at = hints.iter().position(|hint| Some(*hint) == self.place.country)?;
        Some(HINTS[at.min(HINTS.len() - 1)])
    }

    fn score(&self, hints: &[&str]) -> f64 {
        let people = f64::from(self.place.population + 1).log10();
        let size = match self.place.kind {
            PlaceKind::Region => people.max(REGION),
            _ if self.curated => people.max(SITE),
            _ => people,
        };
        let kind = match self.place.kind {
            PlaceKind::Country => STATE,
            PlaceKind::City if self.capital => CAPITAL,
            PlaceKind::Admin if !self.curated => DIVISION,
            _ => 0.0,
        };
        let own = if self.main { OWN_NAME } else { 0.0 };
        size + kind + own + self.hint(hints).unwrap_or(0.0)
    }

    fn plausible(&self, hints: &[&str]) -> bool {
        if self.place.kind != PlaceKind::City || self.capital || self.curated {
            return true;
        }
        let fewest = match (self.hint(hints).is_some(), self.main) {
            (true, true) => 0,
            (true, false) => HINTED_ALTERNATE,
            (false, true) => UNHINTED.0,
            (false, false) => UNHINTED.1,
        };
        self.place.population >= fewest
    }
}

fn tie(a: &Candidate<'_>, b: &Candidate<'_>) -> Ordering {
    (a.place.geonames, a.place.country, a.place.name).cmp(&(b.place.geonames, b.place.country, b.place.name))
}
