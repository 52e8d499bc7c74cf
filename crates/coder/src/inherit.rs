//! Days that carry on from sentence to sentence: a report names them once and goes on.

use record::{Interval, Precision, Status};

use crate::{assemble::Findings, candidate::Candidate};

/// Sentences that a day carries on for.
const REACH: usize = 4;

/// Fills in the day of acts that happened and name none: that of the last act before, or of the same incident
/// further on, as where a headline goes before its report.
///
/// What follows from context has no words of its own: its span is empty where it stands at the act that named it.
pub fn inherit(candidates: &[Candidate], findings: &mut [Findings]) {
    for at in 0..candidates.len() {
        if !carries(&candidates[at]) {
            continue;
        }
        let earlier: Vec<usize> = (0..at)
            .rev()
            .filter(|&other| carries(&candidates[other]))
            .filter(|&other| {
                findings[other].incident == findings[at].incident
                    || candidates[at].sentence - candidates[other].sentence <= REACH
            })
            .collect();
        if findings[at].when.is_none() {
            let later = (at + 1..candidates.len())
                .filter(|&other| carries(&candidates[other]) && findings[other].incident == findings[at].incident);
            let mut known = earlier.iter().copied().chain(later);
            findings[at].when = known.find_map(|other| day(findings[other].when.as_ref()));
        }
    }
}

fn carries(candidate: &Candidate) -> bool {
    candidate.status == Status::Actual && !candidate.historical
}

/// A single day carries on; weeks and years are said of one act.
fn day(when: Option<&Interval>) -> Option<Interval> {
    let when = when.filter(|when| when.precision == Precision::Day)?;
    Some(Interval { text: String::new(), end: when.start, ..when.clone() })
}
