//! When an act took place: the time expression that applies to its trigger.

use jiff::civil::Date;
use language::{Analysis, Role, Sentence, TimeExpression};
use record::{EventType, Interval, Precision, Status};

use crate::candidate::Candidate;

/// Model probability from which a time applies wherever it stands in the sentence.
const SURE: f32 = 0.25;

/// Index into [`Analysis::times`] of the time that applies: the nearest below the trigger or its governing verbs.
pub fn find(analysis: &Analysis, candidate: &Candidate) -> Option<usize> {
    let sentence = &analysis.sentences[candidate.sentence];
    analysis
        .times
        .iter()
        .enumerate()
        .filter(|(_, time)| time.sentence == candidate.sentence && time.interval.is_some())
        .filter_map(|(at, time)| Some((distance(sentence, candidate, time)?, at)))
        .min()
        .map(|(_, at)| at)
}

/// The days of the time that applies; an act done by the text's very words is done on the day of publication.
pub fn interval(analysis: &Analysis, published: Option<Date>, candidate: &Candidate) -> Option<Interval> {
    let found = find(analysis, candidate);
    let hangs = |at: usize| own(analysis, candidate, at);
    match published.filter(|_| is_performed(analysis, candidate) && !found.is_some_and(hangs)) {
        Some(day) => Some(on(analysis, candidate, day)),
        None => found.and_then(|at| analysis.times[at].interval.clone()),
    }
}

/// Whether a time hangs from the trigger itself.
fn own(analysis: &Analysis, candidate: &Candidate, at: usize) -> bool {
    let tokens = &analysis.sentences[candidate.sentence].tokens;
    analysis.times[at].tokens.clone().any(|word| tokens[word].head == Some(candidate.head))
}

/// A demand, position or promise in the present tense of a main clause, of somebody named or of whoever writes ("we condemn").
fn is_performed(analysis: &Analysis, candidate: &Candidate) -> bool {
    use EventType::*;
    let sentence = &analysis.sentences[candidate.sentence];
    let main = sentence.ancestors(candidate.head).all(|at| matches!(sentence.tokens[at].relation(), "root" | "conj"));
    let present = matches!(sentence.tokens[candidate.head].xpos.as_str(), "VBP" | "VBZ");
    let verbal = matches!(candidate.kind, Agree | Support | Concede | Request | Accuse | Reject | Threaten);
    verbal && present && main && candidate.status == Status::Actual && !candidate.actors.is_empty()
}

/// A day that the text gives no words for.
fn on(analysis: &Analysis, candidate: &Candidate, day: Date) -> Interval {
    let at = analysis.sentences[candidate.sentence].span_of(candidate.trigger.clone()).start;
    Interval { text: String::new(), start: at, end: at, from: Some(day), to: Some(day), precision: Precision::Day }
}

/// Steps up the tree from the trigger to a node that the time hangs from, and the words between; `None` if it does not apply.
fn distance(sentence: &Sentence, candidate: &Candidate, time: &TimeExpression) -> Option<(usize, usize)> {
    let words = time.tokens.clone();
    let model = words.map(|word| sentence.events.role(Role::Time, candidate.head, word)).fold(0.0, f32::max);
    let gap = candidate.head.abs_diff(time.tokens.start);
    if model >= SURE {
        return Some((0, gap));
    }
    let top =
        time.tokens.clone().find(|&at| sentence.tokens[at].head.is_none_or(|head| !time.tokens.contains(&head)))?;
    let governor = sentence.tokens[top].head?;
    let steps = sentence.ancestors(candidate.head).position(|node| node == governor)?;
    (steps <= 2).then_some((steps + 1, gap))
}
