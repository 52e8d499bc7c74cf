//! From files to documents: text decoded and cleaned once, title, date and boilerplate found.
//!
//! Plain text and JSON Lines. What cannot be coded is skipped with a reason that names file, line or byte.

mod boilerplate;
mod decode;
mod json;
mod plain;

use std::fmt;

use jiff::civil::Date;
use record::{Document, PublishedFrom, document_id};

pub use boilerplate::find as boilerplate;
pub use decode::decode;

/// Why an input was not coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// File, and line where it holds several documents.
    pub input: String,
    /// What was wrong.
    pub reason: String,
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.input, self.reason)
    }
}

/// What the caller knows better than the input.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Publication date for documents that give none.
    pub published: Option<Date>,
}

/// All documents of one input, or the reasons why not; JSON Lines by the name's ending `.jsonl`.
pub fn read(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Document, Skipped>> {
    let skip = |reason: String| vec![Err(Skipped { input: name.to_owned(), reason })];
    if bytes.is_empty() {
        return skip("is empty".into());
    }
    let text = match decode(bytes) {
        Ok(text) => text,
        Err(reason) => return skip(reason),
    };
    if name.ends_with(".jsonl") { json::read(name, &text, options) } else { vec![plain::read(name, &text, options)] }
}

/// Bytes of a document at most. The longest articles have a tenth of that.
const LONGEST: usize = 1_000_000;

/// What every reader does last: checks for text and language, marks boilerplate, gives the id.
fn finish(mut document: Document, input: String, options: &Options) -> Result<Document, Skipped> {
    let skip = |reason: &str| Err(Skipped { input: input.clone(), reason: reason.to_owned() });
    if document.text.chars().all(char::is_whitespace) {
        return skip("has no text");
    }
    if document.text.len() > LONGEST {
        return skip(&format!(
            "is {} bytes long; texts above {LONGEST} are no articles: split it",
            document.text.len()
        ));
    }
    if let Some(language) = foreign(&document.text) {
        return skip(&format!("is in another language ({language}); only English is supported"));
    }
    if document.published.is_none() && options.published.is_some() {
        document.published = options.published;
        document.published_from = Some(PublishedFrom::Argument);
    }
    document.language = "en".into();
    document.boilerplate = boilerplate::find(&document.text);
    if document.id.is_empty() {
        document.id = document_id(&document.text, document.source.as_deref());
    }
    Ok(document)
}

/// The language of a text that is surely not English; looks at its first part.
fn foreign(text: &str) -> Option<&'static str> {
    const ENOUGH: usize = 60;
    let part: String = text.chars().take(4000).collect();
    let info = whatlang::detect(&part).filter(|_| part.chars().count() >= ENOUGH)?;
    (info.lang() != whatlang::Lang::Eng && info.is_reliable()).then(|| info.lang().eng_name())
}

/// Line ends made one kind, controls made spaces; nothing else is changed.
fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c }).collect()
}
