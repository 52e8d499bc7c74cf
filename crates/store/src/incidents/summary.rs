//! What an incident's mentions say together.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// One member of an incident, as the store has it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Member {
    /// Id of the event.
    pub event: i64,
    /// The document; of a copy, its original.
    pub document: i64,
    /// Type.
    pub kind: String,
    /// Status.
    pub status: String,
    /// First and last day.
    pub days: (Option<String>, Option<String>),
    /// Day of publication.
    pub reported: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Degrees north and east.
    pub point: Option<(f64, f64)>,
    /// Deaths: at least, at most.
    pub deaths: (Option<i64>, Option<i64>),
    /// The coder's confidence.
    pub confidence: f64,
}

/// An incident, summed up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    /// The event that tells it best.
    pub event: i64,
    /// Its type.
    pub kind: String,
    /// `actual`, `disputed` (told and denied), `future`, `hypothetical`, `negated`.
    pub status: String,
    /// First and last day, as most mentions have them.
    pub days: (Option<String>, Option<String>),
    /// Country, as most mentions have it.
    pub country: Option<String>,
    /// Degrees north and east, of the best mention that has them.
    pub point: Option<(f64, f64)>,
    /// Least and greatest number of deaths given.
    pub deaths: (Option<i64>, Option<i64>),
    /// Documents that tell of it, copies not counted.
    pub reports: usize,
    /// Events that tell of it.
    pub mentions: usize,
    /// First and last day of publication.
    pub reported: (Option<String>, Option<String>),
}

/// Sums up the members of an incident; `None` where there are none.
pub fn summarise(members: &[Member]) -> Option<Summary> {
    let best = members.iter().reduce(|best, member| if rank(member) > rank(best) { member } else { best })?;
    let told: Vec<&Member> = members.iter().filter(|member| member.status == best.status).collect();
    let lows = told.iter().filter_map(|member| member.deaths.0.or(member.deaths.1));
    let highs = told.iter().filter_map(|member| member.deaths.1.or(member.deaths.0));
    let documents: BTreeSet<i64> = members.iter().map(|member| member.document).collect();
    let reported = || members.iter().filter_map(|member| member.reported.clone());
    Some(Summary {
        event: best.event,
        kind: best.kind.clone(),
        status: status(members, best),
        days: most(told.iter().filter(|member| member.days.0.is_some()).map(|member| member.days.clone()))
            .unwrap_or_default(),
        country: most(members.iter().filter_map(|member| member.country.clone())),
        point: best.point.or_else(|| members.iter().find_map(|member| member.point)),
        deaths: (lows.min(), highs.max()),
        reports: documents.len(),
        mentions: members.len(),
        reported: (reported().min(), reported().max()),
    })
}

/// Done before announced before thought of; then the surer; then the earlier event.
fn rank(member: &Member) -> (u8, f64, std::cmp::Reverse<i64>) {
    let status = match member.status.as_str() {
        "actual" => 3,
        "negated" => 2,
        "future" => 1,
        _ => 0,
    };
    (status, member.confidence, std::cmp::Reverse(member.event))
}

fn status(members: &[Member], best: &Member) -> String {
    let denied = members.iter().any(|member| member.status == "negated");
    if best.status == "actual" && denied { "disputed".to_owned() } else { best.status.clone() }
}

/// The value given most often; of equals, the least.
fn most<T: Ord>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_insert(0_usize) += 1;
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(event: i64, document: i64, status: &str, deaths: Option<i64>) -> Member {
        Member {
            event,
            document,
            status: status.into(),
            deaths: (deaths, deaths),
            confidence: 0.5,
            ..Member::default()
        }
    }

    #[test]
    fn figures_stay_side_by_side() {
        let members = [member(1, 1, "actual", Some(7)), member(2, 2, "actual", Some(9)), member(3, 2, "actual", None)];
        let summary = summarise(&members).unwrap();
        assert_eq!((summary.deaths, summary.reports, summary.mentions), ((Some(7), Some(9)), 2, 3));
        assert_eq!(summary.event, 1);
    }

    #[test]
    fn statuses_tell_what_became_of_it() {
        let status = |statuses: &[&str]| {
            let members: Vec<Member> = statuses.iter().map(|status| member(1, 1, status, None)).collect();
            summarise(&members).unwrap().status
        };
        assert_eq!(status(&["future", "actual"]), "actual");
        assert_eq!(status(&["actual", "negated"]), "disputed");
        assert_eq!(status(&["hypothetical", "negated"]), "negated");
        assert_eq!(summarise(&[]), None);
    }

    #[test]
    fn the_commonest_day_wins() {
        assert_eq!(most(["b", "a", "b", "a", "c"].into_iter()), Some("a"));
    }
}
