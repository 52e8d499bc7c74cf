//! `datapackage.json` (Frictionless Data Package): each file with its columns and what they mean.

use std::{fs, path::Path};

use serde_json::{Value, json};

use super::{Resource, fault};
use crate::{Result, query::Kind};

/// Describes the files of a folder; `as_of` is the store's last change, for the next export's `--since`.
pub fn write(folder: &Path, resources: &[Resource], as_of: Option<&str>) -> Result<()> {
    let package = json!({
        "name": "annals",
        "title": "Political events, coded by Annals",
        "version": env!("CARGO_PKG_VERSION"),
        "asOf": as_of,
        "resources": resources.iter().map(resource).collect::<Vec<_>>(),
    });
    let path = folder.join("datapackage.json");
    fs::write(&path, format!("{package:#}\n")).map_err(fault(&path))
}

fn resource(resource: &Resource) -> Value {
    let name = resource.file.to_lowercase().replace('.', "-");
    if resource.columns.is_empty() {
        return json!({"name": name, "path": resource.file, "rows": resource.rows});
    }
    let field = |(name, kind, about): &(String, Kind, String)| json!({"name": name, "type": type_name(*kind), "description": about});
    let fields: Vec<Value> = resource.columns.iter().map(field).collect();
    if resource.file.ends_with(".parquet") {
        let schema = json!({"fields": fields});
        return json!({"name": name, "path": resource.file, "format": "parquet", "rows": resource.rows, "schema": schema});
    }
    json!({
        "name": name,
        "path": resource.file,
        "profile": "tabular-data-resource",
        "rows": resource.rows,
        "dialect": {"delimiter": resource.delimiter, "header": resource.header},
        "schema": {"fields": fields},
    })
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Text => "string",
        Kind::Date => "date",
    }
}
