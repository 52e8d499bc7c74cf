//! Days that an act does not name itself: a report names them once and goes on, or counts from one act to another.

mod story;
#[cfg(test)]
mod tests;

use record::{EventType, Interval, Precision, Status};

use crate::{
    assemble::Findings,
    background,
    candidate::Candidate,
    tied::{self, Tie},
    when::Context,
};
use story::Story;

/// Fills in the days of acts that name none.
///
/// Acts that a length of time ties to others are counted from these, both ways. An act that happened takes the day of the last act
/// before, or of the same incident further on, as where a headline goes before its report; one that the text sets apart does not.
/// What follows from context has no words of its own: its span is empty where it stands at the act that named it.
pub fn inherit(context: &Context<'_>, findings: &mut [Findings]) {
    let apart: Vec<bool> = (0..findings.len()).map(|at| is_apart(context, at)).collect();
    count_on(context, findings);
    let waiting: Vec<usize> = tied_acts(context).filter(|&at| findings[at].when.is_none()).collect();
    let waits =
        |findings: &[Findings], at: usize| waiting.iter().any(|&act| findings[act].incident == findings[at].incident);
    let mut story = Story::new(context, &apart);
    for at in 0..findings.len() {
        if story.is_headline(findings, at) {
            findings[at].when = story.lead(findings, at);
        }
        if findings[at].when.is_none() && takes(&context.candidates[at]) && !apart[at] && !waits(findings, at) {
            findings[at].when = story.day(findings, at);
        }
    }
    count_back(context, &story, findings);
    for at in 0..findings.len() {
        if findings[at].when.is_none() && !apart[at] {
            findings[at].when = of_incident(findings, at);
        }
    }
}

/// Whether words beside an act set it apart, or it stands in a clause that a time is counted from.
fn is_apart(context: &Context<'_>, at: usize) -> bool {
    let candidate = &context.candidates[at];
    let tie = tied::holding(context.analysis, &context.ties, candidate.sentence, candidate.head);
    let counted = |tie: usize| context.ties[tie].acts.contains(&at);
    match tie {
        Some(tie) => !counted(tie),
        None => background::is_apart(context.analysis, context.words, candidate),
    }
}

fn tied_acts<'a>(context: &'a Context<'_>) -> impl Iterator<Item = usize> + 'a {
    context.ties.iter().flat_map(|tie| tie.acts.iter().copied())
}

/// Whether days carry on to an act and from it.
fn carries(candidate: &Candidate) -> bool {
    candidate.status == Status::Actual && !candidate.historical
}

/// Whether an act takes a day from others; a refusal is an act of its own.
fn takes(candidate: &Candidate) -> bool {
    carries(candidate) || candidate.kind == EventType::Reject && candidate.status == Status::Negated
}

/// Days of acts by those that a length of time is counted from: "two days after Friday's raid, troops left".
fn count_on(context: &Context<'_>, findings: &mut [Findings]) {
    for tie in &context.ties {
        let distance = &context.analysis.distances[tie.distance];
        let acts = tie.acts.iter().filter_map(|&act| findings[act].when.clone());
        // What is no act may have a day too: "hours before the plane crashed on Friday".
        let clause = context.hanging(distance.sentence, tie.named);
        let named = acts.chain(clause).find(|when| when.precision == Precision::Day);
        let Some(said) = tie.said.filter(|&said| findings[said].when.is_none()) else { continue };
        let days = named.and_then(|when| distance.length.on(when.from.zip(when.to)?));
        findings[said].when = days.map(|days| tied::interval(distance, days));
    }
}

/// Days of acts that a length of time is counted from, by the act that it is said of: "left two days after a raid".
fn count_back(context: &Context<'_>, story: &Story<'_>, findings: &mut [Findings]) {
    for tie in &context.ties {
        let distance = &context.analysis.distances[tie.distance];
        let said = story.said(findings, tie).filter(|when| when.precision != Precision::Interval);
        let Some(days) = said.and_then(|when| distance.length.back(when.from.zip(when.to)?)) else { continue };
        for act in acts_without(tie, findings) {
            findings[act].when = Some(tied::interval(distance, days));
        }
    }
}

/// The acts of a tie that have no day, but for those of the incident that it is said of.
fn acts_without(tie: &Tie, findings: &[Findings]) -> Vec<usize> {
    let said = tie.said.map(|said| findings[said].incident);
    let open = |&&act: &&usize| findings[act].when.is_none() && Some(findings[act].incident) != said;
    tie.acts.iter().filter(open).copied().collect()
}

/// The days that another mention of the same act names; an interval is said of many acts.
fn of_incident(findings: &[Findings], at: usize) -> Option<Interval> {
    let mut same = findings.iter().filter(|other| other.incident == findings[at].incident);
    same.find_map(|other| other.when.as_ref().filter(|when| when.precision != Precision::Interval)).map(carried)
}

/// The days as another act takes them.
fn carried(when: &Interval) -> Interval {
    Interval { text: String::new(), end: when.start, ..when.clone() }
}
