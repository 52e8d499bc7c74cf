//! Commands and flags: the one definition behind parser, help, man page and completions.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ingest::Columns;
use jiff::civil::Date;

use crate::store_commands::StoreCommand;

/// Reads news and writes down who did what to whom, where and when, with the sentence that says so.
#[derive(Parser)]
#[command(name = "annals", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Subcommand)]
pub enum Command {
    /// Code articles into event records
    Code(CodeOptions),
    /// Code one file to one Parquet file, once: for archives, under any scheduler
    CodeShard(ShardOptions),
    /// Print sentences, tags, trees and names as CoNLL-U
    Parse {
        /// Files, folders, patterns, addresses, or `-` for standard input
        #[arg(default_value = "-")]
        files: Vec<String>,
    },
    /// Show how one event came about, from sentence to record
    Explain {
        /// The article
        file: String,
        /// Id of the event, as `annals code` gives it (`v1`)
        id: String,
        /// Publication date, where the article gives none (2024-02-10)
        #[arg(long)]
        date: Option<Date>,
    },
    /// Check the knowledge: ontology, actors, places, words
    Check {
        /// Folder to check instead of the built-in data
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Show what the event types mean
    Codebook {
        /// One type, such as `ASSAULT`
        #[arg(value_name = "TYPE")]
        kind: Option<String>,
    },
    /// Score the coder on gold documents and public sets
    Eval {
        /// Folder with `articles/ID.json` and `gold/ID.json` (or a subfolder `gold` with them), `NAME.*.jsonl`, `NAME.*.jsonl.gz`
        folder: PathBuf,
        /// Documents to take, by id; all if not given
        #[arg(long, value_delimiter = ',')]
        only: Vec<String>,
        /// List what is wrong: in the gold documents taken, and in the parts of public sets that are not held out
        #[arg(long)]
        errors: bool,
        /// How to print figures
        #[arg(long, value_enum, default_value_t = ReportFormat::Table)]
        format: ReportFormat,
    },
    #[command(flatten)]
    Store(StoreCommand),
    /// Print the JSON schema of records
    Schema,
    /// Print the manual page
    Man,
    /// Print shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Flags of `annals code`.
#[derive(Args)]
pub struct CodeOptions {
    /// Text, Markdown, HTML, JSON Lines, CSV, TSV, RSS, Atom, WARC (also gzipped); folders, patterns (`'news/*.html'`),
    /// addresses (`https://…`), or `-` for standard input
    #[arg(default_value = "-")]
    pub files: Vec<String>,
    /// How to print records
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    #[command(flatten)]
    pub reading: ReadingOptions,
    /// Documents coded at once; all cores if not given
    #[arg(long)]
    pub threads: Option<std::num::NonZeroUsize>,
    /// Leave out events less sure than this, 0 to 1
    #[arg(long, default_value_t = 0.0)]
    pub min_confidence: f64,
    /// Read every sentence, also those that hardly report an event by their words: half as fast on mixed news
    #[arg(long)]
    pub every_sentence: bool,
    /// Stop at the first input that cannot be coded
    #[arg(long)]
    pub strict: bool,
    /// No progress and no summary on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// How inputs are read.
#[derive(Args)]
pub struct ReadingOptions {
    /// Publication date of documents that give none (2024-02-10)
    #[arg(long)]
    pub date: Option<Date>,
    /// Columns of tables, where their names do not say what they hold (`text=body,published=day`)
    #[arg(long, value_name = "FIELD=COLUMN,…", default_value = "", hide_default_value = true)]
    pub columns: Columns,
}

/// Flags of `annals code-shard`.
#[derive(Args)]
pub struct ShardOptions {
    /// WARC, JSON Lines or Parquet, or what else `annals code` reads: a path or `s3://BUCKET/PATH`
    pub input: String,
    /// Folder or `s3://BUCKET/PREFIX` for the shard and its manifest
    pub out: String,
    #[command(flatten)]
    pub reading: ReadingOptions,
    /// Documents coded at once; all cores if not given
    #[arg(long)]
    pub threads: Option<std::num::NonZeroUsize>,
    /// No summary on standard error
    #[arg(long, short)]
    pub quiet: bool,
}

/// Output formats.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading
    Table,
    /// One record a line (schema `annals/1`)
    Jsonl,
    /// One event a row
    Csv,
}

/// Formats of figures.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For reading
    Table,
    /// One object
    Json,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        super::Cli::command().debug_assert();
    }
}
