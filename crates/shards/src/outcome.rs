//! One article coded, whatever happens.

use std::panic::{AssertUnwindSafe, catch_unwind};

use coder::Coder;
use columns::Outcome;
use ingest::{Article, Skipped};

/// Codes an article. A fault of the coder itself is the article's error too: one text must not end an archive.
pub fn outcome(coder: &Coder, read: Result<Article, Skipped>) -> Outcome {
    let article = read?;
    let input = article.input.clone();
    let document = article.codable()?;
    // The coder is immutable, so a panic leaves nothing half done.
    let coded = catch_unwind(AssertUnwindSafe(|| coder.code(document)));
    match coded {
        Ok(Ok(record)) => Ok((input, record)),
        Ok(Err(error)) => Err(Skipped { input, reason: error.to_string() }),
        Err(_) => Err(Skipped { input, reason: "the coder failed on this text, please report it".to_owned() }),
    }
}
