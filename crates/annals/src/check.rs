//! `annals check`.

use std::{
    io::{self, Write},
    path::Path,
};

use anyhow::Context;
use knowledge::{Knowledge, Source};

use crate::{DONE, FAILED};

/// Loads and checks the knowledge; prints each problem with file and line.
pub fn run(folder: Option<&Path>) -> anyhow::Result<u8> {
    let source = match folder {
        Some(folder) => Source::folder(folder).with_context(|| format!("cannot read {}", folder.display()))?,
        None => Source::embedded(),
    };
    let mut out = io::stdout();
    match Knowledge::load(&source) {
        Ok(knowledge) => {
            writeln!(
                out,
                "no problems: {} countries, {} actors, {} titles; {}",
                knowledge.countries.iter().count(),
                knowledge.actors.iter().count(),
                knowledge.titles.iter().count(),
                knowledge.hash
            )?;
            Ok(DONE)
        }
        Err(problems) => {
            writeln!(out, "{problems}")?;
            Ok(FAILED)
        }
    }
}
