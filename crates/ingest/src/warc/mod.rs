//! Web archives (WARC, ISO 28500): the pages in `response` and `resource` records, the texts in `conversion` records (WET).
//!
//! Records are read one at a time, so archives may be of any size. What is wrong with an archive is told with the record's
//! first byte (in the archive without compression); the records before it are kept.

mod http;
mod record;

use std::io::BufRead;

use ::record::Document;
use record::{Records, WarcRecord};

use crate::{Article, Articles, Options, Skipped, article, decode, html, kind};

/// The articles of an archive. Records that hold no page, such as pictures, requests and redirects, are passed over.
pub(crate) fn read(name: &str, input: Box<dyn BufRead + Send>, options: &Options) -> Articles {
    let (name, options) = (name.to_owned(), options.clone());
    let mut records = Records::new(input);
    Box::new(std::iter::from_fn(move || {
        loop {
            let found = match records.next()? {
                Ok(record) => article(&record, &format!("{name}:{}", record.number), &options),
                Err(reason) => Some(Err(Skipped::new(&name, reason))),
            };
            if found.is_some() {
                return found;
            }
        }
    }))
}

fn article(record: &WarcRecord, input: &str, options: &Options) -> Option<Result<Article, Skipped>> {
    let target = record.target.as_deref();
    match record.kind.as_str() {
        "response" => match http::page(&record.body)? {
            Ok(page) => Some(html::read(input, &page.bytes, page.charset.as_deref(), target, options)),
            Err(reason) => Some(Err(Skipped::new(input, reason))),
        },
        "resource" if record.media.starts_with("text/html") => {
            Some(html::read(input, &record.body, kind::charset(&record.media), target, options))
        }
        "conversion" if record.media.starts_with("text/plain") => Some(plain(record, input, options)),
        _ => None,
    }
}

fn plain(record: &WarcRecord, input: &str, options: &Options) -> Result<Article, Skipped> {
    let text = decode(&record.body).map_err(|reason| Skipped::new(input, reason))?;
    let document = Document {
        source: record.target.as_deref().and_then(html::host),
        url: record.target.clone(),
        text: article::clean(&text),
        ..Document::default()
    };
    article::finish(document, Vec::new(), input, options)
}

#[cfg(test)]
mod tests;
