//! Every reader on damaged input: no panic, and an end.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::io::Cursor;

use ingest::{Options, read};
use proptest::prelude::*;

/// A small sound input of each format.
const SAMPLES: [(&str, &str); 8] = [
    ("a.txt", "Title: Talks\nDate: 2024-02-10\n\nEnvoys met in Geneva on Monday.\n"),
    ("a.md", "---\ntitle: Talks\n---\n# Talks\n\nEnvoys *met* in [Geneva](x).\n\n- One\n- Two\n"),
    ("a.jsonl", "{\"text\": \"Envoys met.\", \"published\": \"2024-02-10\"}\n{\"text\": \"They left.\"}\n"),
    ("a.csv", "title,date,text\nTalks,2024-02-10,\"Envoys met, and left.\"\nMore,,They left.\n"),
    (
        "a.html",
        "<html><head><meta charset=utf-8><script type=\"application/ld+json\">{\"@type\": \"NewsArticle\"}</script></head><body><nav><a href=/>Home</a></nav><article><p>Envoys met in Geneva on Monday.<br><br>They <b>left</b>.</p><table><tr><td>1</table></article></body></html>",
    ),
    (
        "a.xml",
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>P</title><item><title>T</title><description>Envoys &lt;b&gt;met&lt;/b&gt;.</description></item><item><description>Two</description></item></channel></rss>",
    ),
    (
        "b.xml",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>T</title><content type=\"html\">Envoys met.</content></entry></feed>",
    ),
    (
        "a.warc",
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 80\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>x\r\n\r\n\r\n",
    ),
];

fn read_all(name: &str, bytes: Vec<u8>) -> usize {
    let articles = read(name, Cursor::new(bytes), &Options::default());
    articles
        .take(10_000)
        .inspect(|article| assert!(article.as_ref().err().is_none_or(|skipped| !skipped.reason.is_empty())))
        .count()
}

#[test]
fn sound_samples_give_documents() {
    for (name, text) in SAMPLES {
        assert!(read_all(name, text.as_bytes().to_vec()) > 0, "{name}");
    }
    let articles: Vec<_> = read("stdin", Cursor::new(SAMPLES[2].1), &Options::default()).collect();
    assert_eq!(articles.iter().filter(|article| article.is_ok()).count(), 2, "the first bytes tell the format");
    let utf_16: Vec<u8> = "\u{feff}{\"text\": \"Envoys met.\"}\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let first = read("a.jsonl", Cursor::new(utf_16), &Options::default()).next().unwrap();
    assert_eq!(first.unwrap().document.text, "Envoys met.");
    let binary = read("a.jsonl", Cursor::new(b"\x7fELF\x01\x01\0\0"), &Options::default()).next().unwrap();
    assert!(binary.unwrap_err().reason.contains("is binary"));
}

#[test]
fn samples_cut_off_anywhere_end_in_documents_or_reasons() {
    for (name, text) in SAMPLES {
        for end in 1..text.len() {
            // The head of a table alone is a table without rows.
            let found = read_all(name, text.as_bytes()[..end].to_vec());
            assert!(found > 0 || name == "a.csv", "{name} cut off at {end}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn damaged_samples_do_not_panic(
        sample in 0..SAMPLES.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        repeats in 1..4_usize,
    ) {
        let (name, text) = SAMPLES[sample];
        let mut bytes = text.as_bytes().repeat(repeats);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_all(name, bytes);
    }

    #[test]
    fn any_bytes_do_not_panic(sample in 0..SAMPLES.len(), bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(SAMPLES[sample].0, bytes);
    }
}
