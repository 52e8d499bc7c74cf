//! Events against gold documents: a port of the gold documents' scorer, figure for figure.

use record::{Argument, Event, Record};
use serde::Deserialize;

use crate::names::matches;

/// One annotated act.
#[derive(Debug, Clone, Deserialize)]
pub struct GoldEvent {
    /// The words that name the act.
    pub trigger: String,
    /// Code point of the first.
    pub trigger_start: usize,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Other types a careful coder could defend.
    #[serde(default)]
    pub also: Vec<String>,
    /// Status.
    pub status: String,
    /// Other statuses one could defend.
    #[serde(default)]
    pub status_also: Vec<String>,
    /// Marginal: neither its finding nor its missing is scored.
    #[serde(default)]
    pub optional: bool,
    /// Actors, each a list of acceptable strings.
    pub actors: Vec<Vec<String>>,
    /// Actors scored neither way.
    #[serde(default)]
    pub actors_optional: Vec<Vec<String>>,
    /// Recipients.
    pub recipients: Vec<Vec<String>>,
    /// Recipients scored neither way.
    #[serde(default)]
    pub recipients_optional: Vec<Vec<String>>,
    /// Position of an earlier mention of the same act.
    #[serde(default)]
    pub same_as: Option<usize>,
    /// Acceptable strings of the source.
    #[serde(default)]
    pub attributed_to: Vec<String>,
    /// Annotators differ on the source.
    #[serde(default)]
    pub attribution_open: bool,
    /// Acceptable strings of the place.
    #[serde(default)]
    pub place: Vec<String>,
    /// First and last day.
    pub when: Option<[String; 2]>,
}

/// Counts over documents.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Counts {
    /// Scored gold events.
    pub gold: usize,
    /// Scored predictions.
    pub predicted: usize,
    /// Found at the trigger; with the type; with type and all participants.
    pub detected: usize,
    /// Found with the right type.
    pub typed: usize,
    /// Type, actors and recipients all right.
    pub triples: usize,
    /// Gold, gold hit, predicted, predicted right: for actors, then recipients.
    pub participants: [[usize; 4]; 2],
    /// Right and scored: status, attribution, when, place.
    pub fields: [[usize; 2]; 4],
}

/// Names of [`Counts::fields`].
pub const FIELDS: [&str; 4] = ["status", "attribution", "when", "place"];

/// Scores one document.
pub fn score(text: &str, gold: &[GoldEvent], record: &Record, counts: &mut Counts) {
    let pairs = pair(text, gold, &record.events);
    for (at, event) in gold.iter().enumerate().filter(|(_, event)| !event.optional) {
        counts.gold += 1;
        if let Some(&(_, predicted)) = pairs.iter().find(|(gold, _)| *gold == at) {
            counts.predicted += 1;
            counts.detected += 1;
            paired(event, &record.events[predicted], record, counts);
        }
    }
    counts.predicted += (0..record.events.len()).filter(|at| pairs.iter().all(|(_, paired)| paired != at)).count();
}

