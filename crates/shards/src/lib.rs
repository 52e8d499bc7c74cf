//! Shards: one input coded to one file, once.
//!
//! [`code`] reads a WARC, JSON Lines or Parquet file and publishes `HASH.parquet` (columns: [`columns::schema::records`])
//! and `HASH.json`, its [`Manifest`], in a folder or a bucket. The hash is that of coder, options and input, and a file is
//! published whole or not at all, by a conditional put. So any number of workers may code the same input any number of
//! times, and be killed at any moment: there is one file, and its bytes are the same.

mod code;
mod error;
mod input;
mod location;
mod manifest;
mod outcome;
mod rows;

pub use code::{Done, Options, code, code_to};
pub use error::{Result, ShardError};
pub use input::open;
pub use location::Location;
pub use manifest::{Manifest, manifests};
pub use outcome::outcome;
