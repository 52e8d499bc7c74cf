//! The whole coder on texts written for this project: golden tables, and properties that hold for any text.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod gate;
mod golden;
mod golden_table;
mod properties;

use std::sync::OnceLock;

use coder::Coder;
use jiff::civil::Date;
use record::{Document, Record};

/// The one coder of this test binary; loading it takes a while.
fn coder() -> &'static Coder {
    static CODER: OnceLock<Coder> = OnceLock::new();
    CODER.get_or_init(|| Coder::embedded().unwrap())
}

/// Codes a text.
fn code(text: &str, published: Option<Date>) -> Record {
    let document = Document { text: text.to_owned(), language: "en".into(), published, ..Document::default() };
    coder().code(document).unwrap()
}
