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
        problems.add(path, error.span().map(|span| Lines::of(text).at(span.start)), error.message());
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
    let lines = Lines::of(source.text(path).unwrap_or_default());
    raw.into_iter().map(|(key, entry)| (key, lines.at(entry.span().start), entry.into_inner())).collect()
}

/// Where the lines of a text begin.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    /// Finds the line breaks of a text.
    pub(crate) fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect())
    }

    /// Line, from 1, of a byte offset.
    pub(crate) fn at(&self, byte: usize) -> usize {
        self.0.partition_point(|line_break| *line_break < byte) + 1
    }
}
