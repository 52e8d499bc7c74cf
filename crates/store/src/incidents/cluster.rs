//! From mentions to incidents: each new act joins the incident that it agrees with most, or opens one.

use std::collections::{BTreeMap, BTreeSet};

use super::{agree::agreement, blocks::Blocks, mention::Mention};

/// One member in so many may be told wrong without ruling out a new mention.
const MEMBERS_TOLD_WRONG: usize = 4;
/// Agreement from which two acts of one document are one; chosen, like the next, by cross-validation on the articles that
/// the weights are fitted on.
const ONE_IN_A_DOCUMENT: f64 = 0.4;
/// Agreement from which acts are one incident.
const ONE: f64 = 0.5;

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

/// Adds new mentions to clusters, in order: those of each document are joined among themselves, then the acts so found
/// join clusters. Where an act agrees with several clusters that agree with one another as well, they become one.
///
/// A function of its arguments alone. Cost: new mentions × mentions in the clusters near them in type and time.
pub fn join(clusters: &mut Vec<Cluster>, new: Vec<Mention>) {
    let mut blocks = Blocks::default();
    for (at, cluster) in clusters.iter().enumerate() {
        cluster.mentions.iter().for_each(|mention| blocks.file(at, mention));
    }
    for act in acts(new) {
        let near: BTreeSet<usize> = act.iter().flat_map(|mention| blocks.near(mention)).collect();
        let (kept, filed) = add(clusters, &near, act, ONE);
        clusters[kept].mentions[filed..].iter().for_each(|mention| blocks.file(kept, mention));
    }
}

/// Adds an act to the clusters at some positions; returns where it went, and how many mentions of that cluster were there
/// before.
fn add(clusters: &mut Vec<Cluster>, near: &BTreeSet<usize>, act: Vec<Mention>, least: f64) -> (usize, usize) {
    let fitting = fitting(clusters, near, &act, least);
    let Some((&best, others)) = fitting.split_first() else {
        clusters.push(Cluster { incident: None, mentions: act, merged_into: None });
        return (clusters.len() - 1, 0);
    };
    let size = clusters[best].mentions.len();
    clusters[best].mentions.extend(act);
    let kept = merge(clusters, best, others, least);
    // Where another cluster was joined in turn, mentions on both sides are new to their position.
    (kept, if kept == best { size } else { 0 })
}

/// Joins to a cluster those of the others that agree with it as a whole. The earliest keeps its name; returns its
/// position.
fn merge(clusters: &mut [Cluster], best: usize, others: &[usize], least: f64) -> usize {
    let mut best = best;
    for &other in others {
        if link(&clusters[best], &clusters[other].mentions).is_none_or(|link| link <= least) {
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

/// The acts of documents, in order of first mention.
fn acts(mentions: Vec<Mention>) -> Vec<Vec<Mention>> {
    let mut found = Vec::new();
    for document in grouped(mentions, |mention| mention.document) {
        let mut acts = Vec::new();
        // What the coder takes for one act stays together.
        for act in grouped(document, |mention| mention.local.clone()) {
            let all = (0..acts.len()).collect();
            add(&mut acts, &all, act, ONE_IN_A_DOCUMENT);
        }
        found.extend(acts.into_iter().map(|act| act.mentions).filter(|act| !act.is_empty()));
    }
    found
}

/// Mentions with one key together, in order of first mention.
fn grouped<K: Ord>(mentions: Vec<Mention>, key: impl Fn(&Mention) -> K) -> Vec<Vec<Mention>> {
    let mut positions = BTreeMap::new();
    let mut groups: Vec<Vec<Mention>> = Vec::new();
    for mention in mentions {
        let at = *positions.entry(key(&mention)).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(mention),
            None => groups.push(vec![mention]),
        }
    }
    groups
}

/// Those of the near clusters that an act agrees with, the best first; none that it is ruled out of.
fn fitting(clusters: &[Cluster], near: &BTreeSet<usize>, act: &[Mention], least: f64) -> Vec<usize> {
    let scored = near.iter().map(|&at| (at, &clusters[at])).filter(|(_, cluster)| cluster.merged_into.is_none());
    let mut fitting: Vec<(f64, usize)> =
        scored.filter_map(|(at, cluster)| Some((link(cluster, act)?, at))).filter(|(link, _)| *link > least).collect();
    fitting.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    fitting.into_iter().map(|(_, at)| at).collect()
}

/// The mean of the best pair and of all pairs; `None` where too many pairs cannot be one act.
///
/// A wrong date or place of one mention among several is not held against the rest.
fn link(cluster: &Cluster, act: &[Mention]) -> Option<f64> {
    let (mut best, mut sum, mut ruled_out) = (0.0_f64, 0.0, 0);
    for mention in act {
        let mut against = 0;
        for member in &cluster.mentions {
            match agreement(mention, member) {
                Some(agreement) => {
                    best = best.max(agreement);
                    sum += agreement;
                }
                None => against += 1,
            }
        }
        ruled_out += usize::from(against * MEMBERS_TOLD_WRONG > cluster.mentions.len());
    }
    let pairs = (act.len() * cluster.mentions.len()) as f64;
    (2 * ruled_out <= act.len()).then(|| f64::midpoint(best, sum / pairs))
}
