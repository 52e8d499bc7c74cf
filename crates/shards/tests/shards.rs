//! One input, one shard: whatever it is, however often, wherever to.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{fs, num::NonZeroUsize, path::Path, sync::Arc};

use arrow_array::StringArray;
use coder::Coder;
use ingest::Columns;
use object_store::memory::InMemory;
use parquet::arrow::{ArrowWriter, arrow_reader::ParquetRecordBatchReaderBuilder};
use record::EventType;
use shards::{Done, Location, Manifest, Options, code, code_to, manifests, outcome};

const TEXTS: &str = concat!(
    "{\"id\": \"a\", \"text\": \"Rebels attacked the town of Goma on Monday, killing 12 people.\", \"published\": \"2024-02-10\"}\n",
    "{\"id\": \"b\"}\n",
    "{\"id\": \"c\", \"text\": \"The president met his counterpart in Paris.\", \"published\": \"2024-02-10\"}\n",
);

fn coder() -> Coder {
    Coder::embedded().unwrap()
}

fn options(threads: usize) -> Options {
    Options { date: None, columns: Columns::default(), threads: NonZeroUsize::new(threads).unwrap() }
}

fn input(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> String {
    fs::write(folder.join(name), bytes).unwrap();
    folder.join(name).display().to_string()
}

fn rows(file: &Path) -> Vec<columns::Outcome> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(fs::File::open(file).unwrap()).unwrap().build().unwrap();
    reader.flat_map(|batch| columns::read(&batch.unwrap()).unwrap()).collect()
}

#[test]
fn a_shard_holds_the_records_of_the_coder_and_the_errors() {
    let (folder, coder) = (tempfile::tempdir().unwrap(), coder());
    let file = input(folder.path(), "news.jsonl", TEXTS);
    let out = folder.path().join("out");
    let done = code(&coder, &file, out.to_str().unwrap(), &options(2)).unwrap();
    let manifest = done.manifest();
    assert_eq!((manifest.rows, manifest.errors), (3, 1));
    let found = rows(&out.join(&manifest.file));
    let wanted: Vec<_> = ingest::open(&file, &ingest::Options::default()).map(|read| outcome(&coder, read)).collect();
    assert!(found[1].as_ref().unwrap_err().reason.contains("missing field `text`"));
    for at in [0, 2] {
        let record = |outcomes: &[columns::Outcome]| serde_json::to_string(&outcomes[at].as_ref().unwrap().1).unwrap();
        assert_eq!(record(&found), record(&wanted), "nothing is lost on the way through the columns");
    }
    assert!(manifest.events > 0);
}

#[test]
fn bytes_depend_on_neither_threads_nor_place_and_what_is_done_is_passed_over() {
    let (folder, coder) = (tempfile::tempdir().unwrap(), coder());
    let file = input(folder.path(), "news.jsonl", TEXTS);
    let place = |name: &str| folder.path().join(name).display().to_string();
    let one = code(&coder, &file, &place("one"), &options(1)).unwrap();
    let two = code(&coder, &file, &place("two"), &options(2)).unwrap();
    assert_eq!(one, two);
    let again = code(&coder, &file, &place("one"), &options(2)).unwrap();
    assert_eq!(again, Done::Known(one.manifest().clone()));
    let memory = Location::within(Arc::new(InMemory::new()), "a/b").unwrap();
    assert_eq!(code_to(&coder, &file, &memory, &options(2)).unwrap(), one);
    assert_eq!(manifests(&memory).unwrap(), [one.manifest().clone()]);
}

#[test]
fn a_worker_killed_between_shard_and_manifest_is_made_good() {
    let (folder, coder) = (tempfile::tempdir().unwrap(), coder());
    let file = input(folder.path(), "news.jsonl", TEXTS);
    let out = folder.path().join("out");
    let name = |done: &Done| out.join(done.manifest().file.replace(".parquet", ".json"));
    let first = code(&coder, &file, out.to_str().unwrap(), &options(2)).unwrap();
    fs::remove_file(name(&first)).unwrap();
    assert_eq!(code(&coder, &file, out.to_str().unwrap(), &options(2)).unwrap(), first);
    assert!(name(&first).exists());
}

#[test]
fn a_published_file_is_never_written_again() {
    let memory = Location::within(Arc::new(InMemory::new()), "a").unwrap();
    assert!(memory.publish("x.json", "first".into()).unwrap());
    assert!(!memory.publish("x.json", "second".into()).unwrap());
    assert_eq!(memory.read("x.json").unwrap().unwrap(), "first");
    assert_eq!(memory.read("y.json").unwrap(), None);
}

