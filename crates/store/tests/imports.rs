//! Reports of other coders: read, kept apart, matched, known again. The sample files were written for these tests.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::path::PathBuf;

use common::{With, add, article, event};
use record::EventType;
use store::{
    Reader, StoreError, Writer,
    import::{Coder, Imported},
    query::{Filter, Level, Order},
};

fn import(writer: &mut Writer, text: &str, coder: Coder) -> Imported {
    let cameo = |code: &str| (code == "190").then_some((EventType::Assault, None));
    writer.import(text.as_bytes(), coder, &cameo).unwrap()
}

fn sample(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/imports").join(name);
    std::fs::read_to_string(path).unwrap()
}

/// A strike on Kharkiv, and talks there on the same day.
fn news() -> Vec<record::Record> {
    let strike = event(EventType::Assault, "struck", &["RUS"], &["UKR"]);
    let strike = strike.on("2024-02-10").at("Kharkiv", "UKR", 49.98, 36.25).deaths(7, "ministry");
    let talks =
        event(EventType::Consult, "met", &["RUS"], &["UKR"]).on("2024-02-10").at("Kharkiv", "UKR", 49.98, 36.25);
    vec![article("Alpha", "2024-02-11", vec![("RUS struck UKR .", Some(strike)), ("RUS met UKR .", Some(talks))])]
}

fn lines(imported: &Imported) -> Vec<(u64, &str)> {
    imported.broken.iter().map(|broken| (broken.line, broken.reason.as_str())).collect()
}

#[test]
fn rows_of_each_coder_stand_beside_their_incident() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    add(&mut writer, &news());
    let acled = import(&mut writer, &sample("acled.csv"), Coder::Acled);
    assert_eq!((acled.new, acled.matched), (2, 1));
    assert_eq!(lines(&acled), [(4, "has a wrong `event_date` `soon`"), (5, "has 3 fields, 31 are needed")]);
    let ucdp = import(&mut writer, &sample("ucdp.csv"), Coder::Ucdp);
    assert_eq!((ucdp.new, ucdp.matched), (2, 1), "what happened in Goma is no strike on Kharkiv");
    assert_eq!(ucdp.broken.iter().map(|broken| broken.line).collect::<Vec<_>>(), [4, 5, 6]);
    let gdelt = import(&mut writer, &sample("gdelt.export.CSV"), Coder::Gdelt);
    assert_eq!((gdelt.new, gdelt.matched, lines(&gdelt)), (1, 1, vec![(2, "has 60 fields, 61 are needed")]));
    drop(writer);

    let reader = Reader::open(&path).unwrap();
    let matched = Filter { matched: vec![Coder::Ucdp], ..Filter::default() };
    let rows = reader.list(&matched, Level::Incident, Order::Id, None).unwrap();
    assert_eq!(rows.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(), ["ASSAULT"], "and not the talks");
    let beside = reader.beside(rows[0].incident.unwrap()).unwrap();
    let told: Vec<(&str, &str, Option<i64>, Option<i64>)> = beside
        .iter()
        .map(|report| (report.coder.as_str(), report.key.as_str(), report.deaths_low, report.deaths_high))
        .collect();
    let wanted = [("acled", "UKR1", Some(7), Some(7)), ("gdelt", "900", None, None), ("ucdp", "501", Some(6), Some(9))];
    assert_eq!(told, wanted);
}

#[test]
fn a_file_imported_again_brings_only_what_changed() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(&folder.path().join("a.db")).unwrap();
    let text = sample("acled.csv");
    import(&mut writer, &text, Coder::Acled);
    let again = import(&mut writer, &text, Coder::Acled);
    assert_eq!((again.new, again.changed, again.known), (0, 0, 2));
    let revised = import(&mut writer, &text.replace("at night.\",7,", "at night.\",8,"), Coder::Acled);
    assert_eq!((revised.new, revised.changed, revised.known), (0, 1, 1));
}

#[test]
fn news_that_comes_later_is_matched_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    assert_eq!(import(&mut writer, &sample("acled.csv"), Coder::Acled).matched, 0);
    add(&mut writer, &news());
    drop(writer);
    let matched = Filter { matched: vec![Coder::Acled], ..Filter::default() };
    assert_eq!(Reader::open(&path).unwrap().list(&matched, Level::Incident, Order::Id, None).unwrap().len(), 1);
}

#[test]
fn a_file_of_another_coder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(&folder.path().join("a.db")).unwrap();
    let error = writer.import(sample("ucdp.csv").as_bytes(), Coder::Acled, &|_| None).unwrap_err();
    assert!(matches!(&error, StoreError::Query(text) if text.contains("event_id_cnty")), "{error}");
}
