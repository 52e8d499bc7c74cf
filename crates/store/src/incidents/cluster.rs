//! From mentions to incidents: each new mention joins the incident that it agrees with most, or opens one.

use std::collections::BTreeMap;

use super::{agree::agreement, mention::Mention};

/// One member in so many may be told wrong without ruling out a new mention.
const MEMBERS_TOLD_WRONG: usize = 4;
/// Taken off where some mentions of an act speak against the incident.
const DOUBT: f64 = -1.0;

/// An incident and its mentions.
#[derive(Debug, Clone)]
pub struct Cluster {
    /// The incident's id; `None` while it is new.
    pub incident: Option<i64>,
    /// What tells of it.
    pub mentions: Vec<Mention>,
}

/// Adds new mentions to clusters, in order; mentions that one document counts as one act stay together.
///
/// A function of its arguments alone. Cost: new mentions × mentions in the clusters given, which blocking keeps few.
pub fn join(clusters: &mut Vec<Cluster>, new: Vec<Mention>) {
    for act in acts(new) {
        match best(clusters, &act) {
            Some(at) => clusters[at].mentions.extend(act),
            None => clusters.push(Cluster { incident: None, mentions: act }),
        }
    }
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

/// The cluster an act agrees with most; none that it is ruled out of.
fn best(clusters: &[Cluster], act: &[Mention]) -> Option<usize> {
    let mut best = (0.0, None);
    for (at, cluster) in clusters.iter().enumerate() {
        if let Some(sum) = agreement_with(cluster, act)
            && sum > best.0
        {
            best = (sum, Some(at));
        }
    }
    best.1
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
