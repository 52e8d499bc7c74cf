//! The input of a shard: hashed, brought here where it is far, opened by its format.

use std::{
    fs::File,
    io::{Read, Write},
    path::Path,
};

use columns::Row;
use ingest::{Articles, Skipped};
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::{Location, Result, ShardError};

/// First bytes of a Parquet file.
const MAGIC: &[u8] = b"PAR1";
/// Rows read at once.
const BATCH: usize = 256;

/// An input, ready to be read.
#[derive(Debug)]
pub(crate) struct Input {
    /// Its name, without its folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// A copy of its own: what is coded is what was hashed.
    copy: NamedTempFile,
    /// Its first bytes.
    head: Vec<u8>,
}

impl Input {
    /// Copies and hashes an input.
    pub fn fetch(name: &str) -> Result<Self> {
        let fault = |reason| ShardError::File { name: name.to_owned(), reason };
        let mut copy = NamedTempFile::new().map_err(fault)?;
        let mut hash = Sha256::new();
        let (mut bytes, mut head) = (0, Vec::new());
        Location::new(name)?.stream(|part| {
            hash.update(part);
            bytes += part.len() as u64;
            head.extend(part.iter().take(MAGIC.len() - head.len().min(MAGIC.len())));
            copy.write_all(part)
        })?;
        let base = name.trim_end_matches('/').rsplit(['/', '\\']).next().unwrap_or(name);
        Ok(Self { name: base.to_owned(), bytes, sha256: hex(&hash.finalize()), copy, head })
    }

    /// Its articles.
    pub fn articles(&self, options: &ingest::Options) -> Result<Articles> {
        if self.head == MAGIC {
            return Ok(parquet(self.copy.path(), &self.name, options));
        }
        let file =
            File::open(self.copy.path()).map_err(|reason| ShardError::File { name: self.name.clone(), reason })?;
        Ok(ingest::read(&self.name, file, options))
    }
}

/// The articles of a file of the file system: Parquet, or what [`ingest::open`] reads.
pub fn open(name: &str, options: &ingest::Options) -> Articles {
    let mut head = Vec::new();
    let read = File::open(name).and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut head));
    match read {
        Ok(_) if head == MAGIC => parquet(Path::new(name), name, options),
        _ => ingest::open(name, options),
    }
}

/// The articles of a Parquet file, a row each, numbered from 0. What is wrong with the file is told once, as its last article.
fn parquet(path: &Path, name: &str, options: &ingest::Options) -> Articles {
    match batches(path, options) {
        Ok((batches, columns)) => {
            let rows = Rows { batches, columns, name: name.to_owned(), row: 0, ended: false };
            let options = options.clone();
            Box::new(rows.flatten().map(move |row| row.article(&options)))
        }
        Err(reason) => {
            let reason = format!("cannot be read as Parquet: {reason}");
            Box::new(std::iter::once(Err(Skipped { input: name.to_owned(), reason })))
        }
    }
}

fn batches(
    path: &Path,
    options: &ingest::Options,
) -> std::result::Result<(ParquetRecordBatchReader, columns::Reader), String> {
    let file = File::open(path).map_err(|error| error.to_string())?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(file).map_err(|error| error.to_string())?;
    let columns = columns::Reader::new(builder.schema(), &options.columns).map_err(|error| error.to_string())?;
    let batches = builder.with_batch_size(BATCH).build().map_err(|error| error.to_string())?;
    Ok((batches, columns))
}

/// Rows a batch.
struct Rows {
    batches: ParquetRecordBatchReader,
    columns: columns::Reader,
    name: String,
    row: usize,
    ended: bool,
}

impl Iterator for Rows {
    type Item = Vec<Row>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let batch = self.batches.next()?.map_err(columns::ColumnError::from);
        let read = batch.and_then(|batch| self.columns.rows(&batch, &self.name, self.row));
        self.ended = read.is_err();
        let rows = read.unwrap_or_else(|error| {
            let reason = format!("cannot be read beyond row {}: {error}", self.row);
            vec![Row { input: self.name.clone(), fields: Err(reason) }]
        });
        self.row += rows.len();
        Some(rows)
    }
}

/// Hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
