//! Flags of the commands that work on a store.

mod filter;
mod ingest;
mod keys;
mod read;
mod review;
mod serve;

use std::path::PathBuf;

use clap::Args;

pub use filter::*;
pub use ingest::*;
pub use keys::*;
pub use read::*;
pub use review::*;
pub use serve::*;

/// The file a command works on.
#[derive(Args)]
pub struct StorePath {
    /// The store: one SQLite file
    #[arg(long, value_name = "FILE", default_value = "annals.db", global = true)]
    pub store: PathBuf,
}
