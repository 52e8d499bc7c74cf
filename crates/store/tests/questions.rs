//! Filters, counts and briefs.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{With, add, article, day, event};
use record::{EventType, Status};
use store::{
    Reader, StoreError, Writer,
    query::{Cell, Filter, Key, Level, Order},
};

fn sample() -> (tempfile::TempDir, Reader) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    let strike = |on: &str, deaths| {
        event(EventType::Assault, "struck", &["RUS"], &["UKR"])
            .on(on)
            .at("Odesa", "UKR", 46.48, 30.73)
            .deaths(deaths, "police")
    };
    let talks = event(EventType::Consult, "met", &["TUR"], &["UKR"]).on("2024-04-02").at("Ankara", "TUR", 39.93, 32.86);
    let demand = event(EventType::Request, "demanded", &["UKR"], &["RUS"]).on("2024-04-03");
    let plan = event(EventType::Agree, "visit", &["TUR"], &["UKR"]).on("2024-05-01").status(Status::Future);
    add(
        &mut writer,
        &[
            article("A", "2024-03-11", vec![("Drones struck Odesa.", Some(strike("2024-03-10", 2)))]),
            article("B", "2024-03-11", vec![("Drones struck the port of Odesa.", Some(strike("2024-03-10", 3)))]),
            article("A", "2024-03-21", vec![("Missiles struck Odesa again.", Some(strike("2024-03-20", 4)))]),
            article(
                "A",
                "2024-04-03",
                vec![("The presidents met in Ankara.", Some(talks)), ("Kyiv demanded a withdrawal.", Some(demand))],
            ),
            article("B", "2024-04-04", vec![("He will visit Kyiv in May.", Some(plan))]),
        ],
    );
    drop(writer);
    let reader = Reader::open(&path).unwrap();
    (folder, reader)
}

fn count(reader: &Reader, filter: Filter) -> (usize, usize) {
    let of = |level| reader.list(&filter, level, Order::Latest, None).unwrap().len();
    (of(Level::Incident), of(Level::Report))
}

#[test]
fn filters_narrow_down() {
    let (_folder, reader) = sample();
    let all = Filter::default;
    assert_eq!(count(&reader, all()), (5, 6));
    assert_eq!(count(&reader, Filter { actor: vec!["RUS".into()], ..all() }), (2, 3));
    assert_eq!(count(&reader, Filter { party: vec!["iso3:TUR".into()], ..all() }), (2, 2));
    assert_eq!(count(&reader, Filter { recipient_country: vec!["UKR".into()], ..all() }), (4, 5));
    assert_eq!(
        count(&reader, Filter { kind: vec![EventType::Assault], from: Some(day("2024-03-15")), ..all() }),
        (1, 1)
    );
    assert_eq!(count(&reader, Filter { status: vec![Status::Future], ..all() }), (1, 1));
    assert_eq!(count(&reader, Filter { area: Some([39.0, 32.0, 40.0, 33.0]), ..all() }), (1, 1));
    assert_eq!(count(&reader, Filter { area: Some([40.0, 170.0, 50.0, 40.0]), ..all() }), (2, 3));
    assert_eq!(count(&reader, Filter { near: Some([46.5, 30.7, 20.0]), ..all() }), (2, 3));
    assert_eq!(count(&reader, Filter { text: Some("odesa port".into()), ..all() }), (1, 1));
    assert_eq!(count(&reader, Filter { place: vec!["odesa".into()], ..all() }), (2, 3));
    assert_eq!(count(&reader, Filter { topic: Some("Turkey".into()), ..all() }), (0, 0));
    let error = reader.list(&Filter { actor: vec!["Nobody".into()], ..all() }, Level::Report, Order::Id, None);
    assert!(matches!(error, Err(StoreError::UnknownName(_))), "{error:?}");
}

#[test]
fn counts_keep_incidents_and_reports_apart() {
    let (_folder, reader) = sample();
    let filter = Filter { kind: vec![EventType::Assault], ..Filter::default() };
    let table = reader.aggregate(&filter, Level::Incident, &[Key::Month, Key::Type], None).unwrap();
    assert_eq!(table.columns, ["month", "type", "incidents", "reports", "mean_score", "deaths_low", "deaths_high"]);
    let expected = [
        Cell::Text("2024-03".into()),
        Cell::Text("ASSAULT".into()),
        Cell::Integer(2),
        Cell::Integer(3),
        Cell::Real(-9.0),
        Cell::Integer(6),
        Cell::Integer(7),
    ];
    assert_eq!(table.rows, [expected]);
}

