//! Exports: what a store holds, in the formats that users of event data open.
//!
//! Each format is one function from a reader and a filter to files in a folder; `datapackage.json` describes them all.

mod flat;
mod ftm;
mod gdelt;
mod icews;
mod package;
mod panel;
mod parquet;
mod polecat;
mod since;

pub(crate) use gdelt::EVENTS as GDELT_EVENTS;

pub use flat::feature;

use std::{
    fs::{self, File},
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

use record::Status;

use crate::{
    Reader, Result, StoreError,
    query::{Filter, Kind, Level, Order, Row},
};

/// A format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Incidents or reports, one a row.
    Csv,
    /// The same with types, one file a year.
    Parquet,
    /// Whole records (`annals/1`), one document a line.
    Jsonl,
    /// Incidents or reports that have a point.
    Geojson,
    /// GDELT 2.0 events and mentions.
    Gdelt,
    /// ICEWS.
    Icews,
    /// POLECAT.
    Polecat,
    /// FollowTheMoney entities.
    Ftm,
    /// Counts by country and month, and by pair of countries and month, zeros included.
    Panel,
}

/// What is exported where.
#[derive(Debug, Clone)]
pub struct Export {
    /// Which events.
    pub filter: Filter,
    /// Incidents or reports, where a format has both.
    pub level: Level,
    /// The folder; made where it is missing.
    pub folder: PathBuf,
    /// Only what has changed after this moment ([`Reader::moment`]), with lists of what is to be taken away.
    pub since: Option<String>,
}

impl Export {
    /// The filter, of what has changed.
    fn changed(&self) -> Filter {
        Filter { changed_since: self.since.clone(), ..self.filter.clone() }
    }
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    /// Its name in the folder.
    pub file: String,
    /// Rows, lines or features.
    pub rows: usize,
    /// Its columns, where it is a table: name, what it holds, what it means.
    pub columns: Vec<(String, Kind, String)>,
    /// What separates them, in text.
    pub delimiter: char,
    /// Whether the first line of the text names them.
    pub header: bool,
}

impl Reader {
    /// Writes one or several formats and `datapackage.json`.
    ///
    /// # Errors
    /// `since` with a format that cannot tell what has changed; see also [`StoreError`].
    pub fn export(&self, formats: &[Format], export: &Export) -> Result<Vec<Resource>> {
        let tells_changes =
            |format: &Format| matches!(format, Format::Csv | Format::Parquet | Format::Jsonl | Format::Geojson);
        if export.since.is_some() && !formats.iter().all(tells_changes) {
            return Err(StoreError::Query("changes are told in csv, parquet, jsonl and geojson only".to_owned()));
        }
        fs::create_dir_all(&export.folder).map_err(fault(&export.folder))?;
        let as_of = self.last_change()?;
        let mut resources = Vec::new();
        if let Some(moment) = &export.since
            && formats.iter().any(|format| *format != Format::Jsonl)
        {
            resources.push(since::removed_rows(self, export, moment)?);
        }
        for format in formats {
            resources.extend(match format {
                Format::Csv => vec![flat::csv(self, export)?],
                Format::Parquet => parquet::write(self, export)?,
                Format::Jsonl => flat::jsonl(self, export)?,
                Format::Geojson => vec![flat::geojson(self, export)?],
                Format::Gdelt => gdelt::write(self, export)?,
                Format::Icews => vec![icews::write(self, export)?],
                Format::Polecat => vec![polecat::write(self, export)?],
                Format::Ftm => vec![ftm::write(self, export)?],
                Format::Panel => panel::write(self, export)?,
            });
        }
        package::write(&export.folder, &resources, as_of.as_deref())?;
        Ok(resources)
    }

    /// Acts that took place in the reported situation and have a day: what formats without a field for status can hold.
    fn happened(&self, export: &Export, level: Level, mut take: impl FnMut(Row) -> Result<()>) -> Result<()> {
        let filter = Filter { status: vec![Status::Actual], current_only: true, ..export.filter.clone() };
        self.rows(&filter, level, Order::Id, None, |row| if row.from.is_some() { take(row) } else { Ok(()) })
    }
}

impl Level {
    /// The name of files of this level.
    fn name(self) -> &'static str {
        match self {
            Self::Incident => "incidents",
            Self::Report => "reports",
        }
    }
}

/// A file being written. It gets its name when it is whole, so that a half-written one is never taken for an export.
struct Output {
    file: BufWriter<File>,
    part: PathBuf,
    path: PathBuf,
    rows: usize,
}

impl Output {
    fn new(folder: &Path, name: &str) -> Result<Self> {
        let (path, part) = (folder.join(name), folder.join(format!("{name}.part")));
        let file = BufWriter::new(File::create(&part).map_err(fault(&part))?);
        Ok(Self { file, part, path, rows: 0 })
    }

    /// Writes a line of fields, which must hold neither tabs nor line breaks: they become spaces.
    fn tabs<S: AsRef<str>>(&mut self, fields: &[S]) -> Result<()> {
        let clean = |field: &S| field.as_ref().replace(['\t', '\n', '\r'], " ");
        let line: Vec<String> = fields.iter().map(clean).collect();
        writeln!(self.file, "{}", line.join("\t"))?;
        self.rows += 1;
        Ok(())
    }

    fn finish(mut self) -> Result<usize> {
        self.file.flush()?;
        fs::rename(&self.part, &self.path).map_err(fault(&self.path))?;
        Ok(self.rows)
    }
}

fn fault(path: &Path) -> impl Fn(std::io::Error) -> StoreError {
    move |source| StoreError::File { path: path.to_owned(), source }
}

/// Digits of a day: `2024-02-10` to `20240210`.
fn digits(day: &str) -> String {
    day.chars().filter(char::is_ascii_digit).collect()
}

/// A value as text; nothing where it is unknown.
fn text<T: ToString>(value: &Option<T>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The number of a quad class, 1 to 4, as GDELT and PLOVER count them.
fn quad_number(quad: &str) -> &'static str {
    match quad {
        "verbal cooperation" => "1",
        "material cooperation" => "2",
        "verbal conflict" => "3",
        _ => "4",
    }
}
