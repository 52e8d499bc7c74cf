//! Each export holds what its format asks for.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::{collections::BTreeMap, fs, path::Path};

use common::{With, add, article, event};
use parquet::file::reader::{FileReader, SerializedFileReader};
use record::{EventType, Status};
use store::{
    Reader, Writer,
    export::{Export, Format},
    query::{Filter, Level},
};

const ALL: [Format; 9] = [
    Format::Csv,
    Format::Parquet,
    Format::Jsonl,
    Format::Geojson,
    Format::Gdelt,
    Format::Icews,
    Format::Polecat,
    Format::Ftm,
    Format::Panel,
];

/// Two reports of one strike, a meeting two months later, a plan, and an act without a day.
fn exported() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut writer = Writer::open(&path).unwrap();
    let strike = |deaths| {
        event(EventType::Assault, "struck", &["RUS"], &["UKR"])
            .on("2024-03-10")
            .at("Odesa", "UKR", 46.48, 30.73)
            .deaths(deaths, "police")
    };
    let talks =
        event(EventType::Consult, "met", &["TUR", "UKR"], &["RUS"]).on("2024-05-02").at("Ankara", "TUR", 39.93, 32.86);
    let plan = event(EventType::Agree, "visit", &["TUR"], &["UKR"]).on("2025-05-01").status(Status::Future);
    let undated = event(EventType::Accuse, "accused", &["UKR"], &["RUS"]);
    add(
        &mut writer,
        &[
            article("A", "2024-03-11", vec![("Drones struck Odesa.", Some(strike(2)))]),
            article("B", "2024-03-11", vec![("Drones struck the port of\tOdesa.", Some(strike(3)))]),
            article(
                "A",
                "2024-05-03",
                vec![("The envoys met.", Some(talks)), ("He will visit, \"soon\".", Some(plan))],
            ),
            article("C", "2024-05-03", vec![("Kyiv accused Moscow.", Some(undated))]),
        ],
    );
    drop(writer);
    let out =
        Export { filter: Filter::default(), level: Level::Incident, folder: folder.path().join("out"), since: None };
    Reader::open(&path).unwrap().export(&ALL, &out).unwrap();
    folder
}

fn lines(folder: &tempfile::TempDir, file: &str) -> Vec<Vec<String>> {
    let text = fs::read_to_string(folder.path().join("out").join(file)).unwrap();
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn formats_of_other_data_sets_have_their_columns() {
    let folder = exported();
    let events = lines(&folder, "gdelt.export.csv");
    assert_eq!(events.len(), 2, "the plan and the undated act are no GDELT events");
    assert!(events.iter().all(|row| row.len() == 61));
    assert_eq!(events[0][1..4], ["20240310", "202403", "2024"]);
    assert_eq!((events[0][26].as_str(), events[0][29].as_str(), events[0][31].as_str()), ("190", "4", "2"));
    assert_eq!(events[0][53], "UP", "GDELT has FIPS codes of places");
    let mentions = lines(&folder, "gdelt.mentions.csv");
    assert_eq!(mentions.len(), 3);
    assert!(mentions.iter().all(|row| row.len() == 16));
    let icews = lines(&folder, "icews.tab");
    assert_eq!(icews.len(), 1 + 2 + 2, "a head, two reports, and two pairs of the meeting");
    assert!(icews.iter().all(|row| row.len() == 20));
    let polecat = lines(&folder, "polecat.tsv");
    assert!(polecat.len() == 4 && polecat.iter().all(|row| row.len() == 40));
}

#[test]
fn panels_hold_every_month() {
    let folder = exported();
    let text = fs::read_to_string(folder.path().join("out/country_month.csv")).unwrap();
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 1 + 2 * 3, "two countries, March to May");
    let strike = format!("UKR,369,2024-03,1,2,-9.00,2,3,0,0,0,1,{}1", "0,".repeat(15));
    assert!(rows.contains(&strike.as_str()), "{text}");
    assert!(rows.iter().any(|row| row.starts_with("UKR,369,2024-04,0,0,,0,0,")), "{text}");
    let dyads = fs::read_to_string(folder.path().join("out/dyad_month.csv")).unwrap();
    assert_eq!(dyads.lines().count(), 1 + 3 * 3, "{dyads}");
}

#[test]
fn parquet_holds_the_rows_of_csv() {
    let folder = exported();
    let read =
        |file: &str| SerializedFileReader::new(fs::File::open(folder.path().join("out").join(file)).unwrap()).unwrap();
    let reader = read("incidents-2024.parquet");
    assert_eq!(reader.metadata().file_metadata().num_rows(), 2);
    let row = reader.get_row_iter(None).unwrap().next().unwrap().unwrap().to_string();
    for part in ["type: \"ASSAULT\"", "from: 2024-03-10", "deaths_low: 2", "deaths_high: 3", "lat: 46.48", "url: null"]
    {
        assert!(row.contains(part), "{row} lacks {part}");
    }
    assert_eq!(read("incidents-2025.parquet").metadata().file_metadata().num_rows(), 1);
    assert_eq!(read("incidents-undated.parquet").metadata().file_metadata().num_rows(), 1);
    let mut csv = csv::Reader::from_path(folder.path().join("out/incidents.csv")).unwrap();
    assert_eq!(csv.records().map(Result::unwrap).count(), 4);
}

