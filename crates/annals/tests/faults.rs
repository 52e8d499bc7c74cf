//! Faults of inputs and stores at the command line: each is told, and nothing else is lost.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    fs,
    io::Write,
    path::Path,
    process::{Command, Output},
};

const NEWS: &str = "Police arrested twelve protesters in Nairobi on Monday, the interior ministry said. The opposition condemned the arrests.";

fn annals(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_annals")).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Ingests a file next to a sound one; what is told, and the number of documents stored.
fn ingest(name: &str, bytes: &[u8]) -> (String, usize) {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("in");
    fs::create_dir(&inputs).unwrap();
    fs::write(inputs.join(name), bytes).unwrap();
    fs::write(inputs.join("z-sound.txt"), NEWS).unwrap();
    let store = folder.path().join("a.db");
    let output = annals(&["ingest", inputs.to_str().unwrap(), "--store", store.to_str().unwrap()]);
    (told(&output), documents(&store))
}

fn documents(store: &Path) -> usize {
    let store = rusqlite::Connection::open(store).unwrap();
    store.query_row("SELECT count(*) FROM documents WHERE not_coded IS NULL", [], |row| row.get(0)).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    writer.write_all(bytes).unwrap();
    writer.finish().unwrap()
}

fn warc(page: &str) -> String {
    let body = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n",
        page.len(),
        body.len()
    )
}

fn page(number: usize) -> String {
    format!(
        "<html><body><article><h1>Arrests {number}</h1><p>{NEWS} It was arrest number {number}.</p></article></body></html>"
    )
}

#[test]
fn a_cut_off_archive_gives_what_stands_before_the_cut() {
    let archive = warc(&page(1)) + &warc(&page(22));
    let cut = archive.len() - 60;
    let (whole, both) = ingest("a.warc", archive.as_bytes());
    assert_eq!(both, 3, "{whole}");
    let (told, stored) = ingest("a.warc", &archive.as_bytes()[..cut]);
    assert!(told.contains("a.warc") && stored >= 2, "{told}");
    let packed = [gzip(warc(&page(1)).as_bytes()), gzip(warc(&page(22)).as_bytes())].concat();
    let (told, stored) = ingest("a.warc.gz", &packed[..packed.len() - 40]);
    assert!(told.contains("a.warc.gz") && stored >= 2, "{told}");
}

#[test]
fn a_cut_off_gzip_file_is_named() {
    let packed = gzip(NEWS.repeat(50).as_bytes());
    let (told, stored) = ingest("a.txt.gz", &packed[..packed.len() / 2]);
    assert!(told.contains("a.txt.gz"), "{told}");
    assert_eq!(stored, 1);
}

#[test]
fn a_feed_with_broken_xml_gives_the_entries_before_the_fault() {
    let item = |number: usize| {
        format!(
            "<item><title>Arrests</title><description>{NEWS} Number {number}.</description><link>http://example.org/{number}</link></item>"
        )
    };
    let feed = format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>N</title>{}<item><title>cut < off",
        item(1)
    );
    let (told, stored) = ingest("a.xml", feed.as_bytes());
    assert!(told.contains("a.xml") && told.contains("broken feed after 1 entries"), "{told}");
    assert_eq!(stored, 2);
}

#[test]
fn a_page_of_20_megabytes_is_read_or_refused_with_its_name() {
    let filler = "<p>Nothing happened in the town on that day, and nobody said anything about it.</p>".repeat(250_000);
    let page = format!("<html><body><article><p>{NEWS}</p>{filler}</article></body></html>");
    assert!(page.len() > 20_000_000);
    let (told, stored) = ingest("a.html", page.as_bytes());
    assert!(stored == 2 || told.contains("a.html"), "{told}");
}

#[test]
fn a_store_of_a_newer_version_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.txt");
    fs::write(&input, NEWS).unwrap();
    let store = folder.path().join("a.db");
    let (input, path) = (input.to_str().unwrap(), store.to_str().unwrap());
    assert!(annals(&["ingest", input, "--store", path]).status.success());
    rusqlite::Connection::open(&store).unwrap().pragma_update(None, "user_version", 999).unwrap();
    for command in [&["ingest", input, "--store", path][..], &["query", "--store", path]] {
        let output = annals(command);
        assert!(!output.status.success() && told(&output).contains("use a newer Annals"), "{}", told(&output));
    }
    assert_eq!(documents(&store), 1);
}

#[test]
fn a_second_writer_is_told_to_wait() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("a.txt");
    fs::write(&input, NEWS).unwrap();
    let store = folder.path().join("a.db");
    let (input, path) = (input.to_str().unwrap(), store.to_str().unwrap());
    let first = store::Writer::open(&store).unwrap();
    let output = annals(&["ingest", input, "--store", path]);
    assert!(
        !output.status.success() && told(&output).contains("being written by another process"),
        "{}",
        told(&output)
    );
    assert!(annals(&["query", "--store", path]).status.success(), "reading stays possible");
    drop(first);
    assert!(annals(&["ingest", input, "--store", path]).status.success());
    assert_eq!(documents(&store), 1);
}
