//! The actor base: what it knows, how it is found, and what it refuses.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use knowledge::{ActorBase, Countries, Problems, Source};
use record::{EntityType, Relation, Sector};

fn embedded() -> ActorBase {
    let mut problems = Problems::default();
    let countries = Countries::load(&Source::embedded(), &mut problems);
    let actors = ActorBase::load(&Source::embedded(), &countries, &mut problems);
    assert!(problems.is_empty(), "{problems}");
    actors
}

fn problems_of(files: impl IntoIterator<Item = (&'static str, &'static str)>) -> Vec<String> {
    let mut problems = Problems::default();
    let countries = Countries::load(&Source::embedded(), &mut Problems::default());
    ActorBase::load(&Source::of(files), &countries, &mut problems);
    problems.0.iter().map(ToString::to_string).collect()
}

#[test]
fn spellings_and_acronyms_lead_to_one_actor() {
    let actors = embedded();
    for (names, id) in [
        (["Kataib Hezbollah", "Kata'ib Hezbollah", "KATAIB HEZBOLLAH"], "annals:kataib-hezbollah"),
        (["Popular Mobilization Forces", "PMF", "Hashd al-Shaabi"], "annals:popular-mobilization-forces"),
        (["the Houthis", "Ansar Allah", "Houthi"], "annals:houthis"),
        (["al-Shabaab", "Al Shabaab", "the al-Shabab"], "annals:al-shabaab"),
        (["U.N.", "UN", "the United Nations (UN)"], "annals:united-nations"),
        (["Islamic State", "ISIS", "Isis"], "annals:islamic-state"),
        (["Médecins Sans Frontières", "Medecins sans Frontieres", "MSF"], "annals:medecins-sans-frontieres"),
        (["Recep Tayyip Erdogan", "Erdoğan", "ERDOGAN"], "annals:recep-tayyip-erdogan"),
    ] {
        for name in names {
            assert_eq!(actors.lookup(name).map(|actor| actor.id.as_str()), Some(id), "{name}");
        }
    }
}

#[test]
fn persons_are_known_by_title_and_name() {
    let actors = embedded();
    for (phrase, name) in [
        ("President Trump", Some("Donald Trump")),
        ("former US President Donald J. Trump", Some("Donald Trump")),
        ("Secretary of State Antony J. Blinken", Some("Antony Blinken")),
        ("Prime Minister Johnson", Some("Boris Johnson")),
        ("Mr. Putin", Some("Vladimir Putin")),
        ("Turkish President Recep Tayyip Erdogan", Some("Recep Tayyip Erdoğan")),
        ("Judge Johnson", None),
        ("Jose Pedro Sanchez", None),
        ("supporters of Donald Trump", None),
        ("President", None),
        ("President of", None),
    ] {
        assert_eq!(actors.lookup(phrase).map(|actor| actor.name.as_str()), name, "{phrase}");
    }
}

#[test]
fn common_words_are_no_actors() {
    let actors = embedded();
    for word in ["who", "Who", "is", "Is", "congress", "labour party", "memorial", "mit", "raw", "Raw", "ice", "Ice"] {
        assert!(actors.lookup(word).is_none(), "{word}");
    }
}

#[test]
fn hostile_names_find_nothing() {
    let actors = embedded();
    let long = "Hamas".repeat(50_000);
    for name in ["", " ", "the", "The", "the The", "-", ".", "\u{301}", "U\u{301}\u{302}N\u{200b}", &long] {
        assert!(actors.lookup(name).is_none(), "{name:?}");
    }
}

#[test]
fn offices_are_dated() {
    let actors = embedded();
    let netanyahu = actors.lookup("Netanyahu").unwrap();
    let on = |day: Option<Date>| netanyahu.on(day).0;
    assert_eq!(on(Some(date(2015, 6, 1))), Some(Sector::Gov));
    assert_eq!(on(Some(date(2022, 1, 1))), Some(Sector::Opp));
    assert_eq!(on(Some(date(2024, 2, 7))), Some(Sector::Gov));
    assert_eq!(on(None), Some(Sector::Gov), "the office begun last");
    let bush = actors.lookup("George W. Bush").unwrap();
    assert_eq!(bush.on(Some(date(2003, 3, 20))), (Some(Sector::Gov), Some("USA")));
    assert_eq!(bush.on(Some(date(2020, 1, 1))).0, Some(Sector::Eli));
    assert_eq!(bush.on(None).0, Some(Sector::Gov));
}

#[test]
fn the_base_is_broad_and_its_ties_hold() {
    let actors = embedded();
    assert!(actors.iter().count() >= 1_500);
    assert_eq!(actors.iter().map(|actor| &actor.id).collect::<BTreeSet<_>>().len(), actors.iter().count());
    let group = actors.get("annals:kataib-hezbollah").unwrap();
    assert_eq!((group.kind, group.sector), (EntityType::ArmedGroup, Some(Sector::Prm)));
    let ties: Vec<_> = group.ties.iter().map(|tie| (tie.relation, tie.to.as_str())).collect();
    let expected = [(Relation::PartOf, "annals:popular-mobilization-forces"), (Relation::BackedBy, "iso3:IRN")];
    assert_eq!(ties, expected);
    assert!(actors.get("annals:nobody").is_none());
}

#[test]
fn problems_name_file_and_line() {
    let one = "[a]\nname = \"Alpha Group\"\nkind = \"armed_group\"\ncountry = \"XYZ\"\n";
    assert_eq!(problems_of([("actors/one.toml", one)]).len(), 1);
    assert!(problems_of([("actors/one.toml", one)])[0].starts_with("actors/one.toml:1: "));
    let twice = "[b]\nname = \"Alpha Group\"\nkind = \"armed_group\"\n\n[a]\nname = \"Beta\"\nkind = \"armed_group\"\n";
    let found = problems_of([("actors/one.toml", one), ("actors/two.toml", twice)]);
    assert!(
        found.iter().any(|problem| problem.starts_with("actors/two.toml:5: ") && problem.contains("annals:a")),
        "{found:?}"
    );
    assert!(found.iter().any(|problem| problem.contains("Alpha Group")), "{found:?}");
    let tie = "\n[a]\nname = \"A1\"\nkind = \"armed_group\"\nties = [{ part_of = \"none\" }]\n";
    assert_eq!(
        problems_of([("actors/t.toml", tie)]),
        ["actors/t.toml:2: `annals:a` is tied to the unknown `annals:none`"]
    );
    for wrong in [
        "[a]\nname = \"A\"\nkind = \"person\"\nsector = \"ABC\"\n",
        "[a]\nname = \"A\"\nkind = \"person\"\nties = [{ friend_of = \"a\" }]\n",
    ] {
        let found = problems_of([("actors/w.toml", wrong)]);
        assert!(found.iter().any(|problem| problem.starts_with("actors/w.toml:4: ")), "{found:?}");
    }
    let dates = "[a]\nname = \"A b\"\nkind = \"person\"\nroles = [{ title = \"x\", sector = \"GOV\", from = \"2001-01-02\", to = \"2001-01-01\" }]\n";
    assert_eq!(problems_of([("actors/d.toml", dates)]), ["actors/d.toml:1: `a` ends as `x` before it begins"]);
}
