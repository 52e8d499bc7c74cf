//! Scores records against gold documents.

mod gold;
mod names;

use std::{fmt, fs, path::Path};

use coder::Coder;
use record::Document;
use serde::{Deserialize, Serialize};

pub use gold::{Counts, FIELDS, GoldEvent, f1, harmonic, score};

/// What went wrong while evaluating.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// A file could not be read.
    #[error("cannot read {0}: {1}")]
    Read(String, std::io::Error),
    /// A file does not hold what it should.
    #[error("{0} is no gold document: {1}")]
    Format(String, serde_json::Error),
    /// The folder holds no gold documents.
    #[error("{0} holds no folders `articles` and `gold`")]
    NoGold(String),
    /// The coder failed.
    #[error(transparent)]
    Coder(#[from] coder::CoderError),
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The set.
    pub set: String,
    /// What is measured.
    pub metric: String,
    /// Its value, 0 to 1.
    pub value: f64,
}

/// All figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// In order of sets and metrics.
    pub figures: Vec<Figure>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.figures
            .iter()
            .try_for_each(|figure| writeln!(f, "{:<8} {:<22} {:.3}", figure.set, figure.metric, figure.value))
    }
}

#[derive(Deserialize)]
struct Article {
    text: String,
    published: Option<String>,
}

#[derive(Deserialize)]
struct Gold {
    events: Vec<GoldEvent>,
}

/// Codes and scores the gold documents of a folder (`articles/ID.json`, `gold/ID.json`), or of its subfolder `gold`;
/// `only` names the documents to take, all if empty.
pub fn run(folder: &Path, coder: &Coder, only: &[String]) -> Result<Report, EvaluateError> {
    let root = [folder.to_owned(), folder.join("gold")].into_iter().find(|root| root.join("articles").is_dir());
    let root = root.ok_or_else(|| EvaluateError::NoGold(folder.display().to_string()))?;
    let mut names = names_in(&root.join("gold"))?;
    names.retain(|name| only.is_empty() || only.iter().any(|id| name.trim_end_matches(".json") == id));
    let mut counts = Counts::default();
    for name in &names {
        let article: Article = read(&root.join("articles").join(name))?;
        let gold: Gold = read(&root.join("gold").join(name))?;
        let published = article.published.as_deref().and_then(|date| date.get(..10)?.parse().ok());
        let boilerplate = ingest::boilerplate(&article.text);
        let document = Document {
            boilerplate,
            text: article.text.clone(),
            published,
            language: "en".into(),
            ..Document::default()
        };
        score(&article.text, &gold.events, &coder.code(document)?, &mut counts);
    }
    Ok(report(&counts))
}

fn report(counts: &Counts) -> Report {
    let mut figures = Vec::new();
    let mut add = |metric: String, value: f64| figures.push(Figure { set: "gold".into(), metric, value });
    for (metric, right) in [("detect", counts.detected), ("type", counts.typed), ("triple", counts.triples)] {
        let values = f1(right, counts.predicted, counts.gold);
        for (name, value) in ["precision", "recall", "F1"].iter().zip(values) {
            add(format!("{metric} {name}"), value);
        }
    }
    let share = |right: usize, of: usize| right as f64 / of.max(1) as f64;
    for (name, [wanted, hit, given, right]) in ["actor", "recipient"].iter().zip(counts.participants) {
        add(format!("{name} F1"), harmonic(share(right, given), share(hit, wanted)));
    }
    for (name, [right, of]) in FIELDS.iter().zip(counts.fields) {
        add(format!("{name} accuracy"), share(right, of));
    }
    Report { figures }
}

fn names_in(folder: &Path) -> Result<Vec<String>, EvaluateError> {
    let error = |error| EvaluateError::Read(folder.display().to_string(), error);
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        names.push(entry.map_err(error)?.file_name().to_string_lossy().into_owned());
    }
    names.retain(|name| name.ends_with(".json"));
    names.sort();
    Ok(names)
}

fn read<T: serde::de::DeserializeOwned>(path: &Path) -> Result<T, EvaluateError> {
    let name = path.display().to_string();
    let text = fs::read_to_string(path).map_err(|error| EvaluateError::Read(name.clone(), error))?;
    serde_json::from_str(&text).map_err(|error| EvaluateError::Format(name, error))
}
