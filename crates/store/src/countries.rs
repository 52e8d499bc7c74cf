//! Codes of countries in the systems of other data sets.

use std::{collections::HashMap, sync::LazyLock};

use crate::write::fold;

/// Codes of one country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Codes {
    /// ISO 3166-1 alpha-2.
    pub iso2: &'static str,
    /// Correlates of War number; empty for what is no state there.
    pub cow: &'static str,
    /// FIPS 10-4; empty where there is none.
    pub fips: &'static str,
    /// Name.
    pub name: &'static str,
}

/// What an unknown country has.
const NONE: Codes = Codes { iso2: "", cow: "", fips: "", name: "" };

static TABLE: LazyLock<HashMap<&'static str, Codes>> = LazyLock::new(|| {
    let rows = include_str!("countries.tsv").lines().filter(|line| !line.starts_with('#'));
    let codes = |line: &'static str| {
        let mut fields = line.split('\t');
        let mut next = || fields.next().unwrap_or_default();
        (next(), Codes { iso2: next(), cow: next(), fips: next(), name: next() })
    };
    rows.map(codes).collect()
});

/// Codes of a country by ISO3.
pub fn codes(iso3: Option<&str>) -> Codes {
    iso3.and_then(|iso3| TABLE.get(iso3)).copied().unwrap_or(NONE)
}

/// ISO3 of a country by its number in the Correlates of War.
pub fn by_cow(number: &str) -> Option<&'static str> {
    find(|codes| codes.cow == number)
}

/// ISO3 of a country by its FIPS 10-4 code, which the Gaza Strip has of its own.
pub fn by_fips(code: &str) -> Option<&'static str> {
    let code = if code == "GZ" { "WE" } else { code };
    find(|codes| codes.fips == code)
}

/// ISO3 of a country by its name, however its capitals, diacritics and punctuation are written.
pub fn by_name(name: &str) -> Option<&'static str> {
    NAMES.get(&fold(name)).copied()
}

static NAMES: LazyLock<HashMap<String, &'static str>> =
    LazyLock::new(|| TABLE.iter().map(|(iso3, codes)| (fold(codes.name), *iso3)).collect());

fn find(is: impl Fn(&Codes) -> bool) -> Option<&'static str> {
    TABLE.iter().find(|(_, codes)| is(codes)).map(|(iso3, _)| *iso3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let ukraine = codes(Some("UKR"));
        assert_eq!((ukraine.iso2, ukraine.cow, ukraine.fips, ukraine.name), ("UA", "369", "UP", "Ukraine"));
        assert_eq!(codes(None), NONE);
        for (column, of) in [("COW", (|codes| codes.cow) as fn(&Codes) -> &str), ("FIPS", |codes| codes.fips)] {
            let mut seen: Vec<&str> = TABLE.values().map(of).filter(|code| !code.is_empty()).collect();
            seen.sort_unstable();
            let all = seen.len();
            seen.dedup();
            assert_eq!(seen.len(), all, "a {column} code stands twice");
        }
    }
}
