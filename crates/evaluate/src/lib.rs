//! Scores the coder on gold documents, public sets and contrast suites.

mod clusters;
mod contrast;
mod documents;
mod errors;
mod gold;
mod incidents;
mod names;
mod parallel;
mod report;
mod sets;
mod treebanks;

use std::{
    fs,
    path::{Path, PathBuf},
};

use coder::Coder;

pub use gold::{Counts, FIELDS, GoldEvent, f1, harmonic, score};
pub use report::{Figure, Peer, Report};

/// What went wrong while evaluating.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// A file could not be read.
    #[error("cannot read {0}: {1}")]
    Read(String, std::io::Error),
    /// A file does not hold what it should.
    #[error("{0} does not hold what it should: {1}")]
    Format(String, serde_json::Error),
    /// A contrast suite is not written as it should be.
    #[error("{0} is no contrast suite: {1}")]
    Contrast(String, String),
    /// A treebank or corpus of names is not in its format.
    #[error("cannot read {0}: {1}")]
    Treebank(String, String),
    /// The folder holds nothing to score.
    #[error(
        "{0} holds neither folders `articles` and `gold` nor files NAME.*.jsonl, .jsonl.gz, .conllu, .iob2, or contrast suites (.toml)"
    )]
    Nothing(String),
    /// The store in which incidents are looked for failed.
    #[error("cannot look for incidents: {0}")]
    Store(#[from] store::StoreError),
    /// The coder failed.
    #[error(transparent)]
    Coder(#[from] coder::CoderError),
}

/// What evaluating takes.
pub struct Job<'a> {
    /// What is scored.
    pub coder: &'a Coder,
    /// Told of each text done: the set, how many are done, how many there are.
    pub progress: &'a (dyn Fn(&str, usize, usize) + Sync),
}

/// Codes and scores what lies in a folder, on all processors: gold documents (`articles/ID.json`, `gold/ID.json`, also in a
/// subfolder `gold`), the public sets (`NAME.*.jsonl`, also gzipped), treebanks (`NAME.conllu`), corpora of
/// names (`NAME.iob2`) and contrast suites (`NAME.toml`).
///
/// `only` names the gold documents to take, all if empty. With `errors` the report lists what is wrong: in the gold documents
/// taken, in the parts of the public sets that are not held out, and in the contrast suites.
pub fn run(folder: &Path, job: &Job<'_>, only: &[String], errors: bool) -> Result<Report, EvaluateError> {
    let mut wrong = Vec::new();
    let gold = documents::run(folder, job, only, &mut wrong)?;
    let contrast = contrast::run(folder, job, &mut wrong)?;
    let treebanks = treebanks::run(folder, job)?;
    let (figures, without_metric) = sets::run(folder, job, errors.then_some(&mut wrong))?;
    let figures: Vec<Figure> = gold.into_iter().chain(contrast).chain(treebanks).chain(figures).collect();
    if figures.is_empty() && without_metric.is_empty() {
        return Err(EvaluateError::Nothing(folder.display().to_string()));
    }
    if !errors {
        wrong.clear();
    }
    Ok(Report { figures, without_metric, errors: wrong })
}

/// The files of a folder whose names `wanted` takes, in order.
fn files(folder: &Path, wanted: impl Fn(&str) -> bool) -> Result<Vec<PathBuf>, EvaluateError> {
    let error = |error| EvaluateError::Read(folder.display().to_string(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        files.push(entry.map_err(error)?.path());
    }
    files.retain(|path| path.file_name().is_some_and(|name| wanted(&name.to_string_lossy())));
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<String, EvaluateError> {
    fs::read_to_string(path).map_err(|error| EvaluateError::Read(path.display().to_string(), error))
}
