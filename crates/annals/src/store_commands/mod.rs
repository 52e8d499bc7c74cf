//! Commands that work on a store.

mod brief;
mod demo;
mod export;
mod import;
mod ingest;
mod options;
mod print;
mod query;
mod review;
mod serve;
mod watch;

use clap::Subcommand;
use options::{
    ActorsOptions, BriefOptions, DemoOptions, ExportOptions, ImportOptions, IngestOptions, QueryOptions, RecodeOptions,
    ReviewOptions, ServeOptions, TimelineOptions, WatchOptions,
};

/// The commands.
#[derive(Subcommand)]
pub enum StoreCommand {
    /// Add articles to a store: code them, find incidents
    Ingest(IngestOptions),
    /// Look at feeds and folders again and again, and add what is new
    Watch(WatchOptions),
    /// List or count incidents and reports of a store
    Query(Box<QueryOptions>),
    /// What happened, day by day
    Timeline(Box<TimelineOptions>),
    /// What is known of a topic, each line with its sources
    Brief(BriefOptions),
    /// Write files in the formats of other data sets
    Export(Box<ExportOptions>),
    /// Add reports of other coders (ACLED, UCDP GED, GDELT), matched to incidents
    Import(ImportOptions),
    /// Accept, reject or edit events
    Review(ReviewOptions),
    /// Code again what an earlier version coded
    Recode(RecodeOptions),
    /// Who takes part, and how often
    Actors(ActorsOptions),
    /// Show a store in the browser: the page and its interface
    Serve(ServeOptions),
    /// Look around in a store of made-up sample articles
    Demo(DemoOptions),
}

/// Runs a command.
pub fn run(command: StoreCommand) -> anyhow::Result<u8> {
    match command {
        StoreCommand::Ingest(options) => ingest::run(&options),
        StoreCommand::Watch(options) => watch::run(&options),
        StoreCommand::Query(options) => query::run(&options),
        StoreCommand::Timeline(options) => query::timeline(&options),
        StoreCommand::Brief(options) => brief::run(&options),
        StoreCommand::Export(options) => export::run(&options),
        StoreCommand::Import(options) => import::run(&options),
        StoreCommand::Review(options) => review::run(&options),
        StoreCommand::Recode(options) => review::recode(&options),
        StoreCommand::Actors(options) => query::actors(&options),
        StoreCommand::Serve(options) => serve::run(&options),
        StoreCommand::Demo(options) => demo::run(options),
    }
}
