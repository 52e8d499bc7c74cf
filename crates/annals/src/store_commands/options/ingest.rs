//! Flags of what writes to a store: ingest, watch, import, recode.

use std::{num::NonZeroUsize, path::PathBuf, time::Duration};

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use jiff::SignedDuration;
use store::import::Coder;

use super::StorePath;
use crate::cli::ReadingOptions;

/// Flags of `annals ingest`.
#[derive(Args)]
pub struct IngestOptions {
    /// Files, folders, patterns, addresses, or `-` for standard input
    #[arg(required = true)]
    pub sources: Vec<String>,
    #[command(flatten)]
    pub store: StorePath,
    #[command(flatten)]
    pub reading: ReadingOptions,
    #[command(flatten)]
    pub work: WorkOptions,
}

/// How documents are coded and written.
#[derive(Args)]
pub struct WorkOptions {
    /// Documents coded at once; all cores if not given
    #[arg(long)]
    pub threads: Option<NonZeroUsize>,
    /// Documents written at once: a killed process loses at most these
    #[arg(long, default_value = "32")]
    pub batch: NonZeroUsize,
    /// No progress and no summary on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// Flags of `annals watch`.
#[derive(Args)]
pub struct WatchOptions {
    /// Feeds, folders, files, patterns or addresses
    #[arg(required = true)]
    pub sources: Vec<String>,
    #[command(flatten)]
    pub store: StorePath,
    /// Time between two rounds (`10m`, `1h`)
    #[arg(long, default_value = "10m", value_parser = pause)]
    pub every: Duration,
    /// Look once and end
    #[arg(long)]
    pub once: bool,
    #[command(flatten)]
    pub work: WorkOptions,
}

/// A time between rounds, a second at least.
fn pause(text: &str) -> Result<Duration, String> {
    let given: SignedDuration = text.parse().map_err(|error| format!("{error} (write `10m` or `1h`)"))?;
    let pause = Duration::try_from(given).map_err(|error| error.to_string())?;
    if pause < Duration::from_secs(1) { Err("is less than a second".to_owned()) } else { Ok(pause) }
}

/// Flags of `annals import`.
#[derive(Args)]
pub struct ImportOptions {
    /// Files of one coder
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// Whose files they are
    #[arg(long = "as", value_name = "CODER", value_parser = coder())]
    pub coder: Coder,
    #[command(flatten)]
    pub store: StorePath,
}

/// The coders by their names in the store.
pub(super) fn coder() -> impl TypedValueParser<Value = Coder> {
    let named = |name: String| Coder::ALL.into_iter().find(|coder| coder.name() == name);
    PossibleValuesParser::new(Coder::ALL.map(Coder::name)).try_map(move |name| named(name).ok_or("no such coder"))
}

/// Flags of `annals recode`.
#[derive(Args)]
pub struct RecodeOptions {
    #[command(flatten)]
    pub store: StorePath,
    /// Documents coded at once; all cores if not given
    #[arg(long)]
    pub threads: Option<NonZeroUsize>,
}
