//! Reads any bytes as each kind of input: articles or reasons, never a panic.

#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;

const NAMES: [&str; 8] =
    ["input.txt", "input.jsonl", "input.md", "input.html", "input.csv", "feed.xml", "input.warc", "input.txt.gz"];

fuzz_target!(|bytes: &[u8]| {
    for name in NAMES {
        let articles = ingest::read(name, Cursor::new(bytes.to_vec()), &ingest::Options::default());
        assert!(articles.flatten().all(|article| !article.document.text.trim().is_empty()), "{name}");
    }
});
