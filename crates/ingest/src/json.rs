//! JSON Lines: one object a line with `text` and, if known, `id`, `title`, `published`, `source`, `url`.

use jiff::civil::Date;
use record::{Document, PublishedFrom};
use serde::Deserialize;

use crate::{Options, Skipped, clean, finish};

#[derive(Deserialize)]
struct Row {
    id: Option<String>,
    text: String,
    title: Option<String>,
    published: Option<String>,
    source: Option<String>,
    url: Option<String>,
}

/// The documents of all lines; empty lines are passed over.
pub(crate) fn read(name: &str, text: &str, options: &Options) -> Vec<Result<Document, Skipped>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(at, line)| row(format!("{name}:{}", at + 1), line, options)).collect()
}

fn row(input: String, line: &str, options: &Options) -> Result<Document, Skipped> {
    let skip = |reason: String| Skipped { input: input.clone(), reason };
    let row: Row = serde_json::from_str(line).map_err(|error| skip(format!("is no document: {error}")))?;
    let published = row.published.as_deref().map(date).transpose().map_err(skip)?;
    let document = Document {
        id: row.id.unwrap_or_default(),
        source: row.source,
        url: row.url,
        title: row.title,
        published,
        published_from: published.map(|_| PublishedFrom::Metadata),
        text: clean(&row.text),
        ..Document::default()
    };
    finish(document, input, options)
}

/// The day of an ISO 8601 date or date and time.
fn date(text: &str) -> Result<Date, String> {
    let day = text.get(..10).unwrap_or(text);
    day.parse().map_err(|error| format!("has a wrong `published` date `{text}` ({error}); write 2024-02-10"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_their_faults() {
        let text = "{\"text\": \"Rebels attacked.\", \"published\": \"2024-02-10T08:00:00Z\"}\n\n{\"title\": 1}\n{\"text\": \"x\", \"published\": \"soon\"}";
        let read = read("a.jsonl", text, &Options::default());
        assert_eq!(read[0].as_ref().unwrap().published.unwrap().to_string(), "2024-02-10");
        let faults: Vec<String> = read[1..].iter().map(|row| row.as_ref().unwrap_err().to_string()).collect();
        assert!(faults[0].starts_with("a.jsonl:3: is no document"), "{faults:?}");
        assert!(faults[1].starts_with("a.jsonl:4: has a wrong `published` date `soon`"), "{faults:?}");
    }
}
