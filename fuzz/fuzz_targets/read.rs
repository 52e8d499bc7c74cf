//! Reads any bytes as each kind of input: documents or reasons, never a panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["input.txt", "input.jsonl"] {
        let documents = ingest::read(name, bytes, &ingest::Options::default());
        assert!(bytes.is_empty() || documents.iter().flatten().all(|document| !document.text.trim().is_empty()));
    }
});
