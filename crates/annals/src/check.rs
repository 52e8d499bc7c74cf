//! `annals check`.

use std::{
    io::{self, Write},
    path::Path,
};

use anyhow::Context;
use coder::Coder;
use knowledge::{Knowledge, Problems, Source};

use crate::{DONE, FAILED};

/// Loads and checks the knowledge and runs the examples of its patterns; prints each problem with file and line.
pub fn run(folder: Option<&Path>) -> anyhow::Result<u8> {
    let source = match folder {
        Some(folder) => Source::folder(folder).with_context(|| format!("cannot read {}", folder.display()))?,
        None => Source::embedded(),
    };
    let coder = match Knowledge::load(&source) {
        Ok(knowledge) => Coder::with_knowledge(knowledge)?,
        Err(problems) => return report(&problems),
    };
    let problems = coder.check_examples()?;
    if !problems.is_empty() {
        return report(&problems);
    }
    let knowledge = coder.knowledge();
    let patterns = knowledge.patterns.iter();
    let examples: usize = patterns.map(|pattern| pattern.accept.len() + pattern.refuse.len()).sum();
    writeln!(
        io::stdout(),
        "no problems: {} patterns with {examples} examples, {} countries, {} actors, {} titles, {} time words; {}",
        knowledge.patterns.iter().count(),
        knowledge.countries.iter().count(),
        knowledge.actors.iter().count(),
        knowledge.titles.iter().count(),
        knowledge.times.len(),
        knowledge.hash
    )?;
    Ok(DONE)
}

fn report(problems: &Problems) -> anyhow::Result<u8> {
    writeln!(io::stdout(), "{problems}")?;
    Ok(FAILED)
}