/// Gold and predicted events one to one: overlapping triggers first, then one type in one sentence; best first.
pub(crate) fn pair(text: &str, gold: &[GoldEvent], events: &[Event]) -> Vec<(usize, usize)> {
    let sentences = sentences(text);
    let sentence = |at: usize| sentences.iter().position(|&(start, end)| start <= at && at < end);
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, wanted) in gold.iter().enumerate() {
        let (start, end) = (wanted.trigger_start, wanted.trigger_start + wanted.trigger.chars().count());
        let counted = if wanted.optional { 0.0 } else { 0.5 };
        for (j, event) in events.iter().enumerate() {
            let typed = wanted.accepts(event);
            if event.trigger.start < end && start < event.trigger.end {
                candidates.push((3.0 + f64::from(u8::from(typed)) + counted, i, j));
            } else if typed && sentence(start) == sentence(event.trigger.start) {
                candidates.push((1.0 + counted - start.abs_diff(event.trigger.start) as f64 / 1e4, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then(b.2.cmp(&a.2)));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if pairs.iter().all(|&(gold, event)| gold != i && event != j) {
            pairs.push((i, j));
        }
    }
    pairs
}

/// Rough sentences of the scorer: cut after full stops and line ends.
fn sentences(text: &str) -> Vec<(usize, usize)> {
    let is_end = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    let mut ended = false;
    let mut last = 0;
    for (at, c) in text.chars().enumerate() {
        if ended && !is_end(c) {
            found.extend(start.take().map(|start| (start, at)));
        }
        if !is_end(c) && start.is_none() {
            start = Some(at);
        }
        ended = is_end(c);
        last = at + 1;
    }
    found.extend(start.map(|start| (start, last)));
    found
}

impl GoldEvent {
    /// Whether a record has its type, or another one that a careful coder could give.
    pub(crate) fn accepts(&self, event: &Event) -> bool {
        self.kind == event.kind.name() || self.also.iter().any(|kind| kind == event.kind.name())
    }
}

fn paired(gold: &GoldEvent, event: &Event, record: &Record, counts: &mut Counts) {
    let typed = gold.accepts(event);
    counts.typed += usize::from(typed);
    let sides = [
        (&event.actors, &gold.actors, &gold.actors_optional),
        (&event.recipients, &gold.recipients, &gold.recipients_optional),
    ];
    let mut whole = typed;
    for (tally, (given, wanted, open)) in counts.participants.iter_mut().zip(sides) {
        whole &= side(given, wanted, open, record, tally);
    }
    counts.triples += usize::from(whole);
    fields(gold, event, record, counts);
}

/// Tallies one list of participants; true where all are right and none is spurious.
fn side(
    given: &[Argument],
    wanted: &[Vec<String>],
    open: &[Vec<String>],
    record: &Record,
    tally: &mut [usize; 4],
) -> bool {
    let is = |names: &Vec<String>, accepted: &[Vec<String>]| accepted.iter().any(|accepted| matches(names, accepted));
    let given: Vec<Vec<String>> = given
        .iter()
        .map(|argument| names(&argument.text, Some(&argument.entity), record))
        .filter(|names| is(names, wanted) || !is(names, open))
        .collect();
    let hit = wanted.iter().filter(|accepted| given.iter().any(|names| matches(names, accepted))).count();
    let right = given.iter().filter(|names| is(names, wanted)).count();
    for (slot, count) in tally.iter_mut().zip([wanted.len(), hit, given.len(), right]) {
        *slot += count;
    }
    hit == wanted.len() && right == given.len()
}

fn fields(gold: &GoldEvent, event: &Event, record: &Record, counts: &mut Counts) {
    let mut note = |field: usize, right: bool| {
        counts.fields[field][0] += usize::from(right);
        counts.fields[field][1] += 1;
    };
    let status = event.status.name();
    note(0, gold.status == status || gold.status_also.iter().any(|also| also == status));
    if !gold.attribution_open && (!gold.attributed_to.is_empty() || event.attributed_to.is_some()) {
        let given = event.attributed_to.as_ref().map(|source| names(&source.text, source.entity.as_deref(), record));
        note(1, given.is_some_and(|given| matches(&given, &gold.attributed_to)));
    }
    if let Some([from, to]) = &gold.when {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string());
        let given = event.when.as_ref().map(|when| (day(when.from), day(when.to)));
        note(2, given == Some((Some(from.clone()), Some(to.clone()))));
    }
    if !gold.place.is_empty() {
        note(3, event.place.as_ref().is_some_and(|place| matches(&[&place.text, &place.name], &gold.place)));
    }
}

/// The words, the entity's name, and its aliases and named mentions that stand in the text.
fn names(words: &str, entity: Option<&str>, record: &Record) -> Vec<String> {
    let mut names = vec![words.to_owned()];
    if let Some(entity) = record.entities.iter().find(|known| Some(known.id.as_str()) == entity) {
        names.push(entity.name.clone());
        let mentions = entity.mentions.iter().filter(|mention| mention.kind == record::MentionKind::Name);
        let others = entity.aliases.iter().chain(mentions.map(|mention| &mention.text));
        names.extend(others.filter(|name| !name.is_empty() && record.document.text.contains(name.as_str())).cloned());
    }
    names
}

/// Precision, recall and F1.
pub fn f1(right: usize, predicted: usize, gold: usize) -> [f64; 3] {
    let share = |of: usize| if of == 0 { 0.0 } else { right as f64 / of as f64 };
    let (precision, recall) = (share(predicted), share(gold));
    [precision, recall, harmonic(precision, recall)]
}

/// Harmonic mean.
pub fn harmonic(a: f64, b: f64) -> f64 {
    if a + b == 0.0 { 0.0 } else { 2.0 * a * b / (a + b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut_after_stops() {
        assert_eq!(sentences("One. Two!\nThree"), [(0, 4), (4, 10), (10, 15)]);
        assert_eq!(sentences(""), []);
    }

    #[test]
    fn figures() {
        assert_eq!(f1(1, 2, 4), [0.5, 0.25, 1.0 / 3.0]);
        assert_eq!(f1(0, 0, 0), [0.0; 3]);
    }
}
