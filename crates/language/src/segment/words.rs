//! Word lists of the tokeniser, from `data/lang/en/tokens.toml`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use serde::Deserialize;

/// The lists, as the file names them.
#[derive(Deserialize)]
pub struct Words {
    pub prefixes: BTreeSet<String>,
    pub suffixes: BTreeSet<String>,
    pub contractions: BTreeMap<String, Vec<usize>>,
    pub words: Special,
}

/// Words with a treatment of their own.
#[derive(Deserialize)]
pub struct Special {
    pub clipped: BTreeSet<String>,
    pub units: BTreeSet<String>,
    pub slashed: BTreeSet<String>,
    pub domains: BTreeSet<String>,
    pub emoticons: Vec<String>,
}

/// The lists built in.
pub static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // The file is part of the crate and read by every test of it.
    toml::from_str(include_str!("../../../../data/lang/en/tokens.toml")).expect("tokens.toml holds the lists")
});
