use std::io::{BufReader, Cursor, Write};

use flate2::{Compression, write::GzEncoder};

use super::*;

const PAGE: &str = "<html><head><title>Talks open in Geneva</title></head><body><article><h1>Talks open in Geneva</h1>
    <p>Envoys of both governments met in Geneva on Monday, and they agreed to hold further talks in the spring.</p>
    <p>The foreign minister said that the truce would hold, and that prisoners would be released within a week.</p>
    </article></body></html>";

fn record(kind: &str, media: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/2024/02/10/talks\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    record("response", "application/http; msgtype=response", &[head.as_bytes(), b"\r\n\r\n", body].concat())
}

fn page() -> Vec<u8> {
    response("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8", PAGE.as_bytes())
}

fn archive() -> Vec<u8> {
    let picture = response("HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG");
    let gone = response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", b"<p>gone</p>");
    [record("warcinfo", "application/warc-fields", b"software: test"), page(), picture, gone, page()].concat()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn articles(bytes: Vec<u8>) -> Vec<Result<Article, Skipped>> {
    read("a.warc", Box::new(Cursor::new(bytes)), &Options::default()).collect()
}

#[test]
fn pages_are_articles_and_the_rest_is_passed_over() {
    let read = articles(archive());
    assert_eq!(read.len(), 2, "{read:?}");
    let article = read[0].as_ref().unwrap();
    assert_eq!(article.input, "a.warc:2");
    assert_eq!(article.document.url.as_deref(), Some("https://a.example/2024/02/10/talks"));
    assert_eq!(article.document.published.unwrap().to_string(), "2024-02-10");
    assert!(article.document.text.starts_with("Envoys of both governments"), "{article:?}");
}

#[test]
fn what_is_cut_off_keeps_the_records_before() {
    let whole = archive();
    let read = articles(whole[..whole.len() - 50].to_vec());
    assert!(read[0].is_ok());
    let fault = read[1].as_ref().unwrap_err().to_string();
    assert!(fault.starts_with("a.warc: is cut off in the record at byte"), "{fault}");
    assert!(fault.contains("46 of its"), "{fault}");
    assert_eq!(read.len(), 2);
    let odd = articles([page(), b"no record\r\n".to_vec()].concat());
    assert!(odd[1].as_ref().unwrap_err().reason.contains("begins with `no record`"), "{odd:?}");
}

#[test]
fn a_broken_gzip_member_keeps_the_members_before() {
    let (first, second) = (gzip(&page()), gzip(&page()));
    for broken in [second[..second.len() / 2].to_vec(), [&second[..20], &[0xff; 40]].concat()] {
        let bytes = [first.clone(), broken].concat();
        let input = BufReader::new(flate2::bufread::MultiGzDecoder::new(Cursor::new(bytes)));
        let read: Vec<_> = read("a.warc.gz", Box::new(input), &Options::default()).collect();
        assert!(read[0].is_ok(), "{read:?}");
        assert!(read[1].as_ref().unwrap_err().reason.contains("record at byte"), "{read:?}");
    }
}

#[test]
fn chunks_and_packing_are_undone() {
    let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    let (a, b) = PAGE.as_bytes().split_at(100);
    let chunked = [chunk(a), chunk(b), b"0\r\n\r\n".to_vec()].concat();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    let bytes = [
        response(&format!("{head}Transfer-Encoding: chunked"), &chunked),
        response(&format!("{head}Content-Encoding: gzip"), &gzip(PAGE.as_bytes())),
        response(&format!("{head}Content-Encoding: br"), &[0x8b, 0xff, 0x00]),
    ]
    .concat();
    let read = articles(bytes);
    assert!(read[0].is_ok() && read[1].is_ok(), "{read:?}");
    assert!(read[2].as_ref().unwrap_err().reason.contains("packed with br"));
}

#[test]
fn large_records_are_told_and_passed() {
    let large = response("HTTP/1.1 200 OK\r\nContent-Type: text/html", &vec![b' '; 21 << 20]);
    let read = articles([large, page()].concat());
    assert!(read[0].as_ref().unwrap_err().reason.contains("a record of 21 MB at byte 0"));
    assert!(read[1].is_ok());
}

#[test]
fn texts_of_wet_archives_are_read() {
    let read = articles(record("conversion", "text/plain", b"Rebels attacked the town on Monday."));
    assert_eq!(read[0].as_ref().unwrap().document.source.as_deref(), Some("a.example"));
}
