//! What is wrong in the records of one gold document, a line each.

use record::{Argument, Event, Record};

use crate::gold::{GoldEvent, pair};

/// Characters of the text shown on either side of a trigger.
const AROUND: usize = 50;

/// Missed and spurious events, wrong types and wrong participants, in the order of gold, then of records.
pub(crate) fn errors(id: &str, text: &str, gold: &[GoldEvent], record: &Record) -> Vec<String> {
    let pairs = pair(text, gold, &record.events);
    let letters: Vec<char> = text.chars().collect();
    let line = |what: String, start: usize, end: usize| format!("{id} {what}: {}", excerpt(&letters, start, end));
    let mut found = Vec::new();
    for (at, wanted) in gold.iter().enumerate().filter(|(_, event)| !event.optional) {
        let given = pairs.iter().find(|(gold, _)| *gold == at).map(|&(_, event)| &record.events[event]);
        let what = match given {
            None => format!("missed {}", wanted.kind),
            Some(event) => match difference(wanted, event) {
                Some(difference) => difference,
                None => continue,
            },
        };
        found.push(line(what, wanted.trigger_start, wanted.trigger_start + wanted.trigger.chars().count()));
    }
    let is_unpaired = |(at, _): &(usize, &Event)| pairs.iter().all(|(_, paired)| paired != at);
    for (_, event) in record.events.iter().enumerate().filter(is_unpaired) {
        found.push(line(format!("spurious {} {}", event.kind, event.id), event.trigger.start, event.trigger.end));
    }
    found
}

/// How a record differs from what is wanted: type, else actors and recipients as they stand in both.
fn difference(wanted: &GoldEvent, event: &Event) -> Option<String> {
    if !wanted.accepts(event) {
        return Some(format!("{} {} for {}", event.id, event.kind, wanted.kind));
    }
    let given = |arguments: &[Argument]| arguments.iter().map(|one| one.text.clone()).collect::<Vec<_>>().join("; ");
    let first = |names: &[Vec<String>]| names.iter().filter_map(|n| n.last().cloned()).collect::<Vec<_>>().join("; ");
    let sides = [("actors", &event.actors, &wanted.actors), ("recipients", &event.recipients, &wanted.recipients)];
    let differences: Vec<String> = sides
        .iter()
        .map(|(role, have, want)| (role, given(have), first(want)))
        .filter(|(_, have, want)| have != want)
        .map(|(role, have, want)| format!("{role} [{have}] for [{want}]"))
        .collect();
    (!differences.is_empty()).then(|| format!("{} {}", event.id, differences.join(", ")))
}

fn excerpt(letters: &[char], start: usize, end: usize) -> String {
    let slice =
        |from: usize, to: usize| letters[from.min(letters.len())..to.min(letters.len())].iter().collect::<String>();
    let text =
        format!("{}[{}]{}", slice(start.saturating_sub(AROUND), start), slice(start, end), slice(end, end + AROUND));
    text.replace('\n', " ")
}
