//! What all readers give.

use std::fmt;

use record::{Document, PublishedFrom, document_id};

use crate::{Fields, Options, boilerplate, dates, language};

/// Bytes of a document at most. The longest articles have a tenth of that.
const LONGEST: usize = 1_000_000;

/// A document with what its input says beyond the record contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The document.
    pub document: Document,
    /// File or address, and line or record where it holds several documents.
    pub input: String,
    /// Who wrote it, as the input's metadata says.
    pub authors: Vec<String>,
    /// Why it cannot be coded, such as its language.
    pub not_coded: Option<String>,
}

impl Article {
    /// The document if it can be coded, else the reason why not.
    ///
    /// # Errors
    /// The reason, where the article is in another language.
    pub fn codable(self) -> Result<Document, Skipped> {
        match self.not_coded {
            Some(reason) => Err(Skipped { input: self.input, reason }),
            None => Ok(self.document),
        }
    }
}

/// Why an input gave no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// File or address, and line or record where it holds several documents.
    pub input: String,
    /// What was wrong.
    pub reason: String,
}

impl Skipped {
    pub(crate) fn new(input: &str, reason: impl Into<String>) -> Self {
        Self { input: input.to_owned(), reason: reason.into() }
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.input, self.reason)
    }
}

/// An article from named fields; a date that cannot be read is an error, since a wrong day is worse than none.
pub(crate) fn from_fields(mut fields: Fields, input: &str, options: &Options) -> Result<Article, Skipped> {
    let published = fields.remove("published").filter(|date| !date.trim().is_empty());
    let published = published.map(|date| {
        let reason = format!("has a wrong `published` date `{date}`; write 2024-02-10");
        dates::day(&date).ok_or_else(|| Skipped::new(input, reason))
    });
    let published = published.transpose()?;
    let mut take = |name: &str| fields.remove(name).filter(|value| !value.trim().is_empty());
    let document = Document {
        id: take("id").unwrap_or_default(),
        source: take("source"),
        url: take("url"),
        title: take("title"),
        published,
        published_from: published.map(|_| PublishedFrom::Metadata),
        text: clean(&take("text").unwrap_or_default()),
        ..Document::default()
    };
    let authors = take("author").into_iter().collect();
    finish(document, authors, input, options)
}

/// What every reader does last: checks for text and language, marks boilerplate, gives the id.
pub(crate) fn finish(
    mut document: Document,
    authors: Vec<String>,
    input: &str,
    options: &Options,
) -> Result<Article, Skipped> {
    if document.text.chars().all(char::is_whitespace) {
        return Err(Skipped::new(input, "has no text"));
    }
    if document.text.len() > LONGEST {
        let length = document.text.len();
        let reason = format!("is {length} bytes long; texts above {LONGEST} are no articles: split it");
        return Err(Skipped::new(input, reason));
    }
    let foreign = language::foreign(&document.text);
    let not_coded =
        foreign.map(|language| format!("is in another language ({}); only English is supported", language.name));
    document.language = foreign.map_or("en", |language| language.code).into();
    if document.published.is_none() && options.published.is_some() {
        document.published = options.published;
        document.published_from = Some(PublishedFrom::Argument);
    }
    document.boilerplate = boilerplate::find(&document.text);
    if document.id.is_empty() {
        document.id = document_id(&document.text, document.source.as_deref());
    }
    Ok(Article { document, input: input.to_owned(), authors, not_coded })
}

/// Line ends made one kind, controls made spaces; nothing else is changed.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    text.chars().map(|c| if c.is_control() && c != '\n' && c != '\t' { ' ' } else { c }).collect()
}
