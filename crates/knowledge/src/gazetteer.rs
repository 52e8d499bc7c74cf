//! Places of the world with coordinates: GeoNames (CC BY 4.0), packed, and a curated supplement.

mod packed;
mod phrases;
mod resolve;
mod supplement;

use std::{borrow::Cow, sync::OnceLock};

use serde::Deserialize;

use crate::{
    Problems, Source,
    fold::{key, without_article},
};
use packed::Packed;
use phrases::PlaceWords;
use supplement::Supplement;

const PACKED_FILE: &str = "gazetteer/places.zst";
/// Names longer than this many bytes are no places; it bounds the work on hostile input.
const LONGEST: usize = 200;

/// All places. Read from `data/gazetteer`; the packed part is unpacked at the first look-up.
#[derive(Debug, Default)]
pub struct Gazetteer {
    file: Cow<'static, [u8]>,
    packed: OnceLock<Packed>,
    supplement: Supplement,
    words: PlaceWords,
}

/// One place.
#[derive(Debug, Clone, PartialEq)]
pub struct GazetteerPlace<'k> {
    /// GeoNames id; `None` for the curated supplement where GeoNames has none.
    pub geonames: Option<u32>,
    /// Its name.
    pub name: &'k str,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// ISO3; `None` for seas and regions.
    pub country: Option<&'k str>,
    /// Name of the first-level division.
    pub admin1: Option<&'k str>,
    /// Inhabitants.
    pub population: u32,
    /// What it is.
    pub kind: PlaceKind,
}

/// Kinds of places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// City, town, village.
    City,
    /// First- or second-level division.
    Admin,
    /// Country.
    Country,
    /// Base, camp, crossing, strait, building.
    Site,
    /// Sea, region of several countries.
    Region,
}

/// A place that a name may stand for.
#[derive(Debug, Clone)]
struct Candidate<'k> {
    place: GazetteerPlace<'k>,
    /// Whether the name is its own, not an alternate one.
    main: bool,
    capital: bool,
    /// Whether it comes from the supplement.
    curated: bool,
}

impl Gazetteer {
    /// Reads `data/gazetteer`, and `data/lang/en/places.toml` for the words in phrases that name places.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let file = source.shared(PACKED_FILE).unwrap_or_default();
        if let Some(fault) = packed::fault(&file) {
            problems.add(PACKED_FILE, None, format!("{fault}: build it again, see gazetteer/README.md"));
        }
        let supplement = Supplement::load(source, problems);
        Self { file, packed: OnceLock::new(), supplement, words: PlaceWords::load(source, problems) }
    }

    /// All places with that name or alternate name (case and diacritics folded), the most populous first.
    pub fn lookup(&self, name: &str) -> Vec<GazetteerPlace<'_>> {
        let mut places: Vec<_> = self.candidates(name).into_iter().map(|candidate| candidate.place).collect();
        places.sort_by_key(|place| (std::cmp::Reverse(place.population), place.geonames));
        places
    }

    /// Places under a name, or under it without its article.
    fn candidates(&self, name: &str) -> Vec<Candidate<'_>> {
        if name.len() > LONGEST {
            return Vec::new();
        }
        let found = self.under(&key(name));
        if found.is_empty() { self.under(&key(without_article(name))) } else { found }
    }

    fn under(&self, key: &str) -> Vec<Candidate<'_>> {
        if key.is_empty() {
            return Vec::new();
        }
        let packed = self.packed.get_or_init(|| Packed::read(&self.file).unwrap_or_default());
        let mut found: Vec<_> = self.supplement.find(key).chain(packed.find(key)).collect();
        if let Some((key, country)) = self.supplement.spelling(key) {
            found.retain(|candidate| candidate.main || candidate.place.country != Some(country));
            let meant = packed.find(key).filter(|candidate| candidate.place.country == Some(country) && candidate.main);
            found.extend(meant);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_leads_to_a_place() {
        let mut problems = Problems::default();
        let gazetteer = Gazetteer::load(&Source::embedded(), &mut problems);
        assert!(problems.is_empty(), "{problems}");
        let leads = |spelling: &str, country: &str| {
            gazetteer.under(spelling).iter().any(|it| it.main && it.place.country == Some(country))
        };
        let mut lost = gazetteer.supplement.spellings();
        lost.retain(|(spelling, _, country)| !leads(spelling, country));
        assert!(lost.is_empty(), "no such places: {lost:?}");
    }

    #[test]
    fn keys_are_folded_as_names_are() {
        let gazetteer = Gazetteer::load(&Source::embedded(), &mut Problems::default());
        for name in ["Łódź", "Şanlıurfa", "Al Ḩudaydah", "São Paulo", "Ta‘izz", "Reykjavík", "Tromsø", "N'Djamena"]
        {
            let places = gazetteer.lookup(name);
            assert!(places.iter().any(|place| key(place.name) == key(name)), "{name}");
        }
    }
}
