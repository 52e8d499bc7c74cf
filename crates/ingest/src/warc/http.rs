//! HTTP responses as archives keep them.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use crate::kind;

/// Bytes of a page at most, unpacked.
const LARGEST: u64 = 20 << 20;
/// Headers of a response at most.
const HEADERS: usize = 256;

/// A page and what the server said about it.
#[derive(Debug)]
pub(super) struct Payload {
    /// The page.
    pub bytes: Vec<u8>,
    /// Its character set.
    pub charset: Option<String>,
}

/// The page of a response; nothing where it holds none, as redirects and pictures, and a reason where it is damaged.
pub(super) fn page(response: &[u8]) -> Option<Result<Payload, String>> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Response::new(&mut headers);
    let start = match parsed.parse(response) {
        Ok(httparse::Status::Complete(start)) => start,
        Ok(httparse::Status::Partial) => return Some(Err("holds an HTTP response without an end of its head".into())),
        Err(error) => return Some(Err(format!("holds no HTTP response: {error}"))),
    };
    let header = |name: &str| {
        let header = parsed.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name));
        header.map(|header| String::from_utf8_lossy(header.value).to_ascii_lowercase())
    };
    let media = header("content-type").unwrap_or_default();
    let is_page = media.starts_with("text/html") || media.starts_with("application/xhtml");
    if !is_page || !(200..300).contains(&parsed.code.unwrap_or_default()) {
        return None;
    }
    let body = match header("transfer-encoding").is_some_and(|encoding| encoding.contains("chunked")) {
        true => joined(&response[start..]),
        false => response[start..].to_vec(),
    };
    let bytes = unpacked(body, header("content-encoding").as_deref());
    Some(bytes.map(|bytes| Payload { bytes, charset: kind::charset(&media).map(str::to_owned) }))
}

/// The chunks of a body put together; as it is where it is not in chunks, since some archives keep the header alone.
fn joined(body: &[u8]) -> Vec<u8> {
    let (mut rest, mut whole) = (body, Vec::new());
    loop {
        match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete((start, size))) if size > 0 => {
                let end = start.saturating_add(usize::try_from(size).unwrap_or(usize::MAX)).min(rest.len());
                whole.extend_from_slice(&rest[start..end]);
                rest = &rest[end..];
                rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
            }
            Ok(_) => return whole,
            Err(_) if whole.is_empty() => return body.to_vec(),
            Err(_) => return whole,
        }
    }
}

fn unpacked(body: Vec<u8>, encoding: Option<&str>) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = match encoding.unwrap_or_default() {
        // Some archives keep the header of what they have unpacked.
        "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => {
            MultiGzDecoder::new(body.as_slice()).take(LARGEST + 1).read_to_end(&mut bytes)
        }
        "deflate" if body.first() == Some(&0x78) => {
            ZlibDecoder::new(body.as_slice()).take(LARGEST + 1).read_to_end(&mut bytes)
        }
        "br" | "zstd" if std::str::from_utf8(&body).is_err() => {
            return Err(format!("holds a page packed with {}, which is not read", encoding.unwrap_or_default()));
        }
        _ => return Ok(body),
    };
    read.map(|_| bytes).map_err(|error| format!("holds a page whose packing is broken: {error}"))
}
