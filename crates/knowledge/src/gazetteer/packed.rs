//! The packed places of GeoNames, written by `data/gazetteer/build.py`, in sorted columns.

use super::{Candidate, GazetteerPlace, PlaceKind};

/// Start of the file: format and version.
const MAGIC: &[u8] = b"annals-gazetteer-1\n";
/// Most bytes that are unpacked; a longer claim is a broken file.
const LARGEST: usize = 256 << 20;
/// Marks a place in no division.
const NO_ADMIN: u32 = 0xFFFF;
/// Bit of the kind that marks capitals.
const CAPITAL: u8 = 8;

/// Places by row, with an index of folded names sorted by byte.
#[derive(Debug, Default)]
pub(super) struct Packed {
    countries: Lines,
    admins: Lines,
    names: Lines,
    /// Degrees × 10,000.
    lat: Vec<u32>,
    lon: Vec<u32>,
    geonames: Vec<u32>,
    population: Vec<u32>,
    country: Vec<u32>,
    admin: Vec<u32>,
    kind: Vec<u8>,
    keys: Lines,
    /// By key: where its postings begin; one more at the end.
    starts: Vec<usize>,
    /// Row × 2, plus 1 where the key is a main name.
    postings: Vec<u32>,
}

/// Lines of one text.
#[derive(Debug, Default)]
struct Lines {
    text: String,
    /// Where each line begins, and one past the end of the last with its line break.
    starts: Vec<u32>,
}

impl Lines {
    fn of(bytes: &[u8]) -> Option<Self> {
        let text = String::from_utf8(bytes.to_vec()).ok()?;
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at as u32 + 1);
        let starts = std::iter::once(0).chain(breaks).chain([text.len() as u32 + 1]).collect();
        Some(Self { text, starts })
    }

    fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    fn get(&self, line: usize) -> &str {
        &self.text[self.starts[line] as usize..self.starts[line + 1] as usize - 1]
    }

    /// The line that equals `key`, of sorted lines.
    fn find(&self, key: &str) -> Option<usize> {
        let mut low = 0;
        let mut high = self.len();
        while low < high {
            let middle = low.midpoint(high);
            match self.get(middle).cmp(key) {
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
        let payload = zstd::bulk::decompress(frame, length).ok()?;
        let mut rest = payload.as_slice();
        let mut next = || {
            let (length, tail) = rest.split_first_chunk::<4>()?;
            let (section, tail) = tail.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = tail;
            Some(section)
        };
        let packed = Self {
            countries: Lines::of(next()?)?,
            admins: Lines::of(next()?)?,
            names: Lines::of(next()?)?,
            lat: numbers(next()?, 4),
            lon: numbers(next()?, 4),
            geonames: numbers(next()?, 4),
            population: numbers(next()?, 4),
            country: numbers(next()?, 2),
            admin: numbers(next()?, 2),
            kind: next()?.to_vec(),
            keys: Lines::of(next()?)?,
            starts: running_sums(&numbers(next()?, 2)),
            postings: numbers(next()?, 4),
        };
        packed.fits().then_some(packed)
    }

    /// Places under a folded name.
    pub(super) fn find(&self, key: &str) -> impl Iterator<Item = Candidate<'_>> {
        let postings = match self.keys.find(key) {
            Some(at) => &self.postings[self.starts[at]..self.starts[at + 1]],
            None => &[],
        };
        postings.iter().map(|posting| self.candidate((posting / 2) as usize, posting % 2 == 1))
    }

    fn candidate(&self, row: usize, main: bool) -> Candidate<'_> {
        let degrees = |column: &[u32]| f64::from(column[row].cast_signed()) / 10_000.0;
        let place = GazetteerPlace {
            geonames: Some(self.geonames[row]).filter(|id| *id != 0),
            name: self.names.get(row),
            lat: degrees(&self.lat),
            lon: degrees(&self.lon),
            country: Some(self.countries.get(self.country[row] as usize)),
            admin1: Some(self.admin[row])
                .filter(|admin| *admin != NO_ADMIN)
                .map(|admin| self.admins.get(admin as usize)),
            population: self.population[row],
            kind: kind(self.kind[row]),
        };
        Candidate { place, main, capital: self.kind[row] & CAPITAL != 0, curated: false }
    }

    /// Whether every column is as long as it must be and every reference leads somewhere.
    fn fits(&self) -> bool {
        let rows = self.names.len();
        let columns = [&self.lat, &self.lon, &self.geonames, &self.population, &self.country, &self.admin];
        columns.iter().all(|column| column.len() == rows)
            && self.kind.len() == rows
            && self.starts.len() == self.keys.len() + 1
            && self.starts.last() == Some(&self.postings.len())
            && self.postings.iter().all(|posting| ((posting / 2) as usize) < rows)
            && self.country.iter().all(|country| (*country as usize) < self.countries.len())
            && self.admin.iter().all(|admin| *admin == NO_ADMIN || (*admin as usize) < self.admins.len())
    }
}

fn kind(byte: u8) -> PlaceKind {
    match byte & !CAPITAL {
        1 => PlaceKind::Admin,
        2 => PlaceKind::Country,
        _ => PlaceKind::City,
    }
}

/// Little-endian numbers stored byte plane by byte plane.
fn numbers(section: &[u8], width: usize) -> Vec<u32> {
    let count = section.len() / width;
    let planes: Vec<&[u8]> = section.chunks_exact(count.max(1)).collect();
    (0..count).map(|at| planes.iter().rev().fold(0, |number, plane| number << 8 | u32::from(plane[at]))).collect()
}

fn running_sums(counts: &[u32]) -> Vec<usize> {
    let sums = counts.iter().scan(0, |sum, count| {
        *sum += *count as usize;
        Some(*sum)
    });
    std::iter::once(0).chain(sums).collect()
}
