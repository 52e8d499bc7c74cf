//! From input to shard.

use std::num::NonZeroUsize;

use coder::{Coder, workers};
use ingest::Columns;
use jiff::civil::Date;
use record::SCHEMA;
use sha2::{Digest, Sha256};

use crate::{
    Location, Manifest, Result, ShardError,
    input::{Input, hex},
    outcome,
    rows::Rows,
};

/// Version of the form of shards; part of their names.
const FORM: &str = "shard/1";

/// How an input is read and coded.
#[derive(Debug, Clone)]
pub struct Options {
    /// Publication date of documents that give none.
    pub date: Option<Date>,
    /// Columns of tables.
    pub columns: Columns,
    /// Documents coded at once; the shard does not depend on it.
    pub threads: NonZeroUsize,
}

/// What came of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    /// It was coded now.
    Coded(Manifest),
    /// Its shard was there.
    Known(Manifest),
}

impl Done {
    /// The shard's manifest.
    pub fn manifest(&self) -> &Manifest {
        match self {
            Self::Coded(manifest) | Self::Known(manifest) => manifest,
        }
    }
}

/// Codes one input and publishes its shard in the folder or bucket `out`; does nothing where it is done already.
///
/// # Errors
/// Where the input cannot be had or the shard cannot be written. Documents that cannot be coded, and files that break off, are
/// rows of the shard.
pub fn code(coder: &Coder, input: &str, out: &str, options: &Options) -> Result<Done> {
    code_to(coder, input, &Location::new(out)?, options)
}

/// The same, to a place that is open.
///
/// # Errors
/// As [`code`].
pub fn code_to(coder: &Coder, input: &str, out: &Location, options: &Options) -> Result<Done> {
    let input = Input::fetch(input)?;
    let hash = hash(coder, &input, options);
    if let Some(known) = Manifest::find(out, &hash)? {
        return Ok(Done::Known(known));
    }
    let file = |reason| ShardError::File { name: "temporary file".to_owned(), reason };
    let made = tempfile::NamedTempFile::new().map_err(file)?;
    let mut manifest = Manifest {
        file: format!("{hash}.parquet"),
        bytes: 0,
        sha256: String::new(),
        input: input.name.clone(),
        input_bytes: input.bytes,
        input_sha256: input.sha256.clone(),
        coder: coder.version(),
        date: options.date.map(|day| day.to_string()),
        columns: options.columns.to_string(),
        rows: 0,
        errors: 0,
        events: 0,
    };
    let mut rows = Rows::new(made.reopen().map_err(file)?)?;
    let reading = ingest::Options { published: options.date, columns: options.columns.clone(), fetcher: None };
    let articles = input.articles(&reading)?;
    let work = |article| outcome(coder, article);
    workers::ordered(options.threads, articles, work, |outcome| rows.add(outcome, &mut manifest))?;
    rows.finish()?;
    let bytes = std::fs::read(made.path()).map_err(file)?;
    manifest.bytes = bytes.len() as u64;
    manifest.sha256 = hex(&Sha256::digest(&bytes));
    // Whoever came first published the same bytes.
    out.publish(&manifest.file, bytes.into())?;
    out.publish(&Manifest::name(&hash), manifest.to_bytes())?;
    Ok(Done::Coded(manifest))
}

/// The shard's name: of all that decides its bytes.
fn hash(coder: &Coder, input: &Input, options: &Options) -> String {
    let version = coder.version();
    let date = options.date.map(|day| day.to_string()).unwrap_or_default();
    let columns = options.columns.to_string();
    // The ending tells the format, so the same bytes may be read in two ways.
    let ending = input.name.split_once('.').map_or("", |(_, ending)| ending);
    let parts = [
        FORM,
        SCHEMA,
        &version.version,
        &version.ontology,
        &version.model,
        &version.knowledge,
        &date,
        &columns,
        ending,
        &input.sha256,
    ];
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize()[..16])
}
