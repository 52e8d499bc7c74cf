//! `annals code`.

use std::io::{self, BufWriter, IsTerminal, Write};

use anyhow::Context;
use coder::{Coder, workers};
use indicatif::{ProgressBar, ProgressStyle};
use ingest::{Article, Skipped};
use record::Record;

use crate::{
    DONE, FAILED,
    cli::{CodeOptions, Format},
    csv_format::CsvWriter,
    inputs, table,
};

/// What the summary tells.
#[derive(Default)]
struct Totals {
    documents: usize,
    events: usize,
    skipped: usize,
}

/// Codes all inputs; the exit code says whether each could be coded.
pub fn run(options: &CodeOptions) -> anyhow::Result<u8> {
    let coder = Coder::embedded()?.reading_every_sentence(options.every_sentence);
    let names = ingest::expand(&options.files);
    let reading = inputs::options(options.reading.date, options.reading.columns.clone());
    let threads = inputs::threads(options.threads);
    let progress = progress(options, names.len());
    let articles = names.into_iter().flat_map(|name| -> ingest::Articles {
        progress.inc(1);
        match name {
            Ok(name) => shards::open(&name, &reading),
            Err(skipped) => Box::new(std::iter::once(Err(skipped))),
        }
    });
    let work = |article: Result<Article, Skipped>| {
        let article = article?;
        let input = article.input.clone();
        coder.code(article.codable()?).map_err(|error| Skipped { input, reason: error.to_string() })
    };
    let mut printer = Printer::new(options.format)?;
    let mut totals = Totals::default();
    workers::ordered(threads, articles, work, |result| take(result, options, &mut printer, &mut totals, &progress))?;
    printer.finish()?;
    progress.finish_and_clear();
    if !options.quiet {
        eprintln!("{} coded, {} events, {} skipped", plural(totals.documents), totals.events, totals.skipped);
    }
    Ok(if totals.skipped == 0 { DONE } else { FAILED })
}

fn take(
    result: Result<Record, Skipped>,
    options: &CodeOptions,
    printer: &mut Printer,
    totals: &mut Totals,
    progress: &ProgressBar,
) -> anyhow::Result<()> {
    match result {
        Ok(mut record) => {
            keep_sure(&mut record, options.min_confidence);
            totals.documents += 1;
            totals.events += record.events.len();
            printer.print(&record)
        }
        Err(skipped) if options.strict => {
            Err(anyhow::anyhow!("{skipped}").context("stopped at the first fault (--strict)"))
        }
        Err(skipped) => {
            totals.skipped += 1;
            progress.suspend(|| eprintln!("skipped {skipped}"));
            Ok(())
        }
    }
}

/// Drops unsure events, and ties to them.
fn keep_sure(record: &mut Record, least: f64) {
    record.events.retain(|event| event.confidence >= least);
    let ids: Vec<String> = record.events.iter().map(|event| event.id.clone()).collect();
    for event in &mut record.events {
        event.links.retain(|link| ids.contains(&link.event));
        if let Some(content) = &mut event.content {
            content.event.take_if(|id| !ids.contains(id));
        }
    }
}

fn plural(documents: usize) -> String {
    format!("{documents} document{}", if documents == 1 { "" } else { "s" })
}

fn progress(options: &CodeOptions, inputs: usize) -> ProgressBar {
    if options.quiet || inputs < 2 || !io::stderr().is_terminal() || io::stdout().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{pos}/{len} inputs {wide_bar} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(inputs as u64).with_style(style)
}

/// Standard output in one of the formats.
enum Printer {
    Table(BufWriter<io::Stdout>),
    Jsonl(BufWriter<io::Stdout>),
    Csv(Box<CsvWriter<BufWriter<io::Stdout>>>),
}

impl Printer {
    fn new(format: Format) -> anyhow::Result<Self> {
        let out = BufWriter::new(io::stdout());
        Ok(match format {
            Format::Table => Self::Table(out),
            Format::Jsonl => Self::Jsonl(out),
            Format::Csv => Self::Csv(Box::new(CsvWriter::new(out)?)),
        })
    }

    fn print(&mut self, record: &Record) -> anyhow::Result<()> {
        match self {
            Self::Table(out) => table::write(out, record)?,
            Self::Jsonl(out) => {
                serde_json::to_writer(&mut *out, record).context("cannot write a record")?;
                writeln!(out)?;
            }
            Self::Csv(out) => out.write(record)?,
        }
        Ok(())
    }

    fn finish(self) -> anyhow::Result<()> {
        match self {
            Self::Table(mut out) | Self::Jsonl(mut out) => out.flush()?,
            Self::Csv(out) => out.finish()?,
        }
        Ok(())
    }
}
