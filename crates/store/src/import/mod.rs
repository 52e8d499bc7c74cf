//! Imports: rows of other event data sets, kept as reports of their coders and matched to the incidents that they tell of.
//!
//! They never become events of Annals: who coded what stays apart, and counts do not change. Each format is one function from a
//! row to an [`ImportedReport`]; a row that cannot be read is passed over and told with its line.

mod acled;
mod fields;
mod gdelt;
mod matching;
mod ucdp;

use std::io::BufRead;

use record::EventType;
use rusqlite::params;
use serde::{Deserialize, Serialize};

use self::fields::{Head, Row};
use crate::{Reader, Result, StoreError, Writer};

/// Whose rows they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coder {
    /// ACLED, CSV.
    Acled,
    /// UCDP Georeferenced Event Dataset, CSV.
    Ucdp,
    /// GDELT 2.0 events, tab-separated without a head.
    Gdelt,
}

impl Coder {
    /// Every coder.
    pub const ALL: [Self; 3] = [Self::Acled, Self::Ucdp, Self::Gdelt];

    /// Its name in the store and at the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::Gdelt => "gdelt",
        }
    }
}

/// One row of another coder.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedReport {
    /// Its id there.
    pub key: String,
    /// Its own class, in its own words or numbers.
    pub code: String,
    /// PLOVER type and mode, where the class is known to map to one.
    pub kind: Option<(EventType, Option<String>)>,
    /// First and last day on which it may have begun (ISO 8601).
    pub days: (String, String),
    /// Who did it.
    pub actors: Vec<Side>,
    /// To whom.
    pub recipients: Vec<Side>,
    /// Name of the place.
    pub place: Option<String>,
    /// ISO3 code.
    pub country: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Whether the point is that of the site or town, and not of a division or country.
    pub exact: bool,
    /// Least and greatest number of deaths.
    pub deaths: Option<(i64, i64)>,
    /// Its sources.
    pub source: Option<String>,
    /// Web address.
    pub url: Option<String>,
    /// What it says in words.
    pub note: Option<String>,
}

/// A participant as another coder names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Side {
    /// Name.
    pub name: String,
    /// ISO3 code, where it is given.
    pub country: Option<String>,
}

/// What a CAMEO code maps to.
pub type FromCameo<'a> = &'a dyn Fn(&str) -> Option<(EventType, Option<String>)>;

/// A row that was passed over: its line, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Line of the file, from 1.
    pub line: u64,
    /// What was wrong.
    pub reason: String,
}

/// What an import brought.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// New reports.
    pub new: usize,
    /// Reports that have changed since they were imported.
    pub changed: usize,
    /// Reports that the store holds as they are.
    pub known: usize,
    /// Of all these, how many an incident matches.
    pub matched: usize,
    /// Rows that were passed over.
    pub broken: Vec<Broken>,
}

/// An imported report beside its incident.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beside {
    /// Coder.
    pub coder: String,
    /// Its id there.
    pub key: String,
    /// Its own class.
    pub code: String,
    /// First day.
    pub from: String,
    /// Least and greatest number of deaths.
    pub deaths_low: Option<i64>,
    /// At most.
    pub deaths_high: Option<i64>,
    /// Its sources.
    pub source: Option<String>,
}

impl Writer {
    /// Reads the rows of a coder and matches them to incidents, in one transaction. Rows that the store holds are known by their
    /// id: importing a file again does nothing, a newer release of it changes what changed.
    ///
    /// # Errors
    /// [`StoreError::Query`] for a file without the coder's columns; see also [`StoreError`].
    pub fn import(&mut self, input: impl BufRead, coder: Coder, cameo: FromCameo<'_>) -> Result<Imported> {
        let transaction = self.connection.transaction()?;
        let mut imported = Imported::default();
        let mut ids = Vec::new();
        for row in read(input, coder, cameo)? {
            match row {
                Ok(report) => ids.push(put(&transaction, coder, &report, &mut imported)?),
                Err(broken) => imported.broken.push(broken),
            }
        }
        imported.matched = matching::assign(&transaction, &ids)?;
        transaction.commit()?;
        Ok(imported)
    }
}

