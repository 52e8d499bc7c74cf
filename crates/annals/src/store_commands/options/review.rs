//! Flags of `annals review`.

use clap::{Args, Subcommand};

use super::{RowFormat, StorePath};

/// Flags of `annals review`.
#[derive(Args)]
pub struct ReviewOptions {
    #[command(flatten)]
    pub store: StorePath,
    #[command(subcommand)]
    pub action: ReviewAction,
}

/// What to do with reviews.
#[derive(Subcommand)]
pub enum ReviewAction {
    /// Say that an event is right
    Accept {
        /// Id of the event (`annals query --level report`)
        event: i64,
        /// Who says so
        #[arg(long)]
        by: Option<String>,
        /// Why
        #[arg(long)]
        note: Option<String>,
    },
    /// Say that the text tells of no such event: it no longer counts
    Reject {
        /// Id of the event
        event: i64,
        /// Who says so
        #[arg(long)]
        by: Option<String>,
        /// Why
        #[arg(long)]
        note: Option<String>,
    },
    /// Give a field its right value
    Edit {
        /// Id of the event
        event: i64,
        /// `type=COERCE`, `day_from=2024-02-10`; an empty value takes it away
        #[arg(value_name = "FIELD=VALUE")]
        change: String,
        /// Who says so
        #[arg(long)]
        by: Option<String>,
        /// Why
        #[arg(long)]
        note: Option<String>,
    },
    /// List reviews and what became of them
    List {
        /// How to print
        #[arg(long, value_enum, default_value_t = RowFormat::Table)]
        format: RowFormat,
    },
    /// Print reviews as JSON Lines, to train on
    Export,
}
