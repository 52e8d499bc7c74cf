//! `annals import`.

use std::{
    fs::File,
    io::{BufRead, BufReader, Cursor, Read},
    path::Path,
};

use anyhow::Context;
use flate2::bufread::MultiGzDecoder;
use knowledge::Knowledge;
use store::{
    Writer,
    import::{Broken, Imported},
};
use zip::ZipArchive;

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
        for (name, rows) in unpacked(path).with_context(|| path.display().to_string())? {
            let imported = store.import(rows, options.coder, &cameo).with_context(|| name.clone())?;
            tell(&name, &imported);
            code = if imported.broken.is_empty() { code } else { FAILED };
        }
    }
    Ok(code)
}

/// The tables of a file with what messages call them: those of a ZIP archive, as GDELT publishes its own, else the one that it is, out of
/// gzip where it is packed so.
fn unpacked(path: &Path) -> anyhow::Result<Vec<(String, Box<dyn BufRead>)>> {
    let name = path.display().to_string();
    let mut file = BufReader::new(File::open(path)?);
    match file.fill_buf()? {
        [b'P', b'K', 3, 4, ..] => members(&name, file),
        [0x1f, 0x8b, ..] => Ok(vec![(name, Box::new(BufReader::new(MultiGzDecoder::new(file))))]),
        _ => Ok(vec![(name, Box::new(file))]),
    }
}

fn members(name: &str, file: BufReader<File>) -> anyhow::Result<Vec<(String, Box<dyn BufRead>)>> {
    let mut archive = ZipArchive::new(file)?;
    let mut found: Vec<(String, Box<dyn BufRead>)> = Vec::new();
    for at in 0..archive.len() {
        let mut member = archive.by_index(at)?;
        if member.is_file() {
            let name = format!("{name}/{}", member.name()?);
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).with_context(|| name.clone())?;
            found.push((name, Box::new(Cursor::new(bytes))));
        }
    }
    Ok(found)
}

fn tell(path: &str, imported: &Imported) {
    for Broken { line, reason } in &imported.broken {
        eprintln!("annals: {path}:{line} {reason}; skipped");
    }
    let Imported { new, changed, known, matched, broken } = imported;
    let skipped = broken.len();
    eprintln!(
        "{path}: {new} new reports, {changed} changed, {known} known already, {skipped} skipped; {matched} match an incident"
    );
}