#[test]
fn names_tell_options_and_formats_apart() {
    let (folder, coder) = (tempfile::tempdir().unwrap(), coder());
    let out = folder.path().join("out");
    let shard = |name: &str, date: Option<&str>| {
        let file = input(folder.path(), name, TEXTS);
        let options = Options { date: date.map(|day| day.parse().unwrap()), ..options(2) };
        code(&coder, &file, out.to_str().unwrap(), &options).unwrap().manifest().file.clone()
    };
    let names = [shard("a.jsonl", None), shard("a.jsonl", Some("2024-01-01")), shard("a.txt", None)];
    assert!(names[0] != names[1] && names[0] != names[2]);
    assert_eq!(names[0], shard("b.jsonl", None), "the name of the input does not matter");
}

#[test]
fn broken_files_are_rows_and_missing_ones_errors() {
    let (folder, coder) = (tempfile::tempdir().unwrap(), coder());
    let out = folder.path().join("out").display().to_string();
    let good = code(&coder, &input(folder.path(), "a.jsonl", TEXTS), &out, &options(2)).unwrap();
    let parquet = fs::read(Path::new(&out).join(&good.manifest().file)).unwrap();
    let cut = input(folder.path(), "cut.parquet", &parquet[..parquet.len() / 2]);
    let warc =
        input(folder.path(), "cut.warc", "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 999\r\n\r\nHTTP/1.1 200");
    for file in [cut, warc] {
        let Manifest { rows, errors, .. } = code(&coder, &file, &out, &options(2)).unwrap().manifest().clone();
        assert_eq!((rows, errors), (1, 1), "{file}");
    }
    let missing = code(&coder, "no/such/file.warc", &out, &options(1)).unwrap_err().to_string();
    assert!(missing.contains("no/such/file.warc"), "{missing}");
    assert!(code(&coder, "ftp://a/b", &out, &options(1)).unwrap_err().to_string().contains("s3://BUCKET/PREFIX"));
}

/// Against a server that speaks S3, where one is told of: `ANNALS_TEST_S3=s3://BUCKET/PREFIX`, with the usual `AWS_…` variables.
/// `.ci/s3` starts one and runs this.
#[test]
fn a_server_that_speaks_s3_keeps_the_first_shard() {
    let Ok(bucket) = std::env::var("ANNALS_TEST_S3") else {
        eprintln!("skipped: ANNALS_TEST_S3 names no bucket; run .ci/s3");
        return;
    };
    let (folder, coder) = (tempfile::tempdir().unwrap(), coder());
    let place = format!("{bucket}/{}", std::process::id());
    let local =
        code(&coder, &input(folder.path(), "news.jsonl", TEXTS), folder.path().to_str().unwrap(), &options(2)).unwrap();
    let out = Location::new(&place).unwrap();
    assert!(out.publish("news.jsonl", TEXTS.into()).unwrap());
    assert!(!out.publish("news.jsonl", "other".into()).unwrap());
    let remote = code(&coder, &format!("{place}/news.jsonl"), &format!("{place}/out"), &options(2)).unwrap();
    assert_eq!(remote, local);
    let again = code(&coder, &format!("{place}/news.jsonl"), &format!("{place}/out"), &options(2)).unwrap();
    assert!(matches!(again, Done::Known(_)));
}

/// A page of an archive as a crawler writes it down.
fn page(address: &str, text: &str) -> String {
    let html = format!("<html><head><title>News</title></head><body><article><p>{text}</p></article></body></html>");
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{html}");
    let about = format!("WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response");
    format!("WARC/1.0\r\nWARC-Type: response\r\n{about}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n", answer.len())
}

/// A table with these texts and days.
fn table(file: &Path, texts: &[Option<&str>], days: &[Option<&str>]) {
    let column = |values: &[Option<&str>]| Arc::new(StringArray::from(values.to_vec()));
    let batch = columns::text_column(column(texts), Some(column(days))).unwrap();
    let mut writer = ArrowWriter::try_new(fs::File::create(file).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

#[test]
fn archives_and_tables_are_coded_row_by_row() {
    let (folder, coder) = (tempfile::tempdir().unwrap(), coder());
    let text =
        "Police in Nairobi arrested three opposition leaders on Tuesday, a party spokesman said in a statement. "
            .repeat(3);
    let archive =
        page("https://a.example/1", &text) + &page("https://a.example/2", "") + &page("https://a.example/3", &text);
    let warc = input(folder.path(), "crawl.warc", archive);
    let parquet = folder.path().join("news.parquet");
    table(&parquet, &[Some(&text), None, Some(&text)], &[Some("2024-02-10"), None, Some("soon")]);
    for (file, wanted) in [(warc, [false, true, false]), (parquet.display().to_string(), [false, true, true])] {
        let done = code(&coder, &file, folder.path().to_str().unwrap(), &options(2)).unwrap();
        let found = rows(&folder.path().join(&done.manifest().file));
        let failed: Vec<bool> = found.iter().map(Result::is_err).collect();
        assert_eq!(failed, wanted, "{file}: {found:?}");
        let (_, record) = found[0].as_ref().unwrap();
        assert!(record.events.iter().any(|event| event.kind == EventType::Coerce), "{file}");
    }
}
