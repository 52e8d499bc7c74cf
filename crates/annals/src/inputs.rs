//! Files, folders and standard input, in a fixed order.

use std::{
    fs, io,
    io::Read,
    path::{Path, PathBuf},
};

use anyhow::Context;

/// One input and its bytes, or why they cannot be read.
pub struct Input {
    /// As given, or the path below a folder that was given.
    pub name: String,
    /// What it holds.
    pub bytes: io::Result<Vec<u8>>,
}

/// The names of all inputs; folders stand for their `.txt` and `.jsonl` files.
pub fn names(given: &[String]) -> anyhow::Result<Vec<String>> {
    let mut names = Vec::new();
    for name in given {
        let path = Path::new(name);
        if path.is_dir() {
            let mut files = Vec::new();
            walk(path, &mut files).with_context(|| format!("cannot read the folder {name}"))?;
            files.sort();
            names.extend(files.into_iter().map(|file| file.display().to_string()));
        } else {
            names.push(name.clone());
        }
    }
    Ok(names)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "txt" || ending == "jsonl") {
            files.push(path);
        }
    }
    Ok(())
}

/// Reads one input.
pub fn read(name: &str) -> Input {
    let bytes = match name {
        "-" => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map(|_| bytes)
        }
        _ => fs::read(name),
    };
    let name = if name == "-" { "stdin" } else { name };
    Input { name: name.to_owned(), bytes }
}

/// The documents of one input, or reasons.
pub fn documents(input: Input, options: &ingest::Options) -> Vec<Result<record::Document, ingest::Skipped>> {
    match input.bytes {
        Ok(bytes) => {
            // Standard input may hold JSON Lines: they say so by their first character.
            let is_rows = input.name == "stdin" && bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
            let name = if is_rows { "stdin.jsonl" } else { &input.name };
            ingest::read(name, &bytes, options)
        }
        Err(error) => vec![Err(ingest::Skipped { input: input.name, reason: format!("cannot be read: {error}") })],
    }
}
