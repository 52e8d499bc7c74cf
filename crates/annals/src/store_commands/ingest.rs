//! `annals ingest`: reads, codes on all cores, writes in batches.

use std::collections::HashSet;

use coder::{Coder, workers};
use indicatif::{ProgressBar, ProgressStyle};
use ingest::{Article, Skipped};
use store::{Added, Item, Writer, document_hash};

use super::options::{IngestOptions, WorkOptions};
use crate::{DONE, FAILED, inputs};

/// What became of one document.
enum Outcome {
    /// The store holds it already.
    Known,
    /// To be written.
    New(Item),
}

/// Adds all sources to the store; documents it holds are passed over, so that a command that was stopped can be repeated.
pub fn run(options: &IngestOptions) -> anyhow::Result<u8> {
    let mut store = Writer::open(&options.store.store)?;
    let coder = Coder::embedded()?;
    let names = ingest::expand(&options.sources);
    let reading = inputs::options(options.reading.date, options.reading.columns.clone());
    let progress = progress(options.work.quiet, names.len());
    let articles = names.into_iter().flat_map(|name| -> ingest::Articles {
        progress.inc(1);
        match name {
            Ok(name) => shards::open(&name, &reading),
            Err(skipped) => Box::new(std::iter::once(Err(skipped))),
        }
    });
    let totals = add(&mut store, &coder, articles, &options.work, &progress)?;
    progress.finish_and_clear();
    if !options.work.quiet {
        eprintln!("{}", totals.summary());
    }
    Ok(if totals.refused == 0 { DONE } else { FAILED })
}

/// Codes articles on all cores and writes them in batches, in their order.
pub fn add(
    store: &mut Writer,
    coder: &Coder,
    articles: impl Iterator<Item = Result<Article, Skipped>> + Send,
    options: &WorkOptions,
    progress: &ProgressBar,
) -> anyhow::Result<Totals> {
    let known = store.hashes()?;
    let threads = inputs::threads(options.threads);
    let mut batches = Batches::new(store, coder, options.batch.get(), progress);
    let work = |article| outcome(coder, &known, article);
    workers::ordered(threads, articles, work, |outcome| batches.take(outcome))?;
    batches.finish()
}

fn outcome(coder: &Coder, known: &HashSet<String>, read: Result<Article, Skipped>) -> Outcome {
    let article = match read {
        Ok(article) => article,
        Err(skipped) => return Outcome::New(Item::Refused(skipped.input, skipped.reason)),
    };
    let document = article.document;
    if known.contains(&document_hash(&document)) {
        return Outcome::Known;
    }
    if let Some(reason) = article.not_coded {
        return Outcome::New(Item::NotCoded(Box::new(document), reason));
    }
    match coder.code(document.clone()) {
        Ok(record) => Outcome::New(Item::Coded(Box::new(record))),
        Err(error) => Outcome::New(Item::NotCoded(Box::new(document), error.to_string())),
    }
}

/// What the summary tells.
#[derive(Default)]
pub struct Totals {
    added: Added,
    /// Inputs that were skipped.
    pub refused: usize,
    not_coded: usize,
}

impl Totals {
    /// One line for a person.
    pub fn summary(&self) -> String {
        let Added { documents, known, events } = self.added;
        let mut parts =
            vec![format!("{documents} new documents"), format!("{events} events"), format!("{known} known already")];
        if self.not_coded > 0 {
            parts.push(format!("{} kept without events", self.not_coded));
        }
        if self.refused > 0 {
            parts.push(format!("{} skipped", self.refused));
        }
        parts.join(", ")
    }
}

/// Collects what is to be written and writes it a batch at a time.
struct Batches<'b> {
    store: &'b mut Writer,
    coder: &'b Coder,
    /// The run, once there is something to write.
    run: Option<i64>,
    size: usize,
    items: Vec<Item>,
    totals: Totals,
    progress: &'b ProgressBar,
}

impl<'b> Batches<'b> {
    fn new(store: &'b mut Writer, coder: &'b Coder, size: usize, progress: &'b ProgressBar) -> Self {
        Self { store, coder, run: None, size, items: Vec::new(), totals: Totals::default(), progress }
    }

    fn take(&mut self, outcome: Outcome) -> anyhow::Result<()> {
        match outcome {
            Outcome::Known => self.totals.added.known += 1,
            Outcome::New(item) => {
                self.note(&item);
                self.items.push(item);
                if self.items.len() >= self.size {
                    self.write()?;
                }
            }
        }
        Ok(())
    }

    /// Tells on standard error what cannot be coded.
    fn note(&mut self, item: &Item) {
        match item {
            Item::Coded(_) => {}
            Item::NotCoded(document, reason) => {
                self.totals.not_coded += 1;
                let name = document.source.as_deref().unwrap_or(&document.id);
                self.progress.suspend(|| eprintln!("kept without events {name}: {reason}"));
            }
            Item::Refused(input, reason) => {
                self.totals.refused += 1;
                self.progress.suspend(|| eprintln!("skipped {input}: {reason}"));
            }
        }
    }

    fn write(&mut self) -> anyhow::Result<()> {
        if self.items.is_empty() {
            return Ok(());
        }
        let run = match self.run {
            Some(run) => run,
            None => self.store.start_run(&self.coder.version(), "ingest")?,
        };
        self.run = Some(run);
        let added = self.store.add(run, &self.items)?;
        self.items.clear();
        self.totals.added.documents += added.documents;
        self.totals.added.known += added.known;
        self.totals.added.events += added.events;
        self.progress
            .set_message(format!("{} documents, {} events", self.totals.added.documents, self.totals.added.events));
        Ok(())
    }

    fn finish(mut self) -> anyhow::Result<Totals> {
        self.write()?;
        if let Some(run) = self.run {
            self.store.finish_run(run)?;
        }
        Ok(self.totals)
    }
}

fn progress(quiet: bool, inputs: usize) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{pos}/{len} inputs {wide_bar} {msg} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(inputs as u64).with_style(style)
}
