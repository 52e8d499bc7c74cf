//! `annals import`.

use std::{fs::File, io::BufReader, path::Path};

use anyhow::Context;
use knowledge::Knowledge;
use store::{
    Writer,
    import::{Broken, Imported},
};

use super::options::ImportOptions;
use crate::{DONE, FAILED};

/// Adds the rows of each file, and says what came of them.
pub fn run(options: &ImportOptions) -> anyhow::Result<u8> {
    let knowledge = Knowledge::embedded()?;
    let cameo = |code: &str| {
        let (kind, mode) = knowledge.ontology.from_cameo(code)?;
        Some((kind, mode.map(str::to_owned)))
    };
    let mut store = Writer::open(&options.store.store)?;
    let mut code = DONE;
    for path in &options.files {
        let of_file = || path.display().to_string();
        let file = File::open(path).with_context(of_file)?;
        let imported = store.import(BufReader::new(file), options.coder, &cameo).with_context(of_file)?;
        tell(path, &imported);
        code = if imported.broken.is_empty() { code } else { FAILED };
    }
    Ok(code)
}

fn tell(path: &Path, imported: &Imported) {
    let path = path.display();
    for Broken { line, reason } in &imported.broken {
        eprintln!("annals: {path}:{line} {reason}; skipped");
    }
    let Imported { new, changed, known, matched, broken } = imported;
    let skipped = broken.len();
    eprintln!(
        "{path}: {new} new reports, {changed} changed, {known} known already, {skipped} skipped; {matched} match an incident"
    );
}
