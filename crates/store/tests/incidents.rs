//! Which reports tell of one act.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::{With, add, article, event};
use record::{Event, EventType, Record, Status};
use store::{
    Reader, Writer,
    query::{Filter, Level, Order, Row},
};

/// The incidents of some articles, in the order of their first events.
fn incidents(records: &[Record]) -> (tempfile::TempDir, Reader, Vec<Row>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    add(&mut writer, records);
    drop(writer);
    let reader = Reader::open(&path).unwrap();
    let rows = reader.list(&Filter::default(), Level::Incident, Order::Id, None).unwrap();
    (folder, reader, rows)
}

fn odesa(deaths: u64, source: &str) -> Event {
    event(EventType::Assault, "struck", &["RUS"], &["dock workers"])
        .on("2024-03-10")
        .at("Odesa", "UKR", 46.48, 30.73)
        .deaths(deaths, source)
}

#[test]
fn conflicting_figures_stay_side_by_side() {
    let (_folder, reader, rows) = incidents(&[
        article(
            "A",
            "2024-03-11",
            vec![("A drone struck a depot and killed 7, the ministry said.", Some(odesa(7, "the ministry")))],
        ),
        article(
            "B",
            "2024-03-11",
            vec![(
                "Drones struck the depot, killing 9, hospital officials said.",
                Some(odesa(9, "hospital officials")),
            )],
        ),
    ]);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].reports, rows[0].deaths_low, rows[0].deaths_high), (Some(2), Some(7), Some(9)));
    let figures = reader.figures(rows[0].incident.unwrap()).unwrap();
    let given: Vec<_> = figures.iter().map(|figure| (figure.low.unwrap(), figure.source.as_deref().unwrap())).collect();
    assert_eq!(given, [(7, "the ministry"), (9, "hospital officials")]);
}

#[test]
fn other_days_places_and_types_are_other_acts() {
    let later = event(EventType::Assault, "struck", &["RUS"], &["dock workers"])
        .on("2024-03-14")
        .at("Odesa", "UKR", 46.48, 30.73);
    let elsewhere = event(EventType::Assault, "struck", &["RUS"], &["dock workers"])
        .on("2024-03-10")
        .at("Lviv", "UKR", 49.84, 24.03);
    let arrest = event(EventType::Retreat, "withdrew", &["RUS"], &["dock workers"])
        .on("2024-03-10")
        .at("Odesa", "UKR", 46.48, 30.73);
    let (_folder, _, rows) = incidents(&[
        article("A", "2024-03-11", vec![("A drone struck a depot in Odesa.", Some(odesa(7, "police")))]),
        article("B", "2024-03-15", vec![("A drone struck a depot in Odesa.", Some(later))]),
        article("C", "2024-03-11", vec![("A drone struck a depot in Lviv.", Some(elsewhere))]),
        article("D", "2024-03-11", vec![("The troops withdrew.", Some(arrest))]),
    ]);
    assert_eq!(rows.len(), 4);
}

#[test]
fn acts_of_others_and_towns_of_other_countries_are_other_acts() {
    let threat = |actor: &str, recipient: &str| {
        event(EventType::Threaten, "threatened", &[actor], &[recipient]).on("2024-03-10")
    };
    let at = |act: Event, town: &str, country: &str, lat: f64| act.at(town, country, lat, 30.0);
    let (_folder, _, rows) = incidents(&[
        article("A", "2024-03-11", vec![("Oslo threatened Rome.", Some(threat("Oslo", "Rome")))]),
        article("B", "2024-03-11", vec![("Lima threatened Bonn.", Some(threat("Lima", "Bonn")))]),
        article(
            "C",
            "2024-03-11",
            vec![("Oslo threatened Rome in Odesa.", Some(at(threat("Oslo", "Rome"), "Odesa", "UKR", 46.0)))],
        ),
        article(
            "D",
            "2024-03-11",
            vec![("Oslo threatened Rome in Aswan.", Some(at(threat("Oslo", "Rome"), "Aswan", "EGY", 24.0)))],
        ),
    ]);
    let of = |text: &str| rows.iter().filter(|row| row.actors.iter().any(|actor| actor.name.contains(text))).count();
    assert_eq!(of("Lima"), 1);
    assert!(of("Oslo") >= 2, "{rows:?}");
}

