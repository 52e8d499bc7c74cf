//! Triggers and participants of event corpora with other ontologies, where a type of theirs is clearly one of PLOVER's.

use std::collections::BTreeSet;

use language::Analysis;
use record::{Event, EventType, Record};

use super::{
    heads::{self, Word},
    part::Tally,
    standoff::{self, Span, Text},
};

/// Roles whose fillers act or are acted upon.
const PARTICIPANTS: [&str; 26] = [
    "attacker",
    "target",
    "victim",
    "killer",
    "injurer",
    "perpetrator",
    "communicator",
    "recipient",
    "participant",
    "giver",
    "defendant",
    "judgecourt",
    "prosecutor",
    "investigator",
    "detainee",
    "jailer",
    "demonstrator",
    "yielder",
    "retreater",
    "surrenderer",
    "executioner",
    "extraditer",
    "granter",
    "governmentbody",
    "preventer",
    "violator",
];

/// What one text gives.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// Triggers with their types, over records of the types that the mapping reaches.
    pub triggers: Tally,
    /// Heads of participants, over the events found.
    pub participants: Tally,
    pub errors: Vec<String>,
}

/// Compares a record with the events of a text. `map` gives the PLOVER type of one of the corpus, where that is clear; records at
/// triggers of other events are scored neither way.
pub(super) fn compare(
    text: &Text,
    record: &Record,
    analysis: &Analysis,
    map: fn(&str) -> Option<EventType>,
    reached: &[EventType],
) -> Outcome {
    let mut outcome = Outcome::default();
    let mut paired: BTreeSet<&str> = BTreeSet::new();
    for event in &text.events {
        let Some(trigger) = text.trigger(event) else { continue };
        let here: Vec<&Event> = record.events.iter().filter(|record| overlap(record, trigger)).collect();
        paired.extend(here.iter().map(|record| record.id.as_str()));
        let Some(wanted) = map(&event.kind) else { continue };
        outcome.triggers.wanted += 1;
        let right = here.iter().find(|record| record.kind == wanted);
        outcome.triggers.right += usize::from(right.is_some());
        outcome.triggers.found += usize::from(!here.is_empty());
        match right {
            Some(record) => {
                outcome.participants =
                    [outcome.participants, participants(text, event, record, analysis)].into_iter().sum()
            }
            None => outcome.errors.push(missed(text, trigger, wanted, here.first().copied())),
        }
    }
    let spurious = |event: &&Event| reached.contains(&event.kind) && !paired.contains(event.id.as_str());
    for event in record.events.iter().filter(spurious) {
        outcome.triggers.found += 1;
        outcome.errors.push(format!("{} spurious {} `{}`", text.id, event.kind, event.trigger.text));
    }
    outcome
}

fn overlap(event: &Event, span: &Span) -> bool {
    event.trigger.start < span.end && span.start < event.trigger.end
}

fn participants(text: &Text, gold: &standoff::Event, event: &Event, analysis: &Analysis) -> Tally {
    let fillers = text.fillers(gold, |role| PARTICIPANTS.contains(&role.to_lowercase().as_str()));
    let wanted: BTreeSet<Word> = fillers.filter_map(|span| heads::head(analysis, span.start, span.end)).collect();
    Tally::of_sets(&heads::of_arguments(analysis, event.actors.iter().chain(&event.recipients)), &wanted)
}

fn missed(text: &Text, trigger: &Span, wanted: EventType, given: Option<&Event>) -> String {
    let given = given.map_or("nothing", |event| event.kind.name());
    format!("{} {given} for {wanted} `{}`", text.id, text.slice(trigger.start, trigger.end))
}
