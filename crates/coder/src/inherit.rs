//! Days that carry on from sentence to sentence: a report names them once and goes on.

use jiff::civil::Date;
use record::{Interval, Precision, Status};

use crate::{assemble::Findings, candidate::Candidate};

/// Sentences that a day carries on for.
const REACH: usize = 4;
/// Days before publication that a report is about.
const RECENT: i32 = 14;

/// Fills in the day of acts that happened and name none: that of the last act before, or of the same incident
/// further on, as where a headline goes before its report.
///
/// What follows from context has no words of its own: its span is empty where it stands at the act that named it.
pub fn inherit(published: Option<Date>, candidates: &[Candidate], findings: &mut [Findings]) {
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
            let known: Vec<Interval> =
                earlier.iter().copied().chain(later).filter_map(|other| day(findings[other].when.as_ref())).collect();
            findings[at].when = known.iter().find(|when| is_recent(when, published)).or(known.first()).cloned();
        }
    }
}

fn carries(candidate: &Candidate) -> bool {
    candidate.status == Status::Actual && !candidate.historical
}

/// Whether a day lies in the weeks before publication, which a report goes on about; earlier ones are asides.
fn is_recent(when: &Interval, published: Option<Date>) -> bool {
    let before =
        |day: Date| when.from.and_then(|from| from.until(day).ok()).is_some_and(|gap| gap.get_days() <= RECENT);
    published.is_none_or(before)
}

/// A single day carries on; weeks and years are said of one act.
fn day(when: Option<&Interval>) -> Option<Interval> {
    let when = when.filter(|when| when.precision == Precision::Day)?;
    Some(Interval { text: String::new(), end: when.start, ..when.clone() })
}
