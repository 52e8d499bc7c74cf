//! The binary on good and bad input: output, reasons and exit codes.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

fn annals(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = input.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    // A command that ends before it has read all input breaks the pipe.
    let _ = writer.join().unwrap();
    output
}

fn coded(input: &[u8]) -> (Option<i32>, String, String) {
    let output = annals(&["code", "--format", "jsonl"], input);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn sample(name: &str) -> String {
    format!("{}/../../samples/{name}", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn a_sample_is_coded_the_same_on_any_number_of_threads() {
    let folder = sample("delta");
    let run = |threads: &str| annals(&["code", &folder, "--format", "jsonl", "--threads", threads, "--quiet"], b"");
    let (one, four) = (run("1"), run("4"));
    assert_eq!(one.status.code(), Some(0));
    assert_eq!(one.stdout, four.stdout);
    let text = String::from_utf8(one.stdout).unwrap();
    assert_eq!(text.lines().count(), 8, "one record a document");
    let record: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    assert_eq!(record["schema"], "annals/1");
}

#[test]
fn a_deployment_that_never_was_is_negated() {
    let (_, out, _) = coded(b"Moldova's government never deployed troops, officials said on Friday.");
    let record: serde_json::Value = serde_json::from_str(&out).unwrap();
    let event = &record["events"][0];
    assert_eq!((event["type"].as_str(), event["status"].as_str()), (Some("MOBILIZE"), Some("negated")), "{event}");
    assert_eq!(event["attributed_to"]["text"], "officials");
}

#[test]
fn what_cannot_be_coded_is_skipped_with_its_reason() {
    for (input, reason) in [
        (&b""[..], "is empty"),
        (b"   \n\n ", "has no text"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "is binary (byte 7)"),
        ("Die Regierung hat am Montag beschlossen, die Truppen aus dem Land abzuziehen, sagte ein Sprecher des Ministeriums."
            .as_bytes(), "is in another language"),
        (b"{\"title\": \"no text\"}", "stdin:1: is no document"),
    ] {
        let (code, out, err) = coded(input);
        assert_eq!((code, out.as_str()), (Some(1), ""), "{reason}: {err}");
        assert!(err.contains(reason), "{err} should say: {reason}");
    }
}

#[test]
fn pages_feeds_archives_and_tables_are_coded() {
    let folder = tempfile::tempdir().unwrap();
    let sentence =
        "Rebels attacked the town of Aden on Monday, and police arrested three men who had planned the raid.";
    let page = format!(
        "<html><head><title>Raid</title></head><body><article><p>{sentence}</p><p>{sentence}</p></article></body></html>"
    );
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}");
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/1\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(warc.as_bytes()).unwrap();
    let feed =
        format!("<rss version=\"2.0\"><channel><item><description>{sentence}</description></item></channel></rss>");
    for (name, bytes) in [
        ("page.html", page.into_bytes()),
        ("archive.warc.gz", packed.finish().unwrap()),
        ("feed.xml", feed.into_bytes()),
        ("table.csv", format!("day,words\n2024-02-10,\"{sentence}\"\n").into_bytes()),
        ("note.md", format!("# Raid\n\n{sentence}\n").into_bytes()),
    ] {
        let path = folder.path().join(name).display().to_string();
        std::fs::write(&path, bytes).unwrap();
        let output = annals(&["code", &path, "--columns", "text=words", "--format", "jsonl"], b"");
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(0), "{name}: {errors}");
        let text = String::from_utf8(output.stdout).unwrap();
        let record: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        assert!(record["document"]["text"].as_str().unwrap().starts_with("Rebels attacked"), "{name}");
        assert!(!record["events"].as_array().unwrap().is_empty(), "{name}");
    }
    let pattern = folder.path().join("*.html").display().to_string();
    assert_eq!(annals(&["code", &pattern], b"").status.code(), Some(0));
    assert_eq!(annals(&["code", "x.csv", "--columns", "words=text"], b"").status.code(), Some(2));
}

#[test]
fn odd_text_is_survived() {
    let long = "Rebels attacked the town and ".repeat(400) + "left.";
    let quotes = "“‘\"".repeat(300) + "Rebels attacked the town." + &"\"’”".repeat(300);
    let hidden = "Re\u{200b}bels \u{202e}attacked\u{202c} the \u{5d0}\u{5d1} town. \u{feff}Police arrested them.";
    for text in ["Attack", long.as_str(), quotes.as_str(), hidden, "\u{0301}\u{0301}", "🙂".repeat(500).as_str()] {
        let (code, _, err) = coded(text.as_bytes());
        assert_eq!(code, Some(0), "{err}");
    }
}

#[test]
fn latin_1_is_decoded() {
    let (code, out, err) = coded(b"The pr\xe9fet of Saint-\xc9tienne banned the rally, the mayor said on Monday.");
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("préfet"), "{out}");
}

#[test]
fn a_line_of_50_megabytes_is_refused() {
    let (code, _, err) = coded("word ".repeat(10_000_000).as_bytes());
    assert_eq!(code, Some(1), "{err}");
    assert!(err.contains("50000000 bytes long"), "{err}");
}

#[test]
fn strict_stops_and_usage_errors_are_told_apart() {
    assert_eq!(annals(&["code", "no-such-file.txt"], b"").status.code(), Some(1));
    assert_eq!(annals(&["code", "--strict", "no-such-file.txt"], b"").status.code(), Some(2));
    assert_eq!(annals(&["code", "--format", "xml"], b"").status.code(), Some(2));
    assert_eq!(annals(&["explain", &sample("odesa.txt"), "v999"], b"").status.code(), Some(2));
}

#[test]
fn every_command_prints_something() {
    let odesa = sample("odesa.txt");
    for arguments in [
        vec!["code", &odesa],
        vec!["code", &odesa, "--format", "csv"],
        vec!["parse", &odesa],
        vec!["explain", &odesa, "v1"],
        vec!["check"],
        vec!["codebook"],
        vec!["codebook", "assault"],
        vec!["schema"],
        vec!["man"],
        vec!["completions", "bash"],
    ] {
        let output = annals(&arguments, b"");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(!output.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn every_flag_and_column_is_documented() {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/cli.md")).unwrap();
    let help = String::from_utf8(annals(&["code", "--help"], b"").stdout).unwrap();
    let flags = help.split_whitespace().filter(|word| word.starts_with("--") && word.len() > 3);
    for flag in flags.map(|flag| flag.trim_end_matches([',', '.'])).filter(|&flag| flag != "--help") {
        assert!(docs.contains(&format!("`{flag}`")), "docs/cli.md lacks {flag}");
    }
    let csv = annals(&["code", &sample("odesa.txt"), "--format", "csv"], b"").stdout;
    let csv = String::from_utf8(csv).unwrap();
    for column in csv.lines().next().unwrap().split(',') {
        assert!(docs.contains(&format!("`{column}`")), "docs/cli.md lacks the column {column}");
    }
}
