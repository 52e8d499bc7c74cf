//! Documents, versions, copies, re-coding, and the roll-ups that follow them.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{With, add, article, event, version};
use record::{EventType, Record};
use rusqlite::Connection;
use store::{
    Added, Item, Reader, Writer,
    query::{Filter, Level, Order},
};
use tempfile::TempDir;

fn open() -> (TempDir, std::path::PathBuf, Writer) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let writer = Writer::open(&path).unwrap();
    (folder, path, writer)
}

fn number(path: &std::path::Path, sql: &str) -> i64 {
    Connection::open(path).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

fn strike(deaths: u64) -> record::Event {
    event(EventType::Assault, "struck", &["RUS"], &["UKR"]).on("2024-03-10").deaths(deaths, "the ministry")
}

fn report(source: &str) -> Record {
    article(source, "2024-03-11", vec![("Russian drones struck a depot in Odesa.", Some(strike(2)))])
}

/// Sums of the roll-ups against the events in force.
fn assert_rolled_up(path: &std::path::Path) {
    let events = number(
        path,
        "SELECT count(*) FROM events AS e JOIN participants AS a ON a.event = e.id AND a.role = 'actor'
         JOIN participants AS r ON r.event = e.id AND r.role = 'recipient' WHERE e.live AND e.day_from IS NOT NULL",
    );
    assert_eq!(number(path, "SELECT coalesce(sum(events), 0) FROM dyad_days"), events);
    assert_eq!(number(path, "SELECT coalesce(sum(events), 0) FROM dyads WHERE status = 'any'"), events);
    let dated = number(path, "SELECT count(*) FROM events WHERE live AND day_from IS NOT NULL");
    assert_eq!(number(path, "SELECT coalesce(sum(events), 0) FROM months"), dated);
}

#[test]
fn a_document_is_stored_once() {
    let (_folder, path, mut writer) = open();
    let run = writer.start_run(&version("m"), "ingest").unwrap();
    let items = [Item::Coded(Box::new(report("Outlet"))), Item::Refused("a.bin".into(), "is binary".into())];
    assert_eq!(writer.add(run, &items).unwrap(), Added { documents: 1, known: 0, events: 1 });
    assert_eq!(writer.add(run, &items).unwrap(), Added { documents: 0, known: 1, events: 0 });
    assert_eq!(writer.hashes().unwrap().len(), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM refused"), 1);
    assert_rolled_up(&path);
}

#[test]
fn a_changed_page_is_a_new_version() {
    let (_folder, path, mut writer) = open();
    let mut first = report("Outlet");
    let mut second = article("Outlet", "2024-03-12", vec![("Russian drones struck two depots.", Some(strike(5)))]);
    for record in [&mut first, &mut second] {
        record.document.url = Some("https://example.org/a".into());
    }
    add(&mut writer, &[first, second]);
    assert_eq!(number(&path, "SELECT max(version) FROM documents"), 2);
    assert_eq!(number(&path, "SELECT count(*) FROM events WHERE live"), 1);
    assert_eq!(number(&path, "SELECT deaths_high FROM incidents WHERE mentions > 0"), 5);
    assert_rolled_up(&path);
}

#[test]
fn a_copy_is_no_report_of_its_own() {
    let (_folder, path, mut writer) = open();
    let long = |source: &str| {
        let filler: Vec<String> =
            (0..12).map(|n| format!("Resident number {n} of street {} described noise at hour {n}.", n * 3)).collect();
        let mut acts = vec![("Russian drones struck a depot in Odesa.", Some(strike(2)))];
        acts.extend(filler.iter().map(|sentence| (sentence.as_str(), None)));
        article(source, "2024-03-11", acts)
    };
    add(&mut writer, &[long("Wire"), long("Paper"), report("Other")]);
    assert_eq!(number(&path, "SELECT count(*) FROM documents WHERE copy_of = 1"), 1);
    assert_eq!(number(&path, "SELECT count(*) FROM incidents"), 1);
    assert_eq!(number(&path, "SELECT reports * 10 + mentions FROM incidents"), 23);
}

#[test]
fn coding_again_keeps_history_and_incidents() {
    let (_folder, path, mut writer) = open();
    add(&mut writer, &[report("Outlet")]);
    let newer = version("sha256:newer");
    let outdated = writer.outdated(&newer, 0, 10).unwrap();
    assert_eq!(outdated.len(), 1);
    assert_eq!(outdated[0].record, report("Outlet"), "a record comes back as it went in");
    let run = writer.start_run(&newer, "recode").unwrap();
    let recoded = article("Outlet", "2024-03-11", vec![("Russian drones struck a depot in Odesa.", Some(strike(3)))]);
    writer.recode(run, &[(outdated[0].document, recoded)]).unwrap();
    assert!(writer.outdated(&newer, 0, 10).unwrap().is_empty());
    assert_eq!(number(&path, "SELECT count(*) FROM events"), 2);
    assert_eq!(number(&path, "SELECT id FROM events WHERE live"), 2, "ids are never used again");
    assert_eq!(number(&path, "SELECT count(DISTINCT incident) FROM events"), 1);
    assert_eq!(number(&path, "SELECT deaths_low FROM incidents"), 3);
    let found = |words: &str| {
        let filter = Filter { text: Some(words.into()), ..Filter::default() };
        Reader::open(&path).unwrap().list(&filter, Level::Report, Order::Id, None).unwrap().len()
    };
    assert_eq!((found("depot"), found("nothing")), (1, 0));
    assert_rolled_up(&path);
}
