//! Inputs as every command reads them.

use std::sync::Arc;

use ingest::{Articles, Columns, FetchOptions, Fetcher, Options};
use jiff::civil::Date;

/// Options with a fetcher for addresses.
pub fn options(published: Option<Date>, columns: Columns) -> Options {
    Options { published, columns, fetcher: Some(Arc::new(Fetcher::new(FetchOptions::default()))) }
}

/// Articles of everything named; see [`ingest::articles`].
pub fn articles(names: &[String]) -> Articles {
    ingest::articles(names, &options(None, Columns::default()))
}
