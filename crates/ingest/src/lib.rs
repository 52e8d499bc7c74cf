//! From files, feeds, archives and addresses to documents: text decoded and cleaned once, title, date and boilerplate found.
//!
//! [`expand`] turns what a user names into inputs, [`open`] reads one input as a stream of articles, [`articles`] does both;
//! [`read`] takes an input that is open already.
//! What cannot be read is skipped with a reason that names file, line or byte.

mod article;
mod boilerplate;
mod dates;
mod decode;
mod feed;
mod fetch;
mod html;
mod json;
mod kind;
mod language;
mod markdown;
mod open;
mod plain;
mod sources;
mod table;
mod warc;

use std::{collections::BTreeMap, sync::Arc};

use jiff::civil::Date;

pub use article::{Article, Skipped};
pub use boilerplate::find as boilerplate;
pub use decode::decode;
pub use fetch::{FetchError, FetchOptions, Fetched, Fetcher, Page, Validators};
pub use html::read as read_html;
pub use open::{open, read};
pub use sources::expand;
pub use table::{Columns, ColumnsError};

/// What the caller knows better than the input, and how to fetch.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Publication date for documents that give none.
    pub published: Option<Date>,
    /// Which column of a table holds what.
    pub columns: Columns,
    /// What fetches addresses; without it they are skipped.
    pub fetcher: Option<Arc<Fetcher>>,
}

/// Articles of an input one by one, and what was skipped with its reason.
pub type Articles = Box<dyn Iterator<Item = Result<Article, Skipped>> + Send>;

/// The articles of everything named: files, folders, globs, addresses, `-` for standard input. Inputs are opened one after the
/// other, when their turn comes.
pub fn articles(sources: &[String], options: &Options) -> Articles {
    let options = options.clone();
    Box::new(expand(sources).into_iter().flat_map(move |input| match input {
        Ok(name) => open(&name, &options),
        Err(skipped) => one(Err(skipped)),
    }))
}

/// An article from its fields (`text`, `title`, `published`, `source`, `url`, `id`, `author`), wherever a caller has them from;
/// `input` names where.
///
/// # Errors
/// Why it is no article: no text, too much of it, a day that cannot be read.
pub fn from_fields(
    fields: impl IntoIterator<Item = (&'static str, String)>,
    input: &str,
    options: &Options,
) -> Result<Article, Skipped> {
    article::from_fields(fields.into_iter().collect(), input, options)
}

/// What a document says about itself beside its text; keys are the fields of the record contract.
type Fields = BTreeMap<&'static str, String>;

fn one(article: Result<Article, Skipped>) -> Articles {
    Box::new(std::iter::once(article))
}