#[test]
fn a_claim_and_its_denial_are_one_disputed_act() {
    let denial = event(EventType::Assault, "struck", &["RUS"], &["dock workers"])
        .on("2024-03-10")
        .at("Odesa", "UKR", 46.48, 30.73)
        .status(Status::Negated);
    let (_folder, _, rows) = incidents(&[
        article("A", "2024-03-11", vec![("Russian drones struck a depot in Odesa.", Some(odesa(2, "police")))]),
        article("B", "2024-03-12", vec![("Moscow denied that it had struck the depot in Odesa.", Some(denial))]),
    ]);
    let statuses: Vec<&str> = rows.iter().map(|row| row.status.as_str()).collect();
    assert_eq!(statuses, ["disputed"]);
}

#[test]
fn a_meeting_announced_and_held_is_one_act() {
    let plan = event(EventType::Agree, "meet", &["TUR", "UKR"], &[])
        .on("2024-03-20")
        .at("Ankara", "TUR", 39.93, 32.86)
        .status(Status::Future);
    let deed =
        event(EventType::Consult, "met", &["TUR", "UKR"], &[]).on("2024-03-20").at("Ankara", "TUR", 39.93, 32.86);
    let (_folder, _, rows) = incidents(&[
        article("A", "2024-03-11", vec![("The ministers will meet in Ankara next week.", Some(plan))]),
        article("B", "2024-03-21", vec![("The ministers met in Ankara on Wednesday.", Some(deed))]),
    ]);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].kind.as_str(), rows[0].status.as_str()), ("CONSULT", "actual"));
}

#[test]
fn what_one_speaker_says_of_two_matters_stays_apart() {
    let accuse = || event(EventType::Accuse, "accused", &["UKR"], &["RUS"]).on("2024-03-10");
    let (_folder, _, rows) = incidents(&[
        article("A", "2024-03-11", vec![("Ukraine accused Russia of shelling a grain terminal.", Some(accuse()))]),
        article(
            "B",
            "2024-03-11",
            vec![("Kyiv accused Moscow of forging passports for deported children.", Some(accuse()))],
        ),
    ]);
    assert_eq!(rows.len(), 2);
}

#[test]
fn without_dates_the_leads_must_name_the_same() {
    let strike = || event(EventType::Assault, "struck", &[], &[]);
    let reports = [
        ("A", "Drones struck a depot in the port of Odesa, Ukraine says."),
        ("B", "Drones from the sea struck the depot in Odesa, Ukraine said."),
        ("C", "Drones struck a depot in the port of Gdansk, Poland says."),
    ];
    let mut records = reports.map(|(source, text)| article(source, "2024-03-11", vec![(text, Some(strike()))]));
    for record in &mut records {
        record.document.published = None;
    }
    let mentions =
        |records: &[Record]| -> Vec<i64> { incidents(records).2.iter().map(|row| row.mentions.unwrap()).collect() };
    assert_eq!(mentions(&records), [2, 1]);
    records[1].document.published = Some(common::day("2024-03-11"));
    assert_eq!(mentions(&records), [1, 1, 1], "what has a day is not compared with what has none");
}

