//! `annals review` and `annals recode`.

use std::io::{self, BufWriter, Write};

use anyhow::Context;
use coder::{Coder, workers};
use store::{
    Reader, StoredRecord, Writer,
    query::{Cell, Table},
    review::Verdict,
};

use super::{
    options::{RecodeOptions, ReviewAction, ReviewOptions, RowFormat},
    print,
};
use crate::{DONE, inputs};

/// Adds a review, or lists reviews.
pub fn run(options: &ReviewOptions) -> anyhow::Result<u8> {
    let verdict = match &options.action {
        ReviewAction::Accept { .. } => Verdict::Accept,
        ReviewAction::Reject { .. } => Verdict::Reject,
        ReviewAction::Edit { change, .. } => {
            let (field, value) = change.split_once('=').context("an edit is FIELD=VALUE, such as type=COERCE")?;
            Verdict::Edit { field: field.to_owned(), value: value.to_owned() }
        }
        ReviewAction::List { format } => return list(options, *format),
        ReviewAction::Export => return export(options),
    };
    let (ReviewAction::Accept { event, by, note }
    | ReviewAction::Reject { event, by, note }
    | ReviewAction::Edit { event, by, note, .. }) = &options.action
    else {
        return Ok(DONE);
    };
    let mut writer = Writer::open(&options.store.store)?;
    let review = writer.review(*event, &verdict, by.as_deref(), note.as_deref())?;
    eprintln!("review {review} of event {event}");
    Ok(DONE)
}

fn list(options: &ReviewOptions, format: RowFormat) -> anyhow::Result<u8> {
    let reviews = Reader::open(&options.store.store)?.reviews()?;
    let mut out = BufWriter::new(io::stdout());
    if format == RowFormat::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&reviews)?)?;
    } else {
        let columns =
            ["id", "event", "verdict", "field", "before", "after", "state", "reviewer", "made", "quote", "note"];
        let text = |value: Option<String>| value.map_or(Cell::Null, Cell::Text);
        let cells = |review: store::review::Review| {
            vec![
                Cell::Integer(review.id),
                review.event.map_or(Cell::Null, Cell::Integer),
                Cell::Text(review.verdict),
                text(review.field),
                text(review.before),
                text(review.after),
                Cell::Text(review.state),
                text(review.reviewer),
                Cell::Text(review.made),
                Cell::Text(review.quote),
                text(review.note),
            ]
        };
        let rows = reviews.into_iter().map(cells).collect();
        print::table(&mut out, &Table { columns: columns.map(str::to_owned).to_vec(), rows }, format)?;
    }
    out.flush()?;
    Ok(DONE)
}

/// One review a line: data to train on.
fn export(options: &ReviewOptions) -> anyhow::Result<u8> {
    let mut out = BufWriter::new(io::stdout());
    for review in Reader::open(&options.store.store)?.reviews()? {
        serde_json::to_writer(&mut out, &review)?;
        writeln!(out)?;
    }
    out.flush()?;
    Ok(DONE)
}

/// Documents coded and written at once.
const BATCH: usize = 32;

/// Codes again what another version coded last.
pub fn recode(options: &RecodeOptions) -> anyhow::Result<u8> {
    let mut writer = Writer::open(&options.store.store)?;
    let coder = Coder::embedded()?;
    let version = coder.version();
    let threads = inputs::threads(options.threads);
    let (mut run, mut last, mut documents, mut events) = (None, 0, 0, 0);
    loop {
        let page = writer.outdated(&version, last, BATCH)?;
        let Some(end) = page.last() else { break };
        last = end.document;
        let number = match run {
            Some(number) => number,
            None => writer.start_run(&version, "recode")?,
        };
        run = Some(number);
        let mut coded = Vec::new();
        let work = |stored: StoredRecord| -> anyhow::Result<(i64, record::Record)> {
            Ok((stored.document, coder.code(stored.record.document)?))
        };
        workers::ordered(threads, page.into_iter(), work, |record| {
            coded.push(record?);
            anyhow::Ok(())
        })?;
        events += writer.recode(number, &coded)?;
        documents += coded.len();
    }
    if let Some(run) = run {
        writer.finish_run(run)?;
    }
    eprintln!("{documents} documents coded again, {events} events");
    Ok(DONE)
}
