//! Keyword arguments as conditions on events.

use jiff::civil::Date;
use pyo3::{
    exceptions::{PyTypeError, PyValueError},
    prelude::*,
    types::PyDict,
};
use store::{import::Coder, query::Filter};

/// The filter of keyword arguments named as the flags of `annals query`, with `_` for `-`.
pub fn filter(arguments: Option<&Bound<'_, PyDict>>) -> PyResult<Filter> {
    let mut filter = Filter::default();
    for (name, value) in arguments.into_iter().flatten() {
        let name: String = name.extract()?;
        if !value.is_none() {
            set(&mut filter, &name, &value)?;
        }
    }
    Ok(filter)
}

fn set(filter: &mut Filter, name: &str, value: &Bound<'_, PyAny>) -> PyResult<()> {
    match name {
        "actor" => filter.actor = list(value)?,
        "recipient" => filter.recipient = list(value)?,
        "party" => filter.party = list(value)?,
        "actor_country" => filter.actor_country = codes(value)?,
        "recipient_country" => filter.recipient_country = codes(value)?,
        "actor_sector" => filter.actor_sector = names(value)?,
        "recipient_sector" => filter.recipient_sector = names(value)?,
        "type" => filter.kind = names(value)?,
        "mode" => filter.mode = list(value)?,
        "status" => filter.status = names(value)?,
        "quad" => filter.quad = names(value)?,
        "country" => filter.country = codes(value)?,
        "place" => filter.place = list(value)?,
        "box" => filter.area = Some(value.extract()?),
        "near" => filter.near = Some(value.extract()?),
        "start" => filter.from = Some(day(value)?),
        "end" => filter.to = Some(day(value)?),
        "reported_start" => filter.reported_from = Some(day(value)?),
        "reported_end" => filter.reported_to = Some(day(value)?),
        "attributed_to" => filter.attributed_to = Some(value.extract()?),
        "text" => filter.text = Some(value.extract()?),
        "topic" => filter.topic = Some(value.extract()?),
        "min_confidence" => filter.min_confidence = Some(value.extract()?),
        "current" => filter.current_only = value.extract()?,
        "incident" => filter.incident = Some(value.extract()?),
        "outcome" => filter.outcome = names(value)?,
        "document" => filter.document = Some(value.extract()?),
        "matched" => filter.matched = list(value)?.iter().map(|name| matched(name)).collect::<PyResult<_>>()?,
        _ => {
            return Err(PyTypeError::new_err(format!("`{name}` is no condition; help(annals.Store.query) lists them")));
        }
    }
    Ok(())
}

/// One string or several.
fn list(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    value.extract::<String>().map(|one| vec![one]).or_else(|_| value.extract())
}

/// ISO3 codes, in capitals or not.
fn codes(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    Ok(list(value)?.iter().map(|code| code.to_uppercase()).collect())
}

/// A coder whose reports are imported.
fn matched(name: &str) -> PyResult<Coder> {
    let unknown = || PyValueError::new_err(format!("unknown coder `{name}`; there are acled, ucdp, gdelt"));
    Coder::ALL.into_iter().find(|coder| coder.name() == name).ok_or_else(unknown)
}

/// Names of a closed vocabulary.
fn names<T: std::str::FromStr<Err = record::UnknownName>>(value: &Bound<'_, PyAny>) -> PyResult<Vec<T>> {
    let parse =
        |name: String| name.parse().map_err(|error: record::UnknownName| PyValueError::new_err(error.to_string()));
    list(value)?.into_iter().map(parse).collect()
}

/// A day as text or as a date.
pub fn day(value: &Bound<'_, PyAny>) -> PyResult<Date> {
    let text = value.str()?.to_string();
    let fault = |_| PyValueError::new_err(format!("`{text}` is no day; write 2024-02-10"));
    text.get(..10).unwrap_or(&text).parse().map_err(fault)
}
