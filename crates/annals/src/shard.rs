//! `annals code-shard`.

use std::io::{self, Write};

use coder::Coder;
use shards::Done;

use crate::{DONE, cli::ShardOptions, inputs};

/// Codes one file; prints the shard's manifest.
pub fn run(options: &ShardOptions) -> anyhow::Result<u8> {
    let coder = Coder::embedded()?;
    let how = shards::Options {
        date: options.reading.date,
        columns: options.reading.columns.clone(),
        threads: inputs::threads(options.threads),
    };
    let done = shards::code(&coder, &options.input, &options.out, &how)?;
    let manifest = done.manifest();
    writeln!(io::stdout(), "{}", serde_json::to_string(manifest)?)?;
    if !options.quiet {
        let what = if matches!(done, Done::Coded(_)) { "coded" } else { "known already" };
        let coded = manifest.rows - manifest.errors;
        eprintln!(
            "{what}: {}: {coded} documents, {} events, {} skipped",
            manifest.file, manifest.events, manifest.errors
        );
    }
    Ok(DONE)
}
