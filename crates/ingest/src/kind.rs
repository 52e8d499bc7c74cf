//! What an input holds, by its name, its media type or its first bytes.

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// JSON Lines.
    Json,
    /// CSV, or TSV with its delimiter.
    Table(Option<u8>),
    /// A web page.
    Html,
    /// RSS or Atom.
    Feed,
    /// A web archive.
    Warc,
}

/// Endings of file names; `xml` is told by its content.
const ENDINGS: [(&str, Option<Kind>); 18] = [
    ("txt", Some(Kind::Plain)),
    ("text", Some(Kind::Plain)),
    ("md", Some(Kind::Markdown)),
    ("markdown", Some(Kind::Markdown)),
    ("jsonl", Some(Kind::Json)),
    ("ndjson", Some(Kind::Json)),
    ("csv", Some(Kind::Table(None))),
    ("tsv", Some(Kind::Table(Some(b'\t')))),
    ("tab", Some(Kind::Table(Some(b'\t')))),
    ("html", Some(Kind::Html)),
    ("htm", Some(Kind::Html)),
    ("xhtml", Some(Kind::Html)),
    ("rss", Some(Kind::Feed)),
    ("atom", Some(Kind::Feed)),
    ("rdf", Some(Kind::Feed)),
    ("warc", Some(Kind::Warc)),
    ("wet", Some(Kind::Warc)),
    ("xml", None),
];

fn ending(name: &str) -> Option<&'static (&'static str, Option<Kind>)> {
    let name = name.to_lowercase();
    let (_, ending) = name.strip_suffix(".gz").unwrap_or(&name).rsplit_once('.')?;
    ENDINGS.iter().find(|(known, _)| *known == ending)
}

/// Whether a file in a folder is an input.
pub(crate) fn is_input(name: &str) -> bool {
    ending(name).is_some()
}

/// The kind that a file's name tells, `.gz` aside.
pub(crate) fn by_name(name: &str) -> Option<Kind> {
    ending(name)?.1
}

/// The kind that a media type tells.
pub(crate) fn by_media_type(media: &str) -> Option<Kind> {
    match media.split(';').next()?.trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => Some(Kind::Html),
        "application/rss+xml" | "application/atom+xml" | "application/rdf+xml" => Some(Kind::Feed),
        "application/x-ndjson" | "application/jsonl" => Some(Kind::Json),
        "text/csv" => Some(Kind::Table(None)),
        "text/tab-separated-values" => Some(Kind::Table(Some(b'\t'))),
        "text/markdown" => Some(Kind::Markdown),
        "application/warc" => Some(Kind::Warc),
        _ => None,
    }
}

/// The character set that a media type names.
pub(crate) fn charset(media: &str) -> Option<&str> {
    let (_, charset) = media.split_once("charset=")?;
    Some(charset.split(';').next()?.trim().trim_matches(['"', '\'']))
}

/// The kind that the first bytes tell.
pub(crate) fn by_content(head: &[u8]) -> Kind {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let text = String::from_utf8_lossy(&head[..head.len().min(2048)]).to_lowercase();
    let holds = |tags: &[&str]| tags.iter().any(|tag| text.contains(tag));
    if head.starts_with(b"WARC/") {
        Kind::Warc
    } else if head.starts_with(b"{") {
        Kind::Json
    } else if !head.starts_with(b"<") {
        Kind::Plain
    } else if holds(&["<rss", "<feed", "<rdf:rdf"]) {
        Kind::Feed
    } else if holds(&["<!doctype html", "<html", "<head", "<body"]) {
        Kind::Html
    } else if text.starts_with("<?xml") {
        Kind::Feed
    } else {
        Kind::Plain
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_contents_tell() {
        assert_eq!(by_name("a/b.WARC.gz"), Some(Kind::Warc));
        assert_eq!(by_name("https://a.example/feed.xml"), None);
        assert!(is_input("feed.xml") && !is_input("picture.png"));
        assert_eq!(by_content(b"\xef\xbb\xbf <!DOCTYPE html><p>"), Kind::Html);
        assert_eq!(by_content(b"<?xml version='1.0'?><feed>"), Kind::Feed);
        assert_eq!(by_content(b"Rebels attacked."), Kind::Plain);
        assert_eq!(by_media_type("text/html; charset=utf-8"), Some(Kind::Html));
    }
}
