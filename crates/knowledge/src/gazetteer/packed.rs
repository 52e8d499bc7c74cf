//! The packed places of GeoNames, written by `data/gazetteer/build.py`, in sorted columns.

use std::{
    ops::{Deref, Range},
    sync::Arc,
};

use super::{Candidate, GazetteerPlace, PlaceKind};

/// Start of the file: format and version.
const MAGIC: &[u8] = b"annals-gazetteer-1\n";
/// Most bytes that are unpacked; a longer claim is a broken file.
const LARGEST: usize = 256 << 20;
/// Bit of the kind that marks capitals.
const CAPITAL: u32 = 8;

/// Places by row, with an index of folded names sorted by byte.
#[derive(Debug, Default)]
pub(super) struct Packed {
    countries: Lines,
    admins: Lines,
    names: Lines,
    /// Degrees × 10,000.
    lat: Column,
    lon: Column,
    geonames: Column,
    population: Column,
    country: Column,
    admin: Column,
    kind: Column,
    keys: Lines,
    /// By key: where its postings begin; one more at the end.
    starts: Vec<usize>,
    /// Row × 2, plus 1 where the key is a main name.
    postings: Column,
}

/// A part of the unpacked file, which all parts share.
#[derive(Debug, Default)]
struct Section {
    file: Arc<Vec<u8>>,
    range: Range<usize>,
}

impl Deref for Section {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.file[self.range.clone()]
    }
}

/// Little-endian numbers, all their first bytes before all their second bytes and so on; read where they lie.
#[derive(Debug, Default)]
struct Column {
    bytes: Section,
    width: usize,
}

impl Column {
    fn of(bytes: Section, width: usize) -> Self {
        Self { bytes, width }
    }

    fn len(&self) -> usize {
        self.bytes.len() / self.width.max(1)
    }

    /// The number at a row below [`Column::len`].
    fn get(&self, row: usize) -> u32 {
        let (rows, bytes) = (self.len(), &*self.bytes);
        (0..self.width).rev().fold(0, |number, plane| number << 8 | u32::from(bytes[plane * rows + row]))
    }
}

/// Lines of one text.
#[derive(Debug, Default)]
struct Lines {
    /// UTF-8, as [`Lines::of`] makes sure.
    text: Section,
    /// Where each line begins, and one past the end of the last with its line break.
    starts: Vec<u32>,
}

impl Lines {
    fn of(text: Section) -> Option<Self> {
        std::str::from_utf8(&text).ok()?;
        let breaks = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts = std::iter::once(0).chain(breaks).chain([text.len() as u32 + 1]).collect();
        Some(Self { text, starts })
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn get(&self, line: usize) -> &str {
        // Parts of UTF-8 between line breaks are UTF-8.
        std::str::from_utf8(self.bytes(line)).unwrap_or_default()
    }

    fn bytes(&self, line: usize) -> &[u8] {
        &self.text[self.starts[line] as usize..self.starts[line + 1] as usize - 1]
    }

    /// The line that equals `key`, of sorted lines.
    fn find(&self, key: &str) -> Option<usize> {
        let mut low = 0;
        let mut high = self.len();
        while low < high {
            let middle = low.midpoint(high);
            match self.bytes(middle).cmp(key.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }
}

/// What is wrong with the file as far as its first bytes and its length tell; the places are unpacked at first use.
pub(super) fn fault(file: &[u8]) -> Option<&'static str> {
    let Some((length, frame)) = header(file) else { return Some("is no packed gazetteer of this version") };
    match zstd::zstd_safe::find_frame_compressed_size(frame) {
        Ok(size) if size == frame.len() && length <= LARGEST => None,
        _ => Some("is cut off or broken"),
    }
}

/// Unpacked length and zstd frame.
fn header(file: &[u8]) -> Option<(usize, &[u8])> {
    let (length, frame) = file.strip_prefix(MAGIC)?.split_first_chunk::<4>()?;
    Some((u32::from_le_bytes(*length) as usize, frame))
}

impl Packed {
    /// Unpacks a file; `None` where its columns don't fit together.
    pub(super) fn read(file: &[u8]) -> Option<Self> {
        let (length, frame) = header(file).filter(|(length, _)| *length <= LARGEST)?;
        let file = Arc::new(zstd::bulk::decompress(frame, length).ok()?);
        let mut at = 0;
        let mut next = || {
            let length = file.get(at..)?.first_chunk::<4>()?;
            let range = at + 4..at + 4 + u32::from_le_bytes(*length) as usize;
            at = range.end;
            file.get(range.clone()).map(|_| Section { file: file.clone(), range })
        };
        let packed = Self {
            countries: Lines::of(next()?)?,
            admins: Lines::of(next()?)?,
            names: Lines::of(next()?)?,
            lat: Column::of(next()?, 4),
            lon: Column::of(next()?, 4),
            geonames: Column::of(next()?, 4),
            population: Column::of(next()?, 4),
            country: Column::of(next()?, 2),
            admin: Column::of(next()?, 2),
            kind: Column::of(next()?, 1),
            keys: Lines::of(next()?)?,
            starts: running_sums(&Column::of(next()?, 2)),
            postings: Column::of(next()?, 4),
        };
        packed.fits().then_some(packed)
    }

    /// Places under a folded name.
    pub(super) fn find(&self, key: &str) -> impl Iterator<Item = Candidate<'_>> {
        let postings = self.keys.find(key).map_or(0..0, |at| self.starts[at]..self.starts[at + 1]);
        postings.filter_map(|at| {
            let posting = self.postings.get(at);
            self.candidate((posting / 2) as usize, posting % 2 == 1)
        })
    }

    /// The place of a row; `None` for rows and references that lead nowhere, as in a broken file.
    fn candidate(&self, row: usize, main: bool) -> Option<Candidate<'_>> {
        if row >= self.names.len() {
            return None;
        }
        let degrees = |column: &Column| f64::from(column.get(row).cast_signed()) / 10_000.0;
        let listed = |lines: &'_ Lines, column: &Column| Some(column.get(row) as usize).filter(|at| *at < lines.len());
        let kind = self.kind.get(row);
        let place = GazetteerPlace {
            geonames: Some(self.geonames.get(row)).filter(|id| *id != 0),
            name: self.names.get(row),
            lat: degrees(&self.lat),
            lon: degrees(&self.lon),
            country: Some(self.countries.get(listed(&self.countries, &self.country)?)),
            admin1: listed(&self.admins, &self.admin).map(|at| self.admins.get(at)),
            population: self.population.get(row),
            kind: kind_of(kind),
        };
        Some(Candidate { place, main, capital: kind & CAPITAL != 0, curated: false })
    }

    /// Whether every column is as long as it must be.
    fn fits(&self) -> bool {
        let rows = self.names.len();
        let columns = [&self.lat, &self.lon, &self.geonames, &self.population, &self.country, &self.admin, &self.kind];
        columns.iter().all(|column| column.len() == rows)
            && self.starts.len() == self.keys.len() + 1
            && self.starts.last() == Some(&self.postings.len())
    }
}

fn kind_of(number: u32) -> PlaceKind {
    match number & !CAPITAL {
        1 => PlaceKind::Admin,
        2 => PlaceKind::Country,
        _ => PlaceKind::City,
    }
}

fn running_sums(counts: &Column) -> Vec<usize> {
    let sums = (0..counts.len()).scan(0, |sum, row| {
        *sum += counts.get(row) as usize;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}
