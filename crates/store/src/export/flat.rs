//! CSV, JSON Lines and GeoJSON.

use std::{collections::BTreeSet, io::Write};

use serde_json::{Map, Value, json};

use super::{Export, Output, Resource, since};
use crate::{
    Reader, Result, StoreError,
    query::{COLUMNS, Filter, Level, Order, Row},
};

/// Incidents or reports as rows.
pub fn csv(reader: &Reader, export: &Export) -> Result<Resource> {
    let name = format!("{}.csv", export.level.name());
    let mut out = Output::new(&export.folder, &name)?;
    let failed = |error: csv::Error| StoreError::Output(std::io::Error::other(error));
    let mut rows = csv::Writer::from_writer(&mut out.file);
    let mut written = 0;
    rows.write_record(COLUMNS.iter().map(|column| column.name)).map_err(failed)?;
    reader.rows(&export.changed(), export.level, Order::Id, None, |row| {
        written += 1;
        rows.write_record(COLUMNS.iter().map(|column| (column.cell)(&row).to_string())).map_err(failed)
    })?;
    rows.flush()?;
    drop(rows);
    out.rows = written;
    let columns = COLUMNS.iter().map(|column| (column.name.to_owned(), column.kind, column.about.to_owned())).collect();
    Ok(Resource { file: name, rows: out.finish()?, columns, delimiter: ',', header: true })
}

/// Whole records of the documents that hold an event of the filter; of all documents where there is no filter. Where changes
/// are asked for, of those coded since, with a list of what is to be taken away.
pub fn jsonl(reader: &Reader, export: &Export) -> Result<Vec<Resource>> {
    let wanted = wanted(reader, export)?;
    let mut out = Output::new(&export.folder, "records.jsonl")?;
    let mut kept = BTreeSet::new();
    reader.records(|stored| {
        let id = &stored.record.document.id;
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(id)) {
            serde_json::to_writer(&mut out.file, &stored.record).map_err(std::io::Error::from)?;
            writeln!(out.file)?;
            out.rows += 1;
            kept.insert(id.clone());
        }
        Result::Ok(())
    })?;
    let mut resources = vec![bare("records.jsonl", out.finish()?)];
    if let Some(moment) = &export.since {
        resources.push(since::removed_documents(reader, export, moment, &kept)?);
    }
    Ok(resources)
}

/// Ids of the documents to write; `None` for all.
fn wanted(reader: &Reader, export: &Export) -> Result<Option<BTreeSet<String>>> {
    let changed = export.since.as_deref().map(|moment| reader.changed_documents(moment)).transpose()?;
    if export.filter == Filter::default() {
        return Ok(changed);
    }
    let mut wanted = BTreeSet::new();
    reader.rows(&export.filter, Level::Report, Order::Id, None, |row| {
        if changed.as_ref().is_none_or(|changed| changed.contains(&row.document)) {
            wanted.insert(row.document);
        }
        Result::Ok(())
    })?;
    Ok(Some(wanted))
}

/// Points with the columns of CSV as properties.
pub fn geojson(reader: &Reader, export: &Export) -> Result<Resource> {
    let name = format!("{}.geojson", export.level.name());
    let mut out = Output::new(&export.folder, &name)?;
    write!(out.file, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    reader.rows(&export.changed(), export.level, Order::Id, None, |row| {
        if let Some(feature) = feature(&row) {
            let comma = if out.rows > 0 { "," } else { "" };
            write!(out.file, "{comma}\n{feature}")?;
            out.rows += 1;
        }
        Result::Ok(())
    })?;
    writeln!(out.file, "\n]}}")?;
    Ok(bare(&name, out.finish()?))
}

/// A row as a point of GeoJSON, with the columns of CSV as properties; `None` without a place.
pub fn feature(row: &Row) -> Option<Value> {
    let (lat, lon) = row.lat.zip(row.lon)?;
    let properties: Map<String, Value> = COLUMNS
        .iter()
        .filter(|column| !["lat", "lon"].contains(&column.name))
        .map(|column| (column.name.to_owned(), json!((column.cell)(row))))
        .collect();
    let geometry = json!({"type": "Point", "coordinates": [lon, lat]});
    Some(json!({"type": "Feature", "id": row.event, "geometry": geometry, "properties": properties}))
}

/// A file that is no table.
pub fn bare(file: &str, rows: usize) -> Resource {
    Resource { file: file.to_owned(), rows, columns: Vec::new(), delimiter: ',', header: false }
}
