//! Reviews: applied at once, found again after re-coding.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{With, add, article, event, version};
use record::{Event, EventType, Record};
use store::{
    Reader, StoreError, Writer,
    query::{Filter, Level, Order},
    review::Verdict,
};

const SENTENCE: &str = "Police seized a ship in Odesa.";

fn coded(kind: EventType, trigger: &str) -> Record {
    let act: Event = event(kind, trigger, &["UKR"], &["crew"]).on("2024-03-10");
    article("A", "2024-03-11", vec![("Nothing else was known.", None), (SENTENCE, Some(act))])
}

fn edit(field: &str, value: &str) -> Verdict {
    Verdict::Edit { field: field.into(), value: value.into() }
}

/// A store with one review, coded again; the review's state, and the types of the events in force.
fn after_recoding(verdict: &Verdict, again: Record) -> (String, Vec<String>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    add(&mut writer, &[coded(EventType::Assault, "seized")]);
    writer.review(1, verdict, Some("me"), None).unwrap();
    let run = writer.start_run(&version("newer"), "recode").unwrap();
    writer.recode(run, &[(1, again)]).unwrap();
    drop(writer);
    let reader = Reader::open(&path).unwrap();
    let rows = reader.list(&Filter::default(), Level::Report, Order::Id, None).unwrap();
    let state = reader.reviews().unwrap()[0].state.clone();
    (state, rows.into_iter().map(|row| row.kind).collect())
}

#[test]
fn a_review_survives_coding_again() {
    let coerce = edit("type", "COERCE");
    let same = after_recoding(&coerce, coded(EventType::Assault, "seized"));
    assert_eq!(same, ("applied".into(), vec!["COERCE".into()]));
    let right_now = after_recoding(&coerce, coded(EventType::Coerce, "seized"));
    assert_eq!(right_now, ("agrees".into(), vec!["COERCE".into()]));
    let third = after_recoding(&coerce, coded(EventType::Mobilize, "seized"));
    assert_eq!(third, ("conflict".into(), vec!["MOBILIZE".into()]));
    let gone = after_recoding(&coerce, coded(EventType::Assault, "Police"));
    assert_eq!(gone, ("orphaned".into(), vec!["ASSAULT".into()]));
    let rejected = after_recoding(&Verdict::Reject, coded(EventType::Assault, "seized"));
    assert_eq!(rejected, ("applied".into(), Vec::new()));
}

#[test]
fn an_edit_reaches_incidents_and_roll_ups() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    add(&mut writer, &[coded(EventType::Assault, "seized")]);
    writer.review(1, &edit("type", "COERCE"), None, None).unwrap();
    writer.review(1, &edit("deaths_min", "4"), None, Some("see the ministry's page")).unwrap();
    writer.review(1, &edit("day_from", ""), None, None).unwrap();
    drop(writer);
    let reader = Reader::open(&path).unwrap();
    let row = &reader.list(&Filter::default(), Level::Incident, Order::Id, None).unwrap()[0];
    assert_eq!((row.kind.as_str(), row.quad.as_str()), ("COERCE", "material conflict"));
    assert_eq!((row.deaths_low, row.from.as_deref()), (Some(4), None));
}

#[test]
fn an_edited_type_or_mode_brings_score_quad_class_and_code() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    add(&mut writer, &[coded(EventType::Assault, "seized")]);
    let values = || {
        let store = rusqlite::Connection::open(&path).unwrap();
        let sql = "SELECT quad, score, cameo FROM events WHERE id = 1";
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        store.query_row(sql, [], row).unwrap()
    };
    let ontology = knowledge::Ontology::load(&knowledge::Source::embedded(), &mut knowledge::Problems::default());
    let expected = |kind: EventType, modes: &[String]| -> (String, f64, Option<String>) {
        let code = ontology.cameo(kind, modes, &[]).map(str::to_owned);
        (kind.quad().name().to_owned(), ontology.score(kind, modes), code)
    };
    let type_edit = writer.review(1, &edit("type", "AID"), None, None).unwrap();
    assert_eq!(values(), expected(EventType::Aid, &[]));
    writer.withdraw(type_edit, None).unwrap();
    assert_eq!(values(), expected(EventType::Assault, &[]));
    let mode =
        ontology.definition(EventType::Assault).unwrap().modes.iter().find(|mode| mode.score != values().1).unwrap();
    writer.review(1, &edit("mode", &mode.name), None, None).unwrap();
    assert_eq!(values(), expected(EventType::Assault, std::slice::from_ref(&mode.name)));
}

#[test]
fn what_no_field_can_hold_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(&folder.path().join("a.db")).unwrap();
    add(&mut writer, &[coded(EventType::Assault, "seized")]);
    for verdict in [edit("type", "FIGHT"), edit("id", "7"), edit("day_from", "soon"), edit("country", "Kenya")] {
        assert!(matches!(writer.review(1, &verdict, None, None), Err(StoreError::Query(_))), "{verdict:?}");
    }
    let error = writer.review(99, &Verdict::Accept, None, None).unwrap_err().to_string();
    assert!(error.contains("no event 99"), "{error}");
}
