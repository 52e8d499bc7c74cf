//! Places of the world with coordinates.

use crate::{Problems, Source};

/// All places. Read from `data/gazetteer`.
#[derive(Debug, Default)]
pub struct Gazetteer {}

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

impl Gazetteer {
    /// Reads `data/gazetteer`.
    pub fn load(_source: &Source, _problems: &mut Problems) -> Self {
        Self::default()
    }

    /// All places with that name or alternate name (case and diacritics folded), the most populous first.
    pub fn lookup(&self, _name: &str) -> Vec<GazetteerPlace<'_>> {
        Vec::new()
    }
}
