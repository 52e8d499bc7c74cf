//! TOML files read into tables whose entries know their lines.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::{Problems, Source};

/// Reads a TOML file; a missing or malformed one is a problem and gives the empty value.
pub(crate) fn read<T: DeserializeOwned + Default>(source: &Source, path: &str, problems: &mut Problems) -> T {
    let Some(text) = source.text(path) else {
        problems.add(path, None, "is missing or not UTF-8: restore it");
        return T::default();
    };
    toml::from_str(text).unwrap_or_else(|error| {
        problems.add(path, error.span().map(|span| line_at(text, span.start)), error.message());
        T::default()
    })
}

/// Reads a file of `[key]` tables: key, line of the table, its content, ordered by key.
pub(crate) fn entries<T: DeserializeOwned>(
    source: &Source,
    path: &str,
    problems: &mut Problems,
) -> Vec<(String, usize, T)> {
    let raw: BTreeMap<String, Spanned<T>> = read(source, path, problems);
    let text = source.text(path).unwrap_or_default();
    raw.into_iter().map(|(key, entry)| (key, line_at(text, entry.span().start), entry.into_inner())).collect()
}

/// Line, from 1, of a byte offset; offsets past the end give the last line.
pub(crate) fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}
