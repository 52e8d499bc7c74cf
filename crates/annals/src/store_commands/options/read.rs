//! Flags of what reads a store: query, timeline, actors, brief, export.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{By, FilterOptions, LevelOption, OrderOption, RowFormat, StorePath};

/// Flags of `annals query`.
#[derive(Args)]
pub struct QueryOptions {
    #[command(flatten)]
    pub store: StorePath,
    /// Count by these instead of listing
    #[arg(long, value_enum, value_delimiter = ',')]
    pub by: Vec<By>,
    /// Incidents (mentions of one act count once) or reports
    #[arg(long, value_enum, default_value_t = LevelOption::Incident)]
    pub level: LevelOption,
    /// Order of a list
    #[arg(long, value_enum, default_value_t = OrderOption::Latest)]
    pub order: OrderOption,
    /// Rows at most; 0 for all
    #[arg(long, default_value_t = 50)]
    pub limit: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,
    #[command(flatten)]
    pub filter: FilterOptions,
}

/// Flags of `annals timeline`.
#[derive(Args)]
pub struct TimelineOptions {
    #[command(flatten)]
    pub store: StorePath,
    /// Incidents at most, the latest ones; 0 for all
    #[arg(long, default_value_t = 100)]
    pub limit: usize,
    #[command(flatten)]
    pub filter: FilterOptions,
}

/// Flags of `annals actors`.
#[derive(Args)]
pub struct ActorsOptions {
    /// Part of a name
    pub name: Option<String>,
    #[command(flatten)]
    pub store: StorePath,
    /// Also those without a name ("gunmen")
    #[arg(long)]
    pub all: bool,
    /// Rows at most
    #[arg(long, default_value_t = 30)]
    pub limit: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = RowFormat::Table)]
    pub format: RowFormat,
}

/// Flags of `annals brief`.
#[derive(Args)]
pub struct BriefOptions {
    /// Words, the name of a participant, or a place
    pub topic: String,
    #[command(flatten)]
    pub store: StorePath,
    /// The day the brief is written for; the latest day of publication if not given
    #[arg(long)]
    pub as_of: Option<Date>,
    /// Lines a section
    #[arg(long, default_value_t = 10)]
    pub limit: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = BriefFormat::Text)]
    pub format: BriefFormat,
}

/// Formats of a brief.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum BriefFormat {
    /// For reading (Markdown)
    Text,
    /// One object
    Json,
}

/// Flags of `annals export`.
#[derive(Args)]
pub struct ExportOptions {
    /// Formats, several or one
    #[arg(long, value_enum, value_delimiter = ',', required = true)]
    pub format: Vec<ExportFormat>,
    /// Folder to write to
    #[arg(long, value_name = "FOLDER", default_value = "export")]
    pub out: PathBuf,
    #[command(flatten)]
    pub store: StorePath,
    /// Incidents or reports, for `csv` and `geojson`
    #[arg(long, value_enum, default_value_t = LevelOption::Incident)]
    pub level: LevelOption,
    /// Only what has changed since a run (its number) or a time (UTC; `asOf` of the last datapackage.json), with lists of what
    /// is to be taken away
    #[arg(long, value_name = "RUN|TIME")]
    pub since: Option<String>,
    #[command(flatten)]
    pub filter: FilterOptions,
}

/// Formats of exports.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One incident or report a row
    Csv,
    /// The same with types, zstd, one file a year
    Parquet,
    /// Whole records (`annals/1`), one document a line
    Jsonl,
    /// Incidents or reports with a point
    Geojson,
    /// GDELT 2.0 events and mentions
    Gdelt,
    /// ICEWS
    Icews,
    /// POLECAT
    Polecat,
    /// FollowTheMoney entities
    Ftm,
    /// Counts by country and month and by pair of countries and month, zeros included
    Panel,
}
