//! The commands on a store: from articles to a brief, and what kills leave behind.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    io::Write,
    path::Path,
    process::{Command, Output, Stdio},
    time::{Duration, Instant},
};

fn annals(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments).stdin(Stdio::null());
    command
}

fn run(arguments: &[&str]) -> Output {
    let output = annals(arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn samples() -> String {
    format!("{}/../../samples/delta", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn from_articles_to_answers() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let store = path("annals.db");
    let at = |arguments: &[&'static str]| -> Vec<String> {
        arguments.iter().map(|word| (*word).to_owned()).chain(["--store".to_owned(), store.clone()]).collect()
    };
    let ask = |arguments: &[&'static str]| {
        let arguments = at(arguments);
        text(&run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).stdout)
    };
    run(&["ingest", &samples(), "--store", &store]);
    let again = run(&["ingest", &samples(), "--store", &store]);
    assert!(text(&again.stderr).contains("0 new documents, 0 events, 8 known already"), "{}", text(&again.stderr));

    let incidents: serde_json::Value =
        serde_json::from_str(&ask(&["query", "--format", "json", "--limit", "0"])).unwrap();
    let reports: serde_json::Value =
        serde_json::from_str(&ask(&["query", "--format", "json", "--limit", "0", "--level", "report"])).unwrap();
    let (incidents, reports) = (incidents.as_array().unwrap().len(), reports.as_array().unwrap().len());
    assert!(0 < incidents && incidents < reports, "{incidents} incidents of {reports} reports");

    for question in [
        &["query", "--by", "month,type"][..],
        &["query", "--type", "ASSAULT", "--format", "csv"],
        &["query", "--text", "market", "--box", "-10,30,10,50"],
        &["timeline"],
        &["actors"],
        &["brief", "Mombasa"],
    ] {
        assert!(ask(question).lines().count() > 1, "{question:?}");
    }
    let brief = ask(&["brief", "Mombasa"]);
    assert!(brief.contains("[1]") && brief.contains("## Sources"), "{brief}");

    let out = path("out");
    let formats = "csv,parquet,jsonl,geojson,gdelt,icews,polecat,ftm,panel";
    run(&["export", "--format", formats, "--out", &out, "--store", &store]);
    assert!(Path::new(&out).join("datapackage.json").is_file());

    run(&["review", "reject", "1", "--by", "me", "--store", &store]);
    assert!(ask(&["review", "list"]).contains("reject"));
    assert_eq!(ask(&["review", "export"]).lines().count(), 1);
    assert!(text(&run(&["recode", "--store", &store]).stderr).contains("0 documents coded again"));
}

#[test]
fn errors_say_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("none.db").display().to_string();
    for (arguments, reason) in [
        (&["query", "--store", &store][..], "annals ingest"),
        (&["review", "edit", "1", "type", "--store", &store], "FIELD=VALUE"),
    ] {
        let output = annals(arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(reason), "{}", text(&output.stderr));
    }
}

/// What the tables hold, but for runs and times.
fn rows(store: &Path) -> Vec<String> {
    let connection = rusqlite::Connection::open(store).unwrap();
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let sql = "SELECT t.name, group_concat('quote(' || c.name || ')', ' || '' | '' || ') FROM sqlite_schema AS t
        JOIN pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%'
        AND t.name NOT LIKE 'sentence_index%' AND t.name NOT IN ('runs', 'refused', 'changes')
        AND c.name NOT IN ('run', 'added') GROUP BY t.name ORDER BY t.name";
    let mut statement = connection.prepare(sql).unwrap();
    let tables = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let mut all = Vec::new();
    for (table, columns) in tables.map(Result::<(String, String), _>::unwrap) {
        let mut statement = connection.prepare(&format!("SELECT {columns} FROM {table} ORDER BY 1")).unwrap();
        let lines = statement.query_map([], |row| row.get::<_, String>(0)).unwrap();
        all.extend(lines.map(|line| format!("{table}: {}", line.unwrap())));
    }
    all
}

/// Documents in a store; none where there is no store yet, or none whose tables are there.
fn documents(store: &Path) -> u64 {
    let open = rusqlite::Connection::open_with_flags(store, rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE);
    let count = |store: rusqlite::Connection| store.query_row("SELECT count(*) FROM documents", [], |row| row.get(0));
    open.and_then(count).unwrap_or(0)
}

/// Kills the command at many moments; then one run to the end leaves what a clean run leaves.
#[test]
fn kills_lose_nothing_but_the_batch_in_flight() {
    const KILLS: u64 = 50;
    const ARTICLES: u64 = 30;
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("news.jsonl");
    let article = |n: u64| {
        let text = format!(
            "Rebels attacked the town of Goma on {} May and killed {} people, the army said. The governor condemned the attack \
             and urged the rebels to leave. Police arrested {} men in Goma.",
            n % 27 + 1,
            n % 5 + 2,
            n % 7 + 2
        );
        serde_json::json!({"text": text, "published": format!("2024-05-{:02}", n % 27 + 2), "source": format!("Outlet {n}")})
    };
    let lines: String = (0..ARTICLES).map(|n| format!("{}\n", article(n))).collect();
    std::fs::write(&input, lines).unwrap();
    let (clean, killed) = (folder.path().join("clean.db"), folder.path().join("killed.db"));
    let arguments = |store: &Path| {
        [
            "ingest",
            &input.display().to_string(),
            "--batch",
            "2",
            "--threads",
            "1",
            "--store",
            &store.display().to_string(),
        ]
        .map(str::to_owned)
    };
    let started = Instant::now();
    run(&arguments(&clean).each_ref().map(String::as_str));
    let whole = started.elapsed();
    for kill in 0..KILLS {
        // Spread over the time of a clean run: before the first batch, amid a batch, between batches.
        let wait = whole.mul_f64((kill * 37 % KILLS) as f64 / KILLS as f64);
        let mut child =
            annals(&arguments(&killed).each_ref().map(String::as_str)).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(wait.max(Duration::from_millis(5)));
        let _ = child.kill();
        child.wait().unwrap();
        // Once everything is in, the next kills need a new store to bear on.
        if documents(&killed) == ARTICLES {
            assert_eq!(rows(&clean), rows(&killed));
            std::fs::remove_file(&killed).unwrap();
        }
    }
    run(&arguments(&killed).each_ref().map(String::as_str));
    assert_eq!(rows(&clean), rows(&killed));
}

/// GDELT publishes ZIP archives; a table may also be packed by gzip. Both hold what the table holds.
#[test]
fn packed_tables_of_other_coders_are_imported() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let table =
        std::fs::read(format!("{}/../store/tests/imports/gdelt.export.CSV", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(&table).unwrap();
    std::fs::write(path("table.gz"), gzip.finish().unwrap()).unwrap();
    let mut archive = zip::ZipWriter::new(std::fs::File::create(path("table.zip")).unwrap());
    archive.start_file("20240210.export.CSV", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(&table).unwrap();
    archive.finish().unwrap();
    std::fs::write(path("cut.zip"), &std::fs::read(path("table.zip")).unwrap()[..200]).unwrap();

    let told = |name: &str| {
        let output = annals(&["import", &path(name), "--as", "gdelt", "--store", &path("annals.db")]).output().unwrap();
        text(&output.stderr)
    };
    assert!(told("table.zip").contains("table.zip/20240210.export.CSV: 1 new reports"), "{}", told("table.zip"));
    assert!(told("table.gz").contains("table.gz: 0 new reports, 0 changed, 1 known already"), "{}", told("table.gz"));
    assert!(told("cut.zip").contains("cut.zip"), "{}", told("cut.zip"));
}
