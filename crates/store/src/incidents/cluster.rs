//! From mentions to incidents: each new mention joins the incident that it agrees with most, or opens one.

use std::collections::{BTreeMap, BTreeSet};

use super::{agree::agreement, blocks::Blocks, mention::Mention};

/// One member in so many may be told wrong without ruling out a new mention.
const MEMBERS_TOLD_WRONG: usize = 4;
/// Taken off where some mentions of an act speak against the incident.
const DOUBT: f64 = -1.0;

/// Log odds from which two incidents are one.
const MERGE: f64 = 1.0;

/// An incident and its mentions.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// The incident's id; `None` while it is new.
    pub incident: Option<i64>,
    /// What tells of it.
    pub mentions: Vec<Mention>,
    /// The cluster that it turned out to be the same as, by position; its mentions have gone there.
    pub merged_into: Option<usize>,
}

/// Adds new mentions to clusters, in order; mentions that one document counts as one act stay together. Where an act agrees with
/// several clusters that agree with one another as well, they become one.
///
/// A function of its arguments alone. Cost: new mentions × mentions in the clusters near them in type and time.
pub fn join(clusters: &mut Vec<Cluster>, new: Vec<Mention>) {
    let mut blocks = Blocks::default();
    for (at, cluster) in clusters.iter().enumerate() {
        cluster.mentions.iter().for_each(|mention| blocks.file(at, mention));
    }
    for act in acts(new) {
        let near: BTreeSet<usize> = act.iter().flat_map(|mention| blocks.near(mention)).collect();
        let fitting = fitting(clusters, &near, &act);
        let Some((&best, others)) = fitting.split_first() else {
            act.iter().for_each(|mention| blocks.file(clusters.len(), mention));
            clusters.push(Cluster { incident: None, mentions: act, merged_into: None });
            continue;
        };
        let size = clusters[best].mentions.len();
        clusters[best].mentions.extend(act);
        let kept = merge(clusters, best, others);
        // Where another cluster was joined in turn, mentions on both sides are new to their position.
        let filed = if kept == best { size } else { 0 };
        clusters[kept].mentions[filed..].iter().for_each(|mention| blocks.file(kept, mention));
    }
}

/// Joins to a cluster those of the others that agree with it as a whole. The earliest keeps its name; returns its
/// position.
fn merge(clusters: &mut [Cluster], best: usize, others: &[usize]) -> usize {
    let mut best = best;
    for &other in others {
        if agreement_with(&clusters[best], &clusters[other].mentions).is_none_or(|sum| sum < MERGE) {
            continue;
        }
        let (kept, gone) = (best.min(other), best.max(other));
        let mentions = std::mem::take(&mut clusters[gone].mentions);
        clusters[kept].mentions.extend(mentions);
        clusters[gone].merged_into = Some(kept);
        best = kept;
    }
    best
}

/// Mentions grouped by document and the coder's incident, in order of first mention.
fn acts(mentions: Vec<Mention>) -> Vec<Vec<Mention>> {
    let mut positions = BTreeMap::new();
    let mut acts: Vec<Vec<Mention>> = Vec::new();
    for mention in mentions {
        let at = *positions.entry((mention.document, mention.local.clone())).or_insert(acts.len());
        match acts.get_mut(at) {
            Some(act) => act.push(mention),
            None => acts.push(vec![mention]),
        }
    }
    acts
}

/// Those of the near clusters that an act agrees with, the best first; none that it is ruled out of.
fn fitting(clusters: &[Cluster], near: &BTreeSet<usize>, act: &[Mention]) -> Vec<usize> {
    let scored = near.iter().map(|&at| (at, &clusters[at])).filter(|(_, cluster)| cluster.merged_into.is_none());
    let mut fitting: Vec<(f64, usize)> = scored
        .filter_map(|(at, cluster)| Some((agreement_with(cluster, act)?, at)))
        .filter(|(sum, _)| *sum > 0.0)
        .collect();
    fitting.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    fitting.into_iter().map(|(_, at)| at).collect()
}

/// The best agreement of any pair; `None` where too many pairs cannot be one act.
///
/// A wrong date or place of one mention among several is not held against the rest.
fn agreement_with(cluster: &Cluster, act: &[Mention]) -> Option<f64> {
    let mut best = f64::NEG_INFINITY;
    let mut ruled_out = 0;
    for mention in act {
        let sums: Vec<f64> = cluster.mentions.iter().filter_map(|member| agreement(mention, member)).collect();
        let against = cluster.mentions.len() - sums.len();
        ruled_out += usize::from(against * MEMBERS_TOLD_WRONG > cluster.mentions.len());
        best = sums.into_iter().fold(best, f64::max);
    }
    match ruled_out {
        0 => Some(best),
        some if 2 * some <= act.len() => Some(best + DOUBT),
        _ => None,
    }
}
