//! Fields of a row by name, each checked as it is read.

use csv::StringRecord;
use jiff::civil::Date;

use crate::StoreError;

/// Why a row is no report.
pub type Fault = String;

/// Where each column of a coder stands.
pub struct Head {
    names: Vec<String>,
    /// How many fields a row has.
    width: usize,
}

impl Head {
    /// From the file's head line, which must name these columns.
    pub fn of(head: csv::Result<&StringRecord>, needed: &[&str]) -> Result<Self, StoreError> {
        let head = head.map_err(|error| StoreError::Query(format!("the head line cannot be read: {error}")))?;
        let names: Vec<String> =
            head.iter().map(|name| name.trim_start_matches('\u{feff}').trim().to_lowercase()).collect();
        let missing: Vec<&str> =
            needed.iter().filter(|needed| !names.iter().any(|name| name == *needed)).copied().collect();
        if !missing.is_empty() {
            let text = format!("the head line lacks {}; is the file of another coder?", missing.join(", "));
            return Err(StoreError::Query(text));
        }
        let width = names.len();
        Ok(Self { names, width })
    }

    /// Of a format without a head line.
    pub fn numbered(names: &str) -> Self {
        let names: Vec<String> = names.split_whitespace().map(str::to_lowercase).collect();
        let width = names.len();
        Self { names, width }
    }
}

/// A row with as many fields as its head.
pub struct Row<'a> {
    record: &'a StringRecord,
    head: &'a Head,
}

impl<'a> Row<'a> {
    pub fn new(record: &'a StringRecord, head: &'a Head) -> Result<Self, Fault> {
        match record.len() == head.width {
            true => Ok(Self { record, head }),
            false => Err(format!("has {} fields, {} are needed", record.len(), head.width)),
        }
    }

    /// A field; nothing where it is empty or there is no such column.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        let at = self.head.names.iter().position(|known| known == name)?;
        self.record.get(at).map(str::trim).filter(|value| !value.is_empty())
    }

    /// A field as owned text.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// A field that must be there.
    pub fn must(&self, name: &str) -> Result<&'a str, Fault> {
        self.get(name).ok_or_else(|| format!("has no `{name}`"))
    }

    /// A number.
    pub fn number<T: std::str::FromStr>(&self, name: &str) -> Result<Option<T>, Fault> {
        let parse = |value: &str| value.parse().map_err(|_| format!("has a wrong `{name}` `{value}`"));
        self.get(name).map(parse).transpose()
    }

    /// Degrees north and east; neither or both.
    pub fn point(&self, lat: &str, lon: &str) -> Result<Option<(f64, f64)>, Fault> {
        match (self.number::<f64>(lat)?, self.number::<f64>(lon)?) {
            (Some(north), Some(east)) if north.abs() <= 90.0 && east.abs() <= 180.0 => Ok(Some((north, east))),
            (Some(north), Some(east)) => Err(format!("has a point off the globe: {north}, {east}")),
            (None, None) => Ok(None),
            _ => Err(format!("has only one of `{lat}` and `{lon}`")),
        }
    }

    /// Least and greatest number of deaths.
    pub fn deaths(&self, low: &str, high: &str) -> Result<Option<(i64, i64)>, Fault> {
        match self.number::<i64>(low)?.zip(self.number::<i64>(high)?) {
            Some((low, high)) if low < 0 || high < low => Err(format!("has wrong numbers of deaths: {low} to {high}")),
            deaths => Ok(deaths),
        }
    }

    /// A day, perhaps with a time after it, in one of some formats.
    pub fn day(&self, name: &str, formats: &[&str]) -> Result<Date, Fault> {
        let value = self.must(name)?;
        let day = value.split_once(" 00:").map_or(value, |(day, _)| day);
        let parsed = formats.iter().find_map(|format| Date::strptime(format, day).ok());
        parsed.ok_or_else(|| format!("has a wrong `{name}` `{value}`"))
    }
}

/// The delimiter of which the head line has most.
pub fn delimiter(start: &[u8]) -> u8 {
    let line = start.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| line.iter().filter(|byte| **byte == delimiter).count();
    [b';', b'\t'].into_iter().fold(b',', |best, other| if count(other) > count(best) { other } else { best })
}
