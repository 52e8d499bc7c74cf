//! What comes of a request.

use serde::{Deserialize, Serialize};

use crate::kind;

/// What a server said to recognise a version of a page by.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fetched {
    /// A page, or a new version of it.
    New(Page),
    /// Nothing has changed since the validators.
    Unchanged,
}

/// A page as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it is, after redirects.
    pub address: String,
    /// `Content-Type`.
    pub media_type: Option<String>,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

impl Page {
    /// The character set that the server names.
    pub fn charset(&self) -> Option<&str> {
        kind::charset(self.media_type.as_deref()?)
    }
}
