//! Questions to a store.

pub mod aggregate;
pub mod arrow;
pub mod columns;
pub mod filter;
pub mod parties;
pub mod rows;

pub use aggregate::{Cell, Key, Table};
pub use columns::{COLUMNS, Column, Kind};
pub use filter::Filter;
pub use parties::Profile;
pub use rows::{Figure, Order, Participant, Row};

/// What is counted: Annals keeps reports apart from what they report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Acts: mentions of one act count once.
    #[default]
    Incident,
    /// Mentions, each on its own.
    Report,
}
