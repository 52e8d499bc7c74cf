//! How two partitions of the same mentions agree: MUC (Vilain et al. 1995), B³ (Bagga & Baldwin 1998), entity-based CEAF (Luo 2005),
//! their mean (CoNLL 2012), and pairs.

use std::{collections::BTreeMap, iter::Sum, ops::AddAssign};

use pathfinding::{kuhn_munkres::kuhn_munkres, matrix::Matrix};

use crate::harmonic;

/// Similarities of clusters are whole numbers for the assignment.
const SCALE: f64 = 1e12;

/// Sums over any number of partitions; clusters never reach from one into another.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Agreement {
    muc: Sums,
    b_cubed: Sums,
    ceaf: Sums,
    pairs: Sums,
}

/// What recall and precision are shares of.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Sums {
    recalled: f64,
    wanted: f64,
    right: f64,
    given: f64,
}

impl Agreement {
    /// Compares the clusters of each mention, wanted and given.
    pub fn of<W: Ord, G: Ord>(wanted: &[W], given: &[G]) -> Self {
        let (gold, system) = (groups(wanted), groups(given));
        Self {
            muc: both(&gold, &system, links),
            b_cubed: both(&gold, &system, members),
            ceaf: aligned(&gold, &system),
            pairs: both(&gold, &system, pairs),
        }
    }

    /// Mean of the F1 of MUC, B³ and CEAF.
    pub fn conll(&self) -> f64 {
        (self.muc.f1() + self.b_cubed.f1() + self.ceaf.f1()) / 3.0
    }

    /// F1 of pairs of mentions of one act.
    pub fn pairwise(&self) -> f64 {
        self.pairs.f1()
    }
}

impl Sums {
    fn f1(&self) -> f64 {
        let share = |part: f64, of: f64| if of > 0.0 { part / of } else { 0.0 };
        harmonic(share(self.recalled, self.wanted), share(self.right, self.given))
    }
}

impl AddAssign for Sums {
    fn add_assign(&mut self, other: Self) {
        self.recalled += other.recalled;
        self.wanted += other.wanted;
        self.right += other.right;
        self.given += other.given;
    }
}

impl AddAssign for Agreement {
    fn add_assign(&mut self, other: Self) {
        self.muc += other.muc;
        self.b_cubed += other.b_cubed;
        self.ceaf += other.ceaf;
        self.pairs += other.pairs;
    }
}

impl Sum for Agreement {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |mut sum, one| {
            sum += one;
            sum
        })
    }
}

/// Positions of the mentions of each cluster.
fn groups<L: Ord>(labels: &[L]) -> Vec<Vec<usize>> {
    let mut groups: BTreeMap<&L, Vec<usize>> = BTreeMap::new();
    for (at, label) in labels.iter().enumerate() {
        groups.entry(label).or_default().push(at);
    }
    groups.into_values().collect()
}

/// Numbers of mentions that a cluster shares with each cluster of the other partition.
fn parts(cluster: &[usize], of: &[usize]) -> Vec<f64> {
    let mut counts: BTreeMap<usize, f64> = BTreeMap::new();
    for &mention in cluster {
        *counts.entry(of[mention]).or_default() += 1.0;
    }
    counts.into_values().collect()
}

/// The cluster of each mention.
fn owners(clusters: &[Vec<usize>]) -> Vec<usize> {
    let mut owners = vec![0; clusters.iter().map(Vec::len).sum()];
    for (cluster, mentions) in clusters.iter().enumerate() {
        mentions.iter().for_each(|&mention| owners[mention] = cluster);
    }
    owners
}

/// A metric that looks at the parts of each cluster: what they get right, and of how much.
fn both(gold: &[Vec<usize>], system: &[Vec<usize>], metric: fn(f64, &[f64]) -> (f64, f64)) -> Sums {
    let side = |clusters: &[Vec<usize>], others: &[Vec<usize>]| {
        let of = owners(others);
        let scored = clusters.iter().map(|cluster| metric(cluster.len() as f64, &parts(cluster, &of)));
        scored.fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    };
    let ((recalled, wanted), (right, given)) = (side(gold, system), side(system, gold));
    Sums { recalled, wanted, right, given }
}

/// MUC: links that a cluster needs and that its parts keep.
fn links(size: f64, parts: &[f64]) -> (f64, f64) {
    (size - parts.len() as f64, size - 1.0)
}

/// B³: the share of its cluster that each mention is found with.
fn members(size: f64, parts: &[f64]) -> (f64, f64) {
    (parts.iter().map(|part| part * part / size).sum(), size)
}

/// Pairs of mentions within one part.
fn pairs(size: f64, parts: &[f64]) -> (f64, f64) {
    let pairs = |of: f64| of * (of - 1.0) / 2.0;
    (parts.iter().copied().map(pairs).sum(), pairs(size))
}

/// CEAF: the one-to-one assignment of clusters with the greatest similarity (φ₄: twice the shared mentions by all mentions).
fn aligned(gold: &[Vec<usize>], system: &[Vec<usize>]) -> Sums {
    let (few, many) = if gold.len() <= system.len() { (gold, system) } else { (system, gold) };
    let of = owners(many);
    let mut similar = Matrix::new(few.len(), many.len(), 0_i64);
    for (row, cluster) in few.iter().enumerate() {
        for &mention in cluster {
            let column = of[mention];
            let share = 2.0 / (cluster.len() + many[column].len()) as f64;
            similar[(row, column)] += (share * SCALE) as i64;
        }
    }
    let best = if few.is_empty() { 0 } else { kuhn_munkres(&similar).0 };
    let similarity = best as f64 / SCALE;
    Sums { recalled: similarity, wanted: gold.len() as f64, right: similarity, given: system.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of Bagga & Baldwin (1998) and Luo (2005): entities of five, two and five mentions.
    const WANTED: [u8; 12] = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3];

    fn precision(sums: Sums) -> f64 {
        sums.right / sums.given
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 6e-4, "{a} is not {b}");
    }

    #[test]
    fn the_small_entity_joined_to_a_great_one() {
        let agreement = Agreement::of(&WANTED, &[1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]);
        close(precision(agreement.muc), 0.9);
        close(precision(agreement.b_cubed), 0.762);
        close(agreement.b_cubed.f1(), 0.865);
        close(agreement.ceaf.f1(), 0.733);
        close(agreement.pairs.f1(), 42.0 / 52.0);
    }

    #[test]
    fn the_great_entities_joined() {
        let agreement = Agreement::of(&WANTED, &[1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1]);
        close(precision(agreement.muc), 0.9);
        close(precision(agreement.b_cubed), 0.583);
        close(agreement.b_cubed.f1(), 0.737);
        close(agreement.ceaf.f1(), 0.667);
    }

    #[test]
    fn all_in_one_and_each_alone() {
        let one = Agreement::of(&WANTED, &[1; 12]);
        close(one.muc.f1(), 0.9);
        close(one.b_cubed.f1(), 0.545);
        close(one.ceaf.f1(), 0.294);
        let alone = Agreement::of(&WANTED, &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        assert_eq!(alone.muc.f1(), 0.0);
        close(alone.b_cubed.f1(), 0.4);
        close(alone.ceaf.f1(), 0.178);
    }

    #[test]
    fn sums_and_perfect_answers() {
        let both: Agreement = [Agreement::of(&WANTED, &WANTED), Agreement::default()].into_iter().sum();
        assert_eq!((both.conll(), both.pairwise()), (1.0, 1.0));
        assert_eq!(Agreement::of::<u8, u8>(&[], &[]).conll(), 0.0);
    }
}
