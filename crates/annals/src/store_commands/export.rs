//! `annals export`.

use store::{
    Reader,
    export::{Export, Format},
};

use super::options::{ExportFormat, ExportOptions};
use crate::DONE;

/// Writes files and says which.
pub fn run(options: &ExportOptions) -> anyhow::Result<u8> {
    let formats: Vec<Format> = options.format.iter().map(|format| Format::from(*format)).collect();
    let store = Reader::open(&options.store.store)?;
    let since = options.since.as_deref().map(|since| store.moment(since)).transpose()?;
    let (filter, level, folder) = (options.filter.filter(), options.level.into(), options.out.clone());
    for resource in store.export(&formats, &Export { filter, level, folder, since })? {
        eprintln!("{}: {} rows", options.out.join(&resource.file).display(), resource.rows);
    }
    Ok(DONE)
}

impl From<ExportFormat> for Format {
    fn from(format: ExportFormat) -> Self {
        match format {
            ExportFormat::Csv => Self::Csv,
            ExportFormat::Parquet => Self::Parquet,
            ExportFormat::Jsonl => Self::Jsonl,
            ExportFormat::Geojson => Self::Geojson,
            ExportFormat::Gdelt => Self::Gdelt,
            ExportFormat::Icews => Self::Icews,
            ExportFormat::Polecat => Self::Polecat,
            ExportFormat::Ftm => Self::Ftm,
            ExportFormat::Panel => Self::Panel,
        }
    }
}