#[test]
fn json_is_json_and_the_package_describes_all() {
    let folder = exported();
    let out = folder.path().join("out");
    let json = |text: &str| -> serde_json::Value { serde_json::from_str(text).unwrap() };
    let map = json(&fs::read_to_string(out.join("incidents.geojson")).unwrap());
    assert_eq!(map["features"].as_array().unwrap().len(), 2);
    assert_eq!(map["features"][0]["geometry"]["coordinates"], serde_json::json!([30.73, 46.48]));
    for file in ["entities.ftm.json", "records.jsonl"] {
        fs::read_to_string(out.join(file)).unwrap().lines().for_each(|line| assert!(json(line).is_object()));
    }
    let package = json(&fs::read_to_string(out.join("datapackage.json")).unwrap());
    let described: Vec<&str> =
        package["resources"].as_array().unwrap().iter().map(|r| r["path"].as_str().unwrap()).collect();
    let mut files: Vec<String> =
        fs::read_dir(Path::new(&out)).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    files.retain(|file| file != "datapackage.json");
    files.sort();
    let mut described: Vec<String> = described.into_iter().map(str::to_owned).collect();
    described.sort();
    assert_eq!(files, described);
}

/// Lines of a CSV file by their key, without the head.
fn keyed(folder: &Path, file: &str, key: &str) -> BTreeMap<String, Vec<String>> {
    let mut reader = csv::Reader::from_path(folder.join(file)).unwrap();
    let at = reader.headers().unwrap().iter().position(|name| name == key).unwrap();
    let lines = reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
    lines.map(|line| (line[at].clone(), line)).collect()
}

#[test]
fn changes_applied_to_an_old_export_give_a_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let export = |name: &str, level, since: Option<String>| {
        let out = Export { filter: Filter::default(), level, folder: folder.path().join(name), since };
        Reader::open(&path).unwrap().export(&[Format::Csv, Format::Jsonl], &out).unwrap();
        out.folder
    };
    let strike = |deaths: u64, place: &str| {
        event(EventType::Assault, "struck", &["RUS"], &["UKR"])
            .on("2024-03-10")
            .at(place, "UKR", if place == "Odesa" { 46.48 } else { 49.84 }, 30.73)
            .deaths(deaths, "police")
    };
    let page = |text: &str, event| {
        let mut record = article("A", "2024-03-11", vec![(text, Some(event))]);
        record.document.url = Some("https://a.example/1".into());
        record
    };
    let mut writer = Writer::open(&path).unwrap();
    let kept = article("B", "2024-03-11", vec![("Drones struck Odesa.", Some(strike(3, "Odesa")))]);
    add(&mut writer, &[page("Drones struck Odesa and killed two.", strike(2, "Odesa")), kept]);
    drop(writer);
    let levels = [(Level::Incident, "incidents", "incident"), (Level::Report, "reports", "event")];
    let old = levels.map(|(level, name, _)| export(&format!("old-{name}"), level, None));
    let package = fs::read_to_string(old[0].join("datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&package).unwrap();
    let moment = package["asOf"].as_str().unwrap().to_owned();

    std::thread::sleep(std::time::Duration::from_millis(5));
    let mut writer = Writer::open(&path).unwrap();
    add(&mut writer, &[page("Drones struck Lviv.", strike(2, "Lviv"))]);
    drop(writer);
    for ((level, name, key), old) in levels.into_iter().zip(old) {
        let (file, removed) = (format!("{name}.csv"), format!("{name}.removed.csv"));
        let change = export(&format!("change-{name}"), level, Some(moment.clone()));
        let mut applied = keyed(&old, &file, key);
        let gone = keyed(&change, &removed, "id");
        assert!(level == Level::Incident || gone.values().any(|line| line[1] == "superseded"), "{gone:?}");
        applied.retain(|id, _| !gone.contains_key(id));
        applied.extend(keyed(&change, &file, key));
        assert_eq!(applied, keyed(&export(&format!("new-{name}"), level, None), &file, key), "{name}");
        let records = fs::read_to_string(change.join("records.jsonl")).unwrap();
        assert_eq!(records.lines().count(), 1, "the page that changed, and no other");
    }
}

#[test]
fn changes_are_told_in_some_formats_since_what_the_store_knows() {
    let folder = exported();
    let reader = Reader::open(&folder.path().join("a.db")).unwrap();
    assert!(reader.moment("1").unwrap().starts_with("20") && reader.moment("2024-05-01").is_ok());
    for wrong in ["99", "yesterday"] {
        assert!(reader.moment(wrong).unwrap_err().to_string().contains(wrong));
    }
    let since = Some("2024-05-01".to_owned());
    let out = Export { filter: Filter::default(), level: Level::Incident, folder: folder.path().join("x"), since };
    assert!(reader.export(&[Format::Gdelt], &out).is_err());
}
