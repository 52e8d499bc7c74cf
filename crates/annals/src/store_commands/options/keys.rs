//! Formats, levels, orders and groupings by name.

use clap::ValueEnum;
use store::query::{Key, Level, Order};

/// Formats of rows.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum RowFormat {
    /// For reading
    Table,
    /// One list of objects
    Json,
    /// One row a line, with a head
    Csv,
}

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LevelOption {
    /// Acts: mentions of one act count once
    Incident,
    /// Mentions, each on its own
    Report,
}

impl From<LevelOption> for Level {
    fn from(level: LevelOption) -> Self {
        match level {
            LevelOption::Incident => Self::Incident,
            LevelOption::Report => Self::Report,
        }
    }
}

/// Orders of a list.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OrderOption {
    /// As they came in
    Id,
    /// The earliest day first
    Earliest,
    /// The latest day first
    Latest,
}

impl From<OrderOption> for Order {
    fn from(order: OrderOption) -> Self {
        match order {
            OrderOption::Id => Self::Id,
            OrderOption::Earliest => Self::Earliest,
            OrderOption::Latest => Self::Latest,
        }
    }
}

/// Keys to count by.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// First day
    Day,
    /// Week, by its Monday
    Week,
    /// Month
    Month,
    /// Year
    Year,
    /// PLOVER type
    Type,
    /// Quad class
    Quad,
    /// Status
    Status,
    /// Country of the place
    Country,
    /// First-level division of the place
    Admin1,
    /// Actor
    Actor,
    /// Recipient
    Recipient,
    /// Actor and recipient
    Dyad,
    /// Actor's country
    ActorCountry,
    /// Recipient's country
    RecipientCountry,
    /// Both countries
    CountryDyad,
    /// Outlet
    Source,
}

impl From<By> for Key {
    fn from(by: By) -> Self {
        match by {
            By::Day => Self::Day,
            By::Week => Self::Week,
            By::Month => Self::Month,
            By::Year => Self::Year,
            By::Type => Self::Type,
            By::Quad => Self::Quad,
            By::Status => Self::Status,
            By::Country => Self::Country,
            By::Admin1 => Self::Admin1,
            By::Actor => Self::Actor,
            By::Recipient => Self::Recipient,
            By::Dyad => Self::Dyad,
            By::ActorCountry => Self::ActorCountry,
            By::RecipientCountry => Self::RecipientCountry,
            By::CountryDyad => Self::CountryDyad,
            By::Source => Self::Source,
        }
    }
}
