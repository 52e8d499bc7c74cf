//! Questions to a store.

pub mod about;
pub mod actor;
pub mod aggregate;
pub mod arrow;
pub mod changes;
pub mod columns;
pub mod document;
pub mod dyad;
pub mod facets;
pub mod filter;
mod headline;
pub mod incident;
pub mod network;
pub mod overview;
pub mod parties;
pub mod period;
pub mod queue;
pub mod rows;
pub mod series;
pub mod upcoming;

pub use about::{Holdings, Run};
pub use actor::{ActorProfile, EntityFilter, EntityItem};
pub use aggregate::{Cell, Key, Table};
pub use columns::{COLUMNS, Column, Kind};
pub use document::{DocumentDetail, DocumentFilter, DocumentItem};
pub use dyad::DyadSeries;
pub use facets::Facets;
pub use filter::{Filter, Outcome};
pub(crate) use headline::Headline;
pub use incident::{Found, Report, Story};
pub use network::{Dyad, Network};
pub use overview::Overview;
pub use parties::Profile;
pub use period::Period;
pub use queue::{QueueKind, ReviewFilter, Task};
pub(crate) use rows::read as read_row;
pub use rows::{Figure, Mark, Order, Page, Participant, Row};
pub use series::{Series, Split};
pub use upcoming::{Calendar, Demands};

/// What is counted: Annals keeps reports apart from what they report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Acts: mentions of one act count once.
    #[default]
    Incident,
    /// Mentions, each on its own.
    Report,
}
