//! The standoff format of the public sets: text, spans, events; offsets are code points.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use flate2::read::MultiGzDecoder;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::EvaluateError;

/// One text of a set.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Text {
    pub id: String,
    pub text: String,
    #[serde(default)]
    date: Option<String>,
    /// The topic, of sets that have several texts on each.
    #[serde(default)]
    pub topic: Option<usize>,
    #[serde(default)]
    pub spans: Vec<Span>,
    #[serde(default)]
    pub events: Vec<Event>,
    /// What the set says of the whole text.
    #[serde(default)]
    pub labels: Value,
    /// The page that the text is of, in the folder of the set or above it.
    #[serde(default)]
    pub html_gz: Option<String>,
    /// The folder of the set.
    #[serde(skip)]
    pub folder: PathBuf,
}

/// A stretch of a text.
#[derive(Debug, Deserialize)]
pub(super) struct Span {
    #[serde(default)]
    pub id: String,
    pub start: usize,
    pub end: usize,
    #[serde(rename = "type")]
    pub kind: String,
    /// Further fields of the set.
    #[serde(flatten)]
    pub more: Map<String, Value>,
}

/// An event of a text.
#[derive(Debug, Deserialize)]
pub(super) struct Event {
    #[serde(rename = "type")]
    pub kind: String,
    /// Id of the span of its trigger.
    #[serde(default)]
    trigger: Option<String>,
    /// What fills each role: ids of spans, or of muc4 descriptions that its slots give as well.
    #[serde(default)]
    args: BTreeMap<String, Vec<Value>>,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
    /// Fillers of a template by slot.
    #[serde(default)]
    pub slots: BTreeMap<String, Vec<Slot>>,
}

/// A filler of a template's slot.
#[derive(Debug, Deserialize)]
pub(super) struct Slot {
    /// Strings of the text, each as good as the other.
    #[serde(default)]
    pub strings: Vec<String>,
    /// Whether it may be left out.
    #[serde(default)]
    pub optional: bool,
}

impl Text {
    /// The words of a stretch.
    pub fn slice(&self, start: usize, end: usize) -> String {
        self.text.chars().skip(start).take(end - start).collect()
    }

    /// Its date, where it has one.
    pub fn published(&self) -> Option<Date> {
        self.date.as_deref()?.get(..10)?.parse().ok()
    }

    /// The spans of a type.
    pub fn spans_of(&self, kind: &str) -> impl Iterator<Item = &Span> {
        self.spans.iter().filter(move |span| span.kind == kind)
    }

    /// Where an event's trigger stands.
    pub fn trigger(&self, event: &Event) -> Option<&Span> {
        self.span(event.trigger.as_deref()?)
    }

    /// The spans that fill the roles of an event that `wanted` takes.
    pub fn fillers<'t>(
        &'t self,
        event: &'t Event,
        wanted: impl Fn(&str) -> bool + 't,
    ) -> impl Iterator<Item = &'t Span> {
        let ids = event.args.iter().filter(move |(role, _)| wanted(role)).flat_map(|(_, ids)| ids);
        ids.filter_map(|id| self.span(id.as_str()?))
    }

    fn span(&self, id: &str) -> Option<&Span> {
        self.spans.iter().find(|span| span.id == id)
    }
}

/// Reads all texts of a file.
pub(super) fn read(path: &Path) -> Result<Vec<Text>, EvaluateError> {
    let name = path.display().to_string();
    let error = |error| EvaluateError::Read(name.clone(), error);
    let file = File::open(path).map_err(error)?;
    let plain: Box<dyn Read> = if name.ends_with(".gz") { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) };
    let mut texts: Vec<Text> = Vec::new();
    for (at, line) in BufReader::new(plain).lines().enumerate() {
        let parsed = serde_json::from_str(&line.map_err(error)?);
        texts.push(parsed.map_err(|error| EvaluateError::Format(format!("{name}, line {}", at + 1), error))?);
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    texts.iter_mut().for_each(|text| text.folder = folder.to_owned());
    Ok(texts)
}
