//! JSON Lines: one object a line with `text` and, if known, `id`, `title`, `published`, `source`, `url`, `author`.

use std::io::{BufRead, Read};

use serde::Deserialize;

use crate::{Article, Articles, Fields, Options, Skipped, article::from_fields, decode};

/// Bytes of a line at most.
const LONGEST_LINE: u64 = 16 << 20;

#[derive(Deserialize)]
struct Row {
    id: Option<String>,
    text: String,
    title: Option<String>,
    published: Option<String>,
    source: Option<String>,
    url: Option<String>,
    author: Option<String>,
}

/// The articles of all lines, read one at a time; empty lines are passed over.
pub(crate) fn read(name: &str, reader: Box<dyn BufRead + Send>, options: &Options) -> Articles {
    let (name, options) = (name.to_owned(), options.clone());
    let mut lines = Lines { reader: Some(reader), at: 0 };
    Box::new(std::iter::from_fn(move || {
        let (at, line) = lines.next()?;
        let input = format!("{name}:{at}");
        Some(match line {
            Ok(line) => row(&input, &line, &options),
            Err(reason) => Err(Skipped { input, reason }),
        })
    }))
}

struct Lines {
    reader: Option<Box<dyn BufRead + Send>>,
    at: usize,
}

impl Lines {
    /// The next line that holds something, with its number. Nothing follows after a fault.
    fn next(&mut self) -> Option<(usize, Result<Vec<u8>, String>)> {
        loop {
            let reader = self.reader.as_mut()?;
            let mut line = Vec::new();
            self.at += 1;
            let fault = match reader.take(LONGEST_LINE).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(read) if read as u64 == LONGEST_LINE && !line.ends_with(b"\n") => {
                    Some(format!("is a line of over {} MB: it is no JSON Lines", LONGEST_LINE >> 20))
                }
                Ok(_) => None,
                Err(error) => Some(format!("cannot be read: {error}")),
            };
            if let Some(fault) = fault {
                self.reader = None;
                return Some((self.at, Err(fault)));
            }
            if !line.trim_ascii().is_empty() {
                return Some((self.at, Ok(line)));
            }
        }
    }
}

fn row(input: &str, line: &[u8], options: &Options) -> Result<Article, Skipped> {
    let line = decode(line).map_err(|reason| Skipped::new(input, reason))?;
    let row: Row =
        serde_json::from_str(&line).map_err(|error| Skipped::new(input, format!("is no document: {error}")))?;
    let fields = [
        ("id", row.id),
        ("text", Some(row.text)),
        ("title", row.title),
        ("published", row.published),
        ("source", row.source),
        ("url", row.url),
        ("author", row.author),
    ];
    let fields: Fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
    from_fields(fields, input, options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_their_faults() {
        let text = "{\"text\": \"Rebels attacked.\", \"published\": \"2024-02-10T08:00:00Z\"}\n\n{\"title\": 1}\n{\"text\": \"x\", \"published\": \"soon\"}";
        let read: Vec<_> = read("a.jsonl", Box::new(text.as_bytes()), &Options::default()).collect();
        assert_eq!(read[0].as_ref().unwrap().document.published.unwrap().to_string(), "2024-02-10");
        let faults: Vec<String> = read[1..].iter().map(|row| row.as_ref().unwrap_err().to_string()).collect();
        assert!(faults[0].starts_with("a.jsonl:3: is no document"), "{faults:?}");
        assert!(faults[1].starts_with("a.jsonl:4: has a wrong `published` date `soon`"), "{faults:?}");
    }

    #[test]
    fn an_endless_line_ends_the_file() {
        let reader = Box::new(std::io::BufReader::new(std::io::repeat(b'x')));
        let read: Vec<_> = read("a.jsonl", reader, &Options::default()).collect();
        assert_eq!(read.len(), 1);
        assert!(read[0].as_ref().unwrap_err().reason.contains("over 16 MB"));
    }
}