impl Reader {
    /// What other coders say of an incident.
    pub fn beside(&self, incident: i64) -> Result<Vec<Beside>> {
        let sql = "SELECT m.coder, m.key, m.code, m.day_from, m.deaths_low, m.deaths_high, m.source FROM imported AS m
            LEFT JOIN incidents AS i ON i.id = m.incident
            WHERE m.incident = ?1 OR i.merged_into = ?1 ORDER BY m.coder, m.day_from, m.key";
        let mut statement = self.connection.prepare_cached(sql)?;
        let beside = |row: &rusqlite::Row<'_>| {
            Ok(Beside {
                coder: row.get(0)?,
                key: row.get(1)?,
                code: row.get(2)?,
                from: row.get(3)?,
                deaths_low: row.get(4)?,
                deaths_high: row.get(5)?,
                source: row.get(6)?,
            })
        };
        Ok(statement.query_map([incident], beside)?.collect::<rusqlite::Result<_>>()?)
    }
}

pub(crate) use matching::refresh;

/// Each row as a report, or why it is none.
fn read<'a>(
    mut input: impl BufRead + 'a,
    coder: Coder,
    cameo: FromCameo<'a>,
) -> Result<impl Iterator<Item = std::result::Result<ImportedReport, Broken>> + 'a> {
    let delimiter = if coder == Coder::Gdelt { b'\t' } else { fields::delimiter(input.fill_buf()?) };
    let quoting = coder != Coder::Gdelt;
    let mut builder = csv::ReaderBuilder::new();
    let mut rows = builder.delimiter(delimiter).quoting(quoting).has_headers(quoting).flexible(true).from_reader(input);
    let head = match coder {
        Coder::Acled => Head::of(rows.headers(), &acled::COLUMNS)?,
        Coder::Ucdp => Head::of(rows.headers(), &ucdp::COLUMNS)?,
        Coder::Gdelt => Head::numbered(gdelt::COLUMNS),
    };
    Ok(rows.into_records().map(move |record| {
        let at = |line: u64| move |reason: String| Broken { line, reason };
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            Broken { line, reason: format!("cannot be read: {error}") }
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let row = Row::new(&record, &head).map_err(at(line))?;
        let report = match coder {
            Coder::Acled => acled::report(&row),
            Coder::Ucdp => ucdp::report(&row),
            Coder::Gdelt => gdelt::report(&row, cameo),
        };
        report.map_err(at(line))
    }))
}

/// Adds a report or brings it up to date; gives its id.
fn put(connection: &rusqlite::Connection, coder: Coder, report: &ImportedReport, tally: &mut Imported) -> Result<i64> {
    let find = "SELECT id FROM imported WHERE coder = ?1 AND key = ?2";
    let known: Option<i64> = crate::write::first(connection, find, params![coder.name(), report.key])?;
    let list = |sides: &[Side]| {
        serde_json::to_string(sides)
            .map_err(|error| StoreError::Query(format!("a participant cannot be stored: {error}")))
    };
    let (kind, mode) = report.kind.clone().unzip();
    let values = params![
        coder.name(),
        report.key,
        report.code,
        kind.map(EventType::name),
        mode.flatten(),
        report.days.0,
        report.days.1,
        list(&report.actors)?,
        list(&report.recipients)?,
        report.place,
        report.country,
        report.point.map(|point| point.0),
        report.point.map(|point| point.1),
        report.exact,
        report.deaths.map(|deaths| deaths.0),
        report.deaths.map(|deaths| deaths.1),
        report.source,
        report.url,
        report.note,
    ];
    const COLUMNS: &str = "code, type, mode, day_from, day_to, actors, recipients, place, country, lat, lon, exact, \
        deaths_low, deaths_high, source, url, note";
    const VALUES: &str = "?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19";
    let sql = format!(
        "INSERT INTO imported (coder, key, {COLUMNS}) VALUES (?1, ?2, {VALUES})
         ON CONFLICT (coder, key) DO UPDATE SET ({COLUMNS}) = ({VALUES}) WHERE ({COLUMNS}) IS NOT ({VALUES})"
    );
    let written = connection.prepare_cached(&sql)?.execute(values)?;
    match (known, written) {
        (None, _) => tally.new += 1,
        (Some(_), 0) => tally.known += 1,
        (Some(_), _) => tally.changed += 1,
    }
    Ok(known.unwrap_or_else(|| connection.last_insert_rowid()))
}
