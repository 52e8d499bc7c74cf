//! Scores records against gold documents.

mod errors;
mod gold;
mod names;
mod sets;

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
    /// The folder holds nothing to score.
    #[error("{0} holds neither folders `articles` and `gold` nor files NAME.*.jsonl or .jsonl.gz")]
    Nothing(String),
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
    /// The figure of a peer, for orientation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peer: Option<Peer>,
}

/// What another system reaches on the same metric, often on another part of the set.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peer {
    /// The system, and the part of the set where it is another one.
    pub name: String,
    /// Its value, 0 to 1.
    pub value: f64,
}

impl From<(&str, f64)> for Peer {
    fn from((name, value): (&str, f64)) -> Self {
        Self { name: name.to_owned(), value }
    }
}

/// All figures.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    /// In order of sets and metrics.
    pub figures: Vec<Figure>,
    /// Files of sets that have no metric.
    pub without_metric: Vec<String>,
    /// What was wrong, where it was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<String>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<12} {:<22} {:>6}  peer", "set", "metric", "figure")?;
        for figure in &self.figures {
            write!(f, "{:<12} {:<22} {:>6.3}", figure.set, figure.metric, figure.value)?;
            match &figure.peer {
                Some(peer) => writeln!(f, "  {:.3} ({})", peer.value, peer.name)?,
                None => writeln!(f)?,
            }
        }
        self.errors.iter().try_for_each(|error| writeln!(f, "{error}"))?;
        self.without_metric.iter().try_for_each(|file| writeln!(f, "{file} has no metric here and was left out"))
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

/// Codes and scores what lies in a folder: gold documents (`articles/ID.json`, `gold/ID.json`, also in a subfolder `gold`) and
/// the public sets (`NAME.*.jsonl`, also gzipped). /// `only` names the gold documents to take, all if empty. With `errors` the report lists what is wrong: in the gold documents taken,
/// and in the parts of the public sets that are not held out.
pub fn run(folder: &Path, coder: &Coder, only: &[String], errors: bool) -> Result<Report, EvaluateError> {
    let root = [folder.to_owned(), folder.join("gold")].into_iter().find(|root| root.join("articles").is_dir());
    let mut wrong = Vec::new();
    let gold = root.as_deref().map(|root| gold(root, coder, only, &mut wrong)).transpose()?;
    let (figures, without_metric) = sets::run(folder, coder, errors.then_some(&mut wrong))?;
    if gold.is_none() && figures.is_empty() && without_metric.is_empty() {
        return Err(EvaluateError::Nothing(folder.display().to_string()));
    }
    let figures = gold.map(|counts| report(&counts)).unwrap_or_default().into_iter().chain(figures).collect();
    if !errors {
        wrong.clear();
    }
    Ok(Report { figures, without_metric, errors: wrong })
}

fn gold(root: &Path, coder: &Coder, only: &[String], wrong: &mut Vec<String>) -> Result<Counts, EvaluateError> {
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
        let record = coder.code(document)?;
        score(&article.text, &gold.events, &record, &mut counts);
        wrong.extend(errors::errors(name.trim_end_matches(".json"), &article.text, &gold.events, &record));
    }
    Ok(counts)
}

fn report(counts: &Counts) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut add = |metric: String, value: f64| figures.push(Figure { set: "gold".into(), metric, value, peer: None });
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
    figures
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