/// The roll-ups give what the events give: a condition that always holds makes the second question go to the events.
#[test]
fn rolled_up_answers_are_the_same() {
    let (_folder, reader) = sample();
    let pair = || Filter { actor: vec!["RUS".into()], recipient: vec!["UKR".into()], ..Filter::default() };
    let questions: [(Filter, Level, &[Key]); 7] = [
        (Filter::default(), Level::Report, &[Key::Month, Key::Type]),
        (Filter::default(), Level::Report, &[Key::Dyad]),
        (Filter::default(), Level::Report, &[Key::Year, Key::Status]),
        (pair(), Level::Report, &[Key::Day]),
        (pair(), Level::Incident, &[Key::Day]),
        (pair(), Level::Incident, &[Key::Year, Key::Month]),
        (Filter { from: Some(day("2024-03-15")), ..pair() }, Level::Incident, &[Key::Week]),
    ];
    for (filter, level, keys) in questions {
        let rolled = reader.aggregate(&filter, level, keys, None).unwrap();
        let slow = Filter { min_confidence: Some(0.0), ..filter };
        let counted = reader.aggregate(&slow, level, keys, None).unwrap();
        let sorted = |rows: Vec<Vec<Cell>>| -> Vec<String> {
            let mut rows: Vec<String> = rows.iter().map(|row| format!("{row:?}")).collect();
            rows.sort();
            rows
        };
        assert_eq!(rolled.columns, counted.columns);
        assert!(!counted.rows.is_empty());
        assert_eq!(sorted(rolled.rows), sorted(counted.rows), "{keys:?}");
    }
}

/// Words that many sentences hold are looked for from the latest event back; the answer is that of a search without a limit.
#[test]
fn common_words_are_found_in_the_order_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    let articles: Vec<_> = (0..1200)
        .map(|number| {
            let on = day("2020-01-01") + jiff::ToSpan::days(number * 7 % 1200);
            let act =
                event(EventType::Protest, "marched", &[&format!("Group {}", number / 2)], &[]).on(&on.to_string());
            let sentence = format!("Group {} marched on day {number}.", number / 2);
            article(&format!("Outlet {number}"), &on.to_string(), vec![(&sentence, Some(act))])
        })
        .collect();
    add(&mut writer, &articles);
    let reader = writer.reader();
    let filter = Filter { text: Some("marched day".into()), ..Filter::default() };
    for level in [Level::Report, Level::Incident] {
        for order in [Order::Latest, Order::Earliest] {
            let events = |limit| -> Vec<i64> {
                reader.list(&filter, level, order, limit).unwrap().iter().map(|row| row.event).collect()
            };
            assert_eq!(events(Some(20)), events(None)[..20], "{level:?} {order:?}");
        }
    }
}

#[test]
fn a_brief_cites_each_line() {
    let (_folder, reader) = sample();
    let brief = reader.brief("Odesa", None, 10).unwrap();
    assert_eq!(brief.latest.len(), 2);
    assert_eq!(brief.latest[1].cites.len(), 2, "both reports of the first strike are cited");
    assert_eq!((brief.tallies[0].deaths_low, brief.tallies[0].deaths_high), (6, 7));
    let brief = reader.brief("UKR", None, 10).unwrap();
    assert_eq!((brief.unmet.len(), brief.to_come.len()), (1, 1));
    let lines = brief.latest.iter().chain(&brief.positions).chain(&brief.unmet).chain(&brief.to_come);
    for line in lines {
        assert!(!line.cites.is_empty() && line.cites.iter().all(|cite| *cite <= brief.citations.len()));
    }
    let later = reader.brief("UKR", Some(day("2024-06-01")), 10).unwrap();
    assert!(later.to_come.is_empty(), "its day has passed");
}

#[test]
fn an_incident_is_shown_by_the_report_that_was_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    let strike = |status| {
        event(EventType::Assault, "struck", &["RUS"], &[])
            .on("2024-03-10")
            .at("Odesa", "UKR", 46.48, 30.73)
            .status(status)
    };
    let claim = ("Russia struck a depot in Odesa, Ukraine said.", Some(strike(Status::Actual)));
    let denial = ("Russia struck no depot in Odesa, Moscow said.", Some(strike(Status::Negated)));
    add(&mut writer, &[article("A", "2024-03-11", vec![claim]), article("B", "2024-03-11", vec![denial])]);
    drop(writer);
    let reader = Reader::open(&path).unwrap();
    let shown = |filter: &Filter| {
        let rows = reader.list(filter, Level::Incident, Order::Id, None).unwrap();
        rows.into_iter().map(|row| row.source.unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(shown(&Filter::default()), ["A"]);
    assert_eq!(shown(&Filter { status: vec![Status::Negated], ..Filter::default() }), ["B"]);
    assert_eq!(
        shown(&Filter { country: vec!["UKR".into()], ..Filter::default() }),
        ["A"],
        "the best told, where it matches"
    );
}
