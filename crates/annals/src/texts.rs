//! `annals parse`, `annals explain`, `annals eval`, `annals schema`.

use std::{
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::bail;
use coder::Coder;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;
use language::conllu;

use crate::{DONE, FAILED, cli::ReportFormat, inputs};

/// Prints CoNLL-U.
pub fn parse(files: &[String]) -> anyhow::Result<u8> {
    let coder = Coder::embedded()?;
    let mut out = BufWriter::new(io::stdout());
    let mut code = DONE;
    for article in inputs::articles(files) {
        match article.and_then(ingest::Article::codable) {
            Ok(document) => {
                let analysis = coder.engine().analyse(&document.text, document.published)?;
                out.write_all(conllu::write(&analysis, &document.text).as_bytes())?;
            }
            Err(skipped) => {
                eprintln!("skipped {skipped}");
                code = FAILED;
            }
        }
    }
    out.flush()?;
    Ok(code)
}

/// Prints how an event came about.
pub fn explain(file: &str, id: &str, published: Option<Date>) -> anyhow::Result<u8> {
    let mut articles = ingest::open(file, &inputs::options(published, ingest::Columns::default()));
    match (articles.next().map(|article| article.and_then(ingest::Article::codable)), articles.next()) {
        (Some(Ok(document)), None) => {
            io::stdout().write_all(Coder::embedded()?.explain(&document, id)?.as_bytes())?;
            Ok(DONE)
        }
        (Some(Err(skipped)), _) => bail!("{skipped}"),
        _ => bail!("{file} does not hold exactly one document; give a file with one article"),
    }
}

/// Prints figures.
pub fn eval(folder: &Path, only: &[String], errors: bool, format: ReportFormat) -> anyhow::Result<u8> {
    let progress = ProgressBar::new(0).with_style(style());
    let tell = |set: &str, done: usize, of: usize| {
        if progress.message() != set {
            progress.set_message(set.to_owned());
            progress.reset_eta();
        }
        progress.set_length(of as u64);
        progress.set_position(done as u64);
    };
    let job = evaluate::Job { coder: &Coder::embedded()?, progress: &tell };
    let report = evaluate::run(folder, &job, only, errors)?;
    progress.finish_and_clear();
    let mut out = io::stdout();
    match format {
        ReportFormat::Table => write!(out, "{report}")?,
        ReportFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&report)?)?,
    }
    Ok(DONE)
}

fn style() -> ProgressStyle {
    ProgressStyle::with_template("{msg} {pos}/{len} {wide_bar} {eta}").unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// Prints the JSON schema of records.
pub fn schema() -> anyhow::Result<u8> {
    let mut out = io::stdout();
    serde_json::to_writer_pretty(&mut out, &record::json_schema())?;
    writeln!(out)?;
    Ok(DONE)
}
