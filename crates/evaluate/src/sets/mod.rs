//! Public sets in the standoff format (`NAME.*.jsonl`, also gzipped): one line a text with spans and events over it.

mod names;
mod roots;
mod times;

use std::{
    fs::{self, File},
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use coder::Coder;
use flate2::read::MultiGzDecoder;
use jiff::civil::Date;
use serde::Deserialize;

use crate::{EvaluateError, Figure};

/// One text of a set.
#[derive(Debug, Deserialize)]
pub(crate) struct Text {
    pub id: String,
    pub text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    pub spans: Vec<Span>,
    #[serde(default)]
    pub events: Vec<Event>,
}

/// A stretch of a text; offsets are code points.
#[derive(Debug, Deserialize)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default)]
    pub value: Option<String>,
    /// TIMEX3 type.
    #[serde(default)]
    pub timex_type: Option<String>,
}

/// An event of a text.
#[derive(Debug, Deserialize)]
pub(crate) struct Event {
    #[serde(rename = "type")]
    pub kind: String,
}

impl Text {
    /// The words of a span.
    pub fn slice(&self, start: usize, end: usize) -> String {
        self.text.chars().skip(start).take(end - start).collect()
    }

    /// Its date, where it has one.
    pub fn published(&self) -> Option<Date> {
        self.date.as_deref()?.get(..10)?.parse().ok()
    }
}

/// What scores texts of a set, telling what is wrong a line at a time.
type Scorer = fn(&Coder, &[&Text], &mut dyn FnMut(String)) -> Result<Vec<Measured>, EvaluateError>;

/// A metric with its value and that of a peer.
pub(crate) type Measured = (&'static str, f64, Option<(&'static str, f64)>);

/// The sets with a metric.
const SETS: [(&str, Scorer); 3] = [("plover_rel", roots::score), ("re3d", names::score), ("tempeval3", times::score)];

/// Scores the sets that lie in a folder on their odd texts, and names those without a metric. Even texts may have been trained
/// on or looked at: `wrong` gets the errors in those alone.
pub(crate) fn run(
    folder: &Path,
    coder: &Coder,
    mut wrong: Option<&mut Vec<String>>,
) -> Result<(Vec<Figure>, Vec<String>), EvaluateError> {
    let (mut figures, mut without) = (Vec::new(), Vec::new());
    for path in set_files(folder)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = file.split('.').next().unwrap_or_default();
        let Some((_, scorer)) = SETS.iter().find(|(known, _)| *known == name) else {
            without.push(file);
            continue;
        };
        let texts = texts(&path)?;
        let part = |first: usize| texts.iter().skip(first).step_by(2).collect::<Vec<_>>();
        if let Some(wrong) = wrong.as_deref_mut() {
            scorer(coder, &part(0), &mut |error| wrong.push(format!("{name} {error}")))?;
        }
        for (metric, value, peer) in scorer(coder, &part(1), &mut |_| ())? {
            figures.push(Figure { set: name.to_owned(), metric: metric.to_owned(), value, peer: peer.map(Into::into) });
        }
    }
    Ok((figures, without))
}

fn set_files(folder: &Path) -> Result<Vec<PathBuf>, EvaluateError> {
    let error = |error| EvaluateError::Read(folder.display().to_string(), error);
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(error)? {
        files.push(entry.map_err(error)?.path());
    }
    let is_set = |path: &PathBuf| {
        let name = path.to_string_lossy();
        name.ends_with(".jsonl") || name.ends_with(".jsonl.gz")
    };
    files.retain(is_set);
    files.sort();
    Ok(files)
}

fn texts(path: &Path) -> Result<Vec<Text>, EvaluateError> {
    let name = path.display().to_string();
    let read = |error| EvaluateError::Read(name.clone(), error);
    let file = File::open(path).map_err(read)?;
    let plain: Box<dyn Read> = if name.ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut texts = Vec::new();
    for (at, line) in BufReader::new(plain).lines().enumerate() {
        let parsed = serde_json::from_str(&line.map_err(read)?);
        texts.push(parsed.map_err(|error| EvaluateError::Format(format!("{name}, line {}", at + 1), error))?);
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_of_a_folder_are_scored_and_others_named() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"id": "a", "text": "Gunmen attacked Aden on 3 May 2019.", "date": "2019-05-04", "spans":
            [{"start": 24, "end": 34, "type": "TIMEX3", "value": "2019-05-03"}]}"#;
        fs::write(folder.path().join("tempeval3.dev.jsonl"), format!("{0}\n{0}\n", text.replace('\n', ""))).unwrap();
        fs::write(folder.path().join("other.dev.jsonl"), "").unwrap();
        let (figures, without) = run(folder.path(), &Coder::embedded().unwrap(), None).unwrap();
        assert_eq!(without, ["other.dev.jsonl"]);
        let value = figures.iter().find(|figure| figure.metric == "value F1").unwrap();
        assert_eq!((value.set.as_str(), value.value), ("tempeval3", 1.0));
    }
}
