//! When an act took place: the time expression that applies to its trigger.

use language::{Analysis, Role, Sentence, TimeExpression};
use record::Interval;

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

/// The days of the time that applies.
pub fn interval(analysis: &Analysis, candidate: &Candidate) -> Option<Interval> {
    find(analysis, candidate).and_then(|at| analysis.times[at].interval.clone())
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
