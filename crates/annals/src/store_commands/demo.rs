//! `annals demo`: the sample articles that are built in, coded and served.

use std::{io::Cursor, num::NonZeroUsize};

use coder::Coder;
use indicatif::ProgressBar;
use rust_embed::Embed;
use store::Writer;

use super::{
    ingest::add,
    options::{DemoOptions, WorkOptions},
    serve::serve_store,
};

/// Documents written at once.
const BATCH: NonZeroUsize = NonZeroUsize::MIN.saturating_add(31);

#[derive(Embed)]
#[folder = "../../samples/demo"]
#[include = "*.txt"]
struct Samples;

/// Fills a store with the samples, and serves it until it is told to stop.
pub fn run(options: DemoOptions) -> anyhow::Result<u8> {
    let temporary = tempfile::tempdir()?;
    let path = options.store.unwrap_or_else(|| temporary.path().join("demo.db"));
    let reading = ingest::Options::default();
    let articles = Samples::iter().flat_map(move |name| {
        // What `iter` names is there.
        let text = Samples::get(&name).map(|file| file.data.into_owned()).unwrap_or_default();
        ingest::read(&name, Cursor::new(text), &reading)
    });
    let mut store = Writer::open(&path)?;
    let work = WorkOptions { threads: None, batch: BATCH, quiet: true };
    let totals = add(&mut store, &Coder::embedded()?, articles, &work, &ProgressBar::hidden())?;
    eprintln!("{}", totals.summary());
    drop(store);
    serve_store(&path, &options.server)
}
