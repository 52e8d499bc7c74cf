//! Inputs as every command reads them.

use std::{num::NonZeroUsize, sync::Arc};

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

/// As many threads as asked for, else one a core.
pub fn threads(asked: Option<NonZeroUsize>) -> NonZeroUsize {
    asked.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}
