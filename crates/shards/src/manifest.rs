//! What stands beside each shard.

use record::CoderVersion;
use serde::{Deserialize, Serialize};

use crate::{Location, Result, ShardError};

/// Ending of manifests.
const ENDING: &str = ".json";

/// What a shard holds, and of what it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The shard's file, in the manifest's folder.
    pub file: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Its SHA-256.
    pub sha256: String,
    /// The input's name, without its folder.
    pub input: String,
    /// The input's length in bytes.
    pub input_bytes: u64,
    /// The input's SHA-256.
    pub input_sha256: String,
    /// What coded it.
    pub coder: CoderVersion,
    /// Publication date given to documents without one.
    pub date: Option<String>,
    /// Columns as they were told.
    pub columns: String,
    /// Rows: documents and errors.
    pub rows: u64,
    /// Rows that are errors.
    pub errors: u64,
    /// Events in all rows.
    pub events: u64,
}

impl Manifest {
    /// The manifest's own file.
    pub(crate) fn name(hash: &str) -> String {
        format!("{hash}{ENDING}")
    }

    /// The manifest of a hash, where the shard is done.
    pub(crate) fn find(out: &Location, hash: &str) -> Result<Option<Self>> {
        let name = Self::name(hash);
        let parse = |bytes: bytes::Bytes| serde_json::from_slice(&bytes);
        let found = out.read(&name)?.map(parse).transpose();
        found.map_err(|reason| ShardError::Manifest { name, reason })
    }

    /// As it is published.
    pub(crate) fn to_bytes(&self) -> bytes::Bytes {
        // Strings and numbers alone: serialisation cannot fail.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text.into()
    }
}

/// The manifests of all shards that are done, by name.
///
/// # Errors
/// Where the store fails, or a file that ends as manifests do is none.
pub fn manifests(out: &Location) -> Result<Vec<Manifest>> {
    let hashes = out.list(ENDING)?;
    let hashes = hashes.iter().filter_map(|name| name.strip_suffix(ENDING));
    Ok(hashes.map(|hash| Manifest::find(out, hash)).collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
}
