//! From what a user names to inputs: folders and patterns stand for the files in them.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use crate::{Skipped, kind::is_input};

/// The inputs in a fixed order: files, addresses and `-` as they are; folders and patterns (`news/*.html`) as their files, by
/// name. A folder's files are those whose ending tells their format.
pub fn expand(sources: &[String]) -> Vec<Result<String, Skipped>> {
    sources.iter().flat_map(|source| expand_one(source)).collect()
}

/// Whether a source is an address to be fetched.
pub(crate) fn is_address(source: &str) -> bool {
    let start = source.get(..8).unwrap_or(source).to_ascii_lowercase();
    start.starts_with("http://") || start.starts_with("https://")
}

fn expand_one(source: &str) -> Vec<Result<String, Skipped>> {
    let path = Path::new(source);
    if is_address(source) {
        vec![Ok(source.to_owned())]
    } else if path.is_dir() {
        let mut files = Vec::new();
        let walked = walk(path, &mut files);
        let fault = walked.err().map(|error| Skipped::new(source, format!("cannot be read: {error}")));
        names(files).into_iter().map(Ok).chain(fault.map(Err)).collect()
    } else if source.contains(['*', '?', '[']) && !path.exists() {
        pattern(source)
    } else {
        vec![Ok(source.to_owned())]
    }
}

fn pattern(source: &str) -> Vec<Result<String, Skipped>> {
    let skip = |reason: String| vec![Err(Skipped::new(source, reason))];
    let files = match glob::glob(source) {
        Ok(paths) => paths.filter_map(Result::ok).filter(|path| path.is_file()).collect::<Vec<_>>(),
        Err(error) => return skip(format!("is no pattern: {error}")),
    };
    if files.is_empty() { skip("matches no file".to_owned()) } else { names(files).into_iter().map(Ok).collect() }
}

fn names(mut files: Vec<PathBuf>) -> Vec<String> {
    files.sort();
    files.into_iter().map(|file| file.display().to_string()).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        // A link to a folder may lead back to where it stands.
        if entry.file_type()?.is_dir() {
            walk(&path, files)?;
        } else if path.is_file() && is_input(&path.to_string_lossy()) {
            files.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_and_patterns_are_their_files() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name).display().to_string();
        fs::create_dir(path("in")).unwrap();
        for name in ["b.txt", "a.html", "in/c.jsonl", "picture.png"] {
            fs::write(path(name), "x").unwrap();
        }
        let inputs = |source: String| expand(&[source]).into_iter().map(Result::unwrap).collect::<Vec<_>>();
        assert_eq!(inputs(folder.path().display().to_string()), [path("a.html"), path("b.txt"), path("in/c.jsonl")]);
        assert_eq!(inputs(path("*.png")), [path("picture.png")], "a pattern takes what it names");
        assert_eq!(inputs("https://a.example/x?y=*".into()), ["https://a.example/x?y=*"]);
        assert!(expand(&[path("*.csv")])[0].as_ref().unwrap_err().reason.contains("matches no file"));
    }
}
