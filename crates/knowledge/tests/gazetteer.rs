//! Places: what is found, and which of several is meant.

use knowledge::{Gazetteer, PlaceKind, Problems, Source};

fn embedded() -> Gazetteer {
    let mut problems = Problems::default();
    let gazetteer = Gazetteer::load(&Source::embedded(), &mut problems);
    assert!(problems.is_empty(), "{problems}");
    gazetteer
}

/// Name asked, hints, then country, kind, and about where (degrees).
type Case = (&'static str, &'static [&'static str], Option<&'static str>, PlaceKind, f64, f64);

#[track_caller]
fn resolves(gazetteer: &Gazetteer, cases: &[Case]) {
    for (name, hints, country, kind, lat, lon) in cases {
        let place = gazetteer.resolve(name, hints).unwrap_or_else(|| panic!("nothing for `{name}`"));
        assert_eq!((place.country, place.kind), (*country, *kind), "{name}: {place:?}");
        assert!((place.lat - lat).abs() < 2.0 && (place.lon - lon).abs() < 2.0, "{name}: {place:?}");
    }
}

#[test]
fn towns_are_told_apart_by_size_and_hints() {
    use PlaceKind::City;
    resolves(
        &embedded(),
        &[
            ("Paris", &[], Some("FRA"), City, 48.9, 2.3),
            ("Paris", &["USA", "FRA"], Some("FRA"), City, 48.9, 2.3),
            ("London", &["CAN"], Some("GBR"), City, 51.5, -0.1),
            ("Tripoli", &[], Some("LBY"), City, 32.9, 13.2),
            ("Tripoli", &["LBN"], Some("LBN"), City, 34.4, 35.8),
            ("Hyderabad", &["PAK"], Some("PAK"), City, 25.4, 68.4),
            ("Kaduna", &["NGA"], Some("NGA"), City, 10.5, 7.4),
            ("Baghdad", &[], Some("IRQ"), City, 33.3, 44.4),
            ("Washington", &["USA"], Some("USA"), City, 38.9, -77.0),
            ("New York", &["USA"], Some("USA"), City, 40.7, -74.0),
            ("Moscow", &["USA"], Some("RUS"), City, 55.8, 37.6),
            ("Cleveland, Ohio", &[], Some("USA"), City, 41.5, -81.7),
            ("Paris, Texas", &["FRA"], Some("USA"), City, 33.7, -95.6),
            ("Dar es Salaam, Tanzania", &["USA"], Some("TZA"), City, -6.8, 39.3),
            ("Foobarville, Nairobi", &["USA"], Some("KEN"), City, -1.3, 36.8),
            ("Portland, Ore.", &["USA"], Some("USA"), City, 45.5, -122.7),
            ("Basra International Airport", &["IRQ"], Some("IRQ"), City, 30.5, 47.8),
        ],
    );
}

#[test]
fn spellings_of_news_are_known() {
    use PlaceKind::City;
    resolves(
        &embedded(),
        &[
            ("Kiev", &[], Some("UKR"), City, 50.45, 30.5),
            ("Odessa", &["UKR", "USA"], Some("UKR"), City, 46.5, 30.7),
            ("Hodeidah", &[], Some("YEM"), City, 14.8, 42.95),
            ("Fallujah", &["USA"], Some("IRQ"), City, 33.35, 43.8),
            ("Deir el-Zour", &[], Some("SYR"), City, 35.3, 40.1),
            ("Khan Younis", &[], Some("PSE"), City, 31.3, 34.3),
            ("SANAA", &[], Some("YEM"), City, 15.35, 44.2),
        ],
    );
}

#[test]
fn divisions_countries_regions_and_sites_are_told_apart() {
    use PlaceKind::{Admin, Country, Region, Site};
    resolves(
        &embedded(),
        &[
            ("Anbar", &["IRQ"], Some("IRQ"), Admin, 33.5, 42.9),
            ("Kaduna state", &["NGA"], Some("NGA"), Admin, 10.5, 7.7),
            ("Helmand Province", &[], Some("AFG"), Admin, 31.6, 64.4),
            ("the province of Homs", &["SYR"], Some("SYR"), Admin, 34.7, 36.9),
            ("Georgia", &[], Some("GEO"), Country, 42.0, 43.5),
            ("Georgia", &["USA"], Some("USA"), Admin, 33.0, -83.8),
            ("U.S.", &[], Some("USA"), Country, 38.5, -90.0),
            ("Lebanon", &["USA"], Some("LBN"), Country, 33.9, 35.8),
            ("eastern Ukraine", &[], Some("UKR"), Country, 49.0, 30.5),
            ("the Gaza Strip", &[], Some("PSE"), Admin, 31.4, 34.4),
            ("Gaza", &["ISR"], Some("PSE"), Admin, 31.4, 34.4),
            ("Darfur", &[], Some("SDN"), Region, 13.5, 24.5),
            ("Red Sea", &["YEM"], None, Region, 20.0, 38.5),
            ("White House", &["USA"], Some("USA"), Site, 38.9, -77.0),
            ("Tower 22", &[], Some("JOR"), Site, 33.3, 38.7),
            ("Ain al-Asad", &["IRQ"], Some("IRQ"), Site, 33.8, 42.4),
            ("Rafah crossing", &[], Some("PSE"), Site, 31.25, 34.26),
        ],
    );
}

#[test]
fn doubt_finds_nothing() {
    let gazetteer = embedded();
    for name in [
        "Platte County",
        "Hamilton County",
        "Roman Catholic Cathedral",
        "police",
        "nice",
        "Tuesday",
        "Abcdefgh",
        "province",
        "Province",
        "state of",
        "the city of",
        "of",
        "northern",
    ] {
        assert_eq!(gazetteer.resolve(name, &["USA"]), None, "{name}");
    }
}

#[test]
fn hostile_names_find_nothing() {
    let gazetteer = embedded();
    let long = "Baghdad ".repeat(100_000);
    let nested = "northern ".repeat(100_000) + "X, Y";
    for name in ["", " ", "the", "The ", "\u{301}\u{301}", "-", "\0", "\n", &long, &nested, "northern northern"] {
        assert_eq!(gazetteer.resolve(name, &["IRQ", "", "\u{301}"]), None, "{name:?}");
        assert!(gazetteer.lookup(name).is_empty(), "{name:?}");
    }
}

#[test]
fn lookup_gives_the_most_populous_first() {
    let places = embedded().lookup("paris").into_iter().map(|place| place.population).collect::<Vec<_>>();
    assert!(places.len() > 3 && places.is_sorted_by(|a, b| a >= b), "{places:?}");
}

#[test]
fn broken_files_are_named() {
    let mut problems = Problems::default();
    let supplement = "place = [\n  { name = \"A\", kind = \"city\", at = [95.0, 0.0] },\n  { name = \"B\", kind = \"city\", at = [5.0, 0.0], country = \"de\" },\n]\n";
    let source = Source::of([
        ("gazetteer/places.zst", "annals-gazetteer-1\nxxxxyyyy"),
        ("gazetteer/supplement.toml", supplement),
        ("lang/en/places.toml", "parts = 1"),
    ]);
    let gazetteer = Gazetteer::load(&source, &mut problems);
    let found: Vec<_> = problems.0.iter().map(|problem| (problem.file.as_str(), problem.line)).collect();
    assert_eq!(
        found,
        [
            ("gazetteer/places.zst", None),
            ("gazetteer/supplement.toml", Some(2)),
            ("gazetteer/supplement.toml", Some(3)),
            ("lang/en/places.toml", Some(1))
        ]
    );
    assert_eq!(gazetteer.lookup("A").len(), 1, "the supplement is read without the packed file");
}
