//! Actors: lists of them, and one with what it does, to whom, and how that goes.

mod list;
mod profile;

pub use list::{EntityFilter, EntityItem};
pub use profile::{ActorProfile, Affiliate, Alias, Done, Partner, Relation, Relations, SectorCount};
