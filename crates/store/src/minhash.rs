//! MinHash of documents: tells copies of wire stories from reports of their own.
//!
//! Broder 1997. A signature holds, for each of [`ROWS`] hash functions, the least hash over the text's shingles; two
//! signatures agree in as many places as the shingle sets overlap (Jaccard). Bands of four rows find candidates.

/// Hash functions.
const ROWS: usize = 64;
/// Rows a band: copies that share .75 of their shingles meet in a band with a chance of .997.
const BAND: usize = 4;
/// Words a shingle.
const SHINGLE: usize = 4;
/// Agreement from which a text is a copy.
const COPY: f64 = 0.7;
/// Texts of fewer words are too short to tell a copy from a formula.
const LEAST: usize = 24;

/// Signature of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature([u32; ROWS]);

impl Signature {
    /// The signature of a text; `None` where it is too short.
    pub fn of(text: &str) -> Option<Self> {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| hash(word.to_lowercase().as_bytes()))
            .collect();
        if words.len() < LEAST {
            return None;
        }
        let mut least = [u32::MAX; ROWS];
        for shingle in words.windows(SHINGLE) {
            let shingle = shingle.iter().fold(0, |sum: u64, word| mix(sum.rotate_left(17) ^ word));
            for (row, least) in least.iter_mut().enumerate() {
                *least = (*least).min((mix(shingle ^ seed(row)) >> 32) as u32);
            }
        }
        Some(Self(least))
    }

    /// Keys of its bands: texts that share one may be copies.
    pub fn bands(&self) -> impl Iterator<Item = i64> + '_ {
        self.0.chunks(BAND).enumerate().map(|(at, rows)| {
            let key = rows.iter().fold(at as u64, |sum, row| mix(sum.rotate_left(23) ^ u64::from(*row)));
            key.cast_signed()
        })
    }

    /// Whether the texts are copies of each other.
    pub fn is_copy(&self, other: &Self) -> bool {
        let same = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count();
        same as f64 >= COPY * ROWS as f64
    }

    /// For the store.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|row| row.to_le_bytes()).collect()
    }

    /// From the store; `None` where the length is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rows = [0; ROWS];
        let (chunks, rest) = bytes.as_chunks::<4>();
        if chunks.len() != ROWS || !rest.is_empty() {
            return None;
        }
        for (row, chunk) in rows.iter_mut().zip(chunks) {
            *row = u32::from_le_bytes(*chunk);
        }
        Some(Self(rows))
    }
}

/// FNV-1a: stable across platforms and versions, as stored hashes must be.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finaliser of SplitMix64.
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

fn seed(row: usize) -> u64 {
    mix((row as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article(numbers: std::ops::Range<usize>) -> String {
        numbers.map(|n| format!("sentence {n} tells of place {} and day {}. ", n * 7, n * 13)).collect()
    }

    #[test]
    fn a_copy_with_a_changed_end_is_a_copy() {
        let (a, b) = (article(0..60), article(0..56) + "Reporting by the agency.");
        assert!(Signature::of(&a).unwrap().is_copy(&Signature::of(&b).unwrap()));
        let bands: Vec<i64> = Signature::of(&a).unwrap().bands().collect();
        assert!(Signature::of(&b).unwrap().bands().any(|band| bands.contains(&band)));
    }

    #[test]
    fn another_report_is_none() {
        let (a, b) = (article(0..60), article(60..120));
        assert!(!Signature::of(&a).unwrap().is_copy(&Signature::of(&b).unwrap()));
        assert_eq!(Signature::of("Too short."), None);
    }

    #[test]
    fn signatures_survive_the_store() {
        let signature = Signature::of(&article(0..60)).unwrap();
        assert_eq!(Signature::from_bytes(&signature.to_bytes()), Some(signature));
        assert_eq!(Signature::from_bytes(&[1, 2, 3]), None);
    }
}
