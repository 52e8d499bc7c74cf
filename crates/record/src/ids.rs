//! Identifiers that depend on content alone.

use sha2::{Digest, Sha256};

/// Short id of a document: the first 16 hexadecimal digits of the SHA-256 of its text and source.
pub fn document_id(text: &str, source: Option<&str>) -> String {
    let mut hash = Sha256::new();
    hash.update(text.as_bytes());
    hash.update([0]);
    hash.update(source.unwrap_or_default().as_bytes());
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