#[test]
fn batches_do_not_matter() {
    let towns = [("Odesa", "Ukraine"), ("Gdansk", "Poland"), ("Aden", "Yemen")];
    let report = |number: usize| {
        let (town, country) = towns[number % towns.len()];
        let text = ["Drones struck a depot in", "Dozens were killed when drones struck", "A drone struck the port of"];
        let text = format!("{} {town}, {country} says.", text[number % text.len()]);
        let strike = event(EventType::Assault, "struck", &[], &[]);
        let mut record = article(&number.to_string(), "2024-03-11", vec![(text.as_str(), Some(strike))]);
        record.document.published = number.is_multiple_of(4).then(|| common::day("2024-03-11"));
        record
    };
    let records: Vec<Record> = (0..24).map(report).collect();
    let (_folder, _, one_by_one) = incidents(&records);
    let folder = tempfile::tempdir().unwrap();
    let mut writer = Writer::open(&folder.path().join("a.db")).unwrap();
    let run = writer.start_run(&common::version("sha256:m"), "ingest").unwrap();
    let items: Vec<store::Item> = records.into_iter().map(|record| store::Item::Coded(Box::new(record))).collect();
    writer.add(run, &items).unwrap();
    let at_once = writer.reader().list(&Filter::default(), Level::Incident, Order::Id, None).unwrap();
    let sizes = |rows: &[Row]| rows.iter().map(|row| (row.document.clone(), row.mentions)).collect::<Vec<_>>();
    assert_eq!(sizes(&at_once), sizes(&one_by_one));
    assert!(at_once.len() < 12, "some are joined");
}

#[test]
fn a_wrong_date_of_one_mention_is_not_held_against_the_act() {
    let again = odesa(7, "police").on("2024-03-15");
    let mut told_twice = article(
        "B",
        "2024-03-16",
        vec![
            ("Drones struck a depot in Odesa, killing 7.", Some(odesa(7, "police"))),
            ("The drones that struck the depot came from the sea on Friday.", Some(again)),
        ],
    );
    told_twice.events[1].incident = told_twice.events[0].incident.clone();
    let first = article("A", "2024-03-11", vec![("A drone struck a depot and killed 7.", Some(odesa(7, "police")))]);
    let (_folder, _, rows) = incidents(&[first, told_twice]);
    assert_eq!(rows.len(), 1);
    assert_eq!((rows[0].mentions, rows[0].from.as_deref()), (Some(3), Some("2024-03-10")));
}

#[test]
fn a_report_that_ties_two_incidents_together_makes_them_one() {
    let bare = |trigger, recipients: &[&str]| event(EventType::Assault, trigger, &[], recipients).on("2024-03-10");
    let strike = || bare("struck", &[]).at("Odesa", "UKR", 46.48, 30.73);
    let killing = || bare("killed", &["dock workers"]).deaths(7, "police");
    let (struck, killed) =
        ("A depot in the port of Odesa was struck.", "Seven dock workers were killed, the ministry in Kyiv said.");
    let apart = [
        article("A", "2024-03-11", vec![(struck, Some(strike()))]),
        article("B", "2024-03-11", vec![(killed, Some(killing()))]),
    ];
    assert_eq!(incidents(&apart).2.len(), 2);
    let mut both = article("C", "2024-03-11", vec![(struck, Some(strike())), (killed, Some(killing()))]);
    both.events[1].incident = both.events[0].incident.clone();
    let [first, second] = apart;
    let (folder, reader, rows) = incidents(&[first, second, both]);
    assert_eq!(rows.iter().map(|row| row.mentions.unwrap()).collect::<Vec<_>>(), [4]);
    let pointer = "SELECT id, merged_into, mentions FROM incidents WHERE merged_into IS NOT NULL";
    let store = rusqlite::Connection::open(folder.path().join("a.db")).unwrap();
    let gone: (i64, i64, i64) =
        store.query_row(pointer, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    assert_eq!((Some(gone.1), gone.2), (rows[0].incident, 0));
    let asked = Filter { incident: Some(gone.0), ..Filter::default() };
    assert_eq!(
        reader.list(&asked, Level::Report, Order::Id, None).unwrap().len(),
        4,
        "the old id leads to the new one"
    );
}
