//! Terrorism in Latin America (MUC-4, 1992): which texts tell of attacks, of which kinds, and by whom. The texts are in capitals
//! and are restored to mixed case first.

use std::collections::BTreeSet;

use record::{Entity, Event, EventType, Record, Status};

use super::{
    part::{Part, Scored, Tally, sums},
    standoff::Text,
    truecase,
};
use crate::{EvaluateError, names::matches};

/// Slots that name perpetrators.
const PERPETRATORS: [&str; 2] = ["PERP: INDIVIDUAL ID", "PERP: ORGANIZATION ID"];

/// F1 of relevant texts, of kinds of incident in a text, and of perpetrators in a text.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        let (record, _) = part.code_as(text, truecase::restore(part.job.coder, &text.text)?)?;
        Ok(of_text(text, &record))
    })?;
    let [relevance, kind, perpetrators] = sums(&tallies).map(Tally::f1);
    let figures = vec![
        ("relevance F1", relevance, None),
        ("incident type F1", kind, None),
        ("perpetrator F1", perpetrators, Some(("GRIT, all roles, TST3 and TST4", 0.545))),
    ];
    Ok(Scored { figures, errors })
}

fn of_text(text: &Text, record: &Record) -> ([Tally; 3], Vec<String>) {
    let is_attack = |event: &&Event| event.kind == EventType::Assault && event.status != Status::Negated;
    let attacks: Vec<&Event> = record.events.iter().filter(is_attack).collect();
    let found: BTreeSet<&str> = attacks.iter().map(|event| kind(event)).collect();
    let kinds = |optional: bool| {
        let events = text.events.iter().filter(move |event| optional || !event.optional);
        events.flat_map(|event| event.kind.split(" / ")).collect::<BTreeSet<&str>>()
    };
    let (wanted, accepted) = (kinds(false), kinds(true));
    // A text whose incidents are all optional is scored neither way.
    let relevance = if accepted.is_empty() == wanted.is_empty() {
        Tally::of(!found.is_empty(), !wanted.is_empty())
    } else {
        Tally::default()
    };
    let scored: BTreeSet<&str> =
        found.into_iter().filter(|kind| wanted.contains(kind) || !accepted.contains(kind)).collect();
    let mut errors: Vec<String> =
        wanted.symmetric_difference(&scored).map(|kind| format!("{} {kind}: wanted {wanted:?}", text.id)).collect();
    let (perpetrators, missed) = perpetrators(text, record, &attacks);
    errors.extend(missed.into_iter().map(|missed| format!("{} {missed}", text.id)));
    ([relevance, Tally::of_sets(&scored, &wanted), perpetrators], errors)
}

/// The kind of incident that an attack is.
fn kind(event: &Event) -> &'static str {
    let has = |modes: &[&str]| event.mode.iter().any(|mode| modes.contains(&mode.as_str()));
    let trigger = event.trigger.text.to_lowercase();
    if has(&["abduct"]) {
        "KIDNAPPING"
    } else if trigger.contains("burn") || trigger.contains("fire to") || trigger.contains("arson") {
        "ARSON"
    } else if has(&["explosives", "suicide-attack"]) || trigger.contains("bomb") || trigger.contains("dynamit") {
        "BOMBING"
    } else {
        "ATTACK"
    }
}

/// Who is named as attacker, once an entity, against the perpetrators of all templates.
fn perpetrators(text: &Text, record: &Record, attacks: &[&Event]) -> (Tally, Vec<String>) {
    let actors = attacks.iter().flat_map(|event| &event.actors);
    let ids: BTreeSet<&str> = actors.map(|actor| actor.entity.as_str()).collect();
    let found: Vec<Vec<&str>> =
        record.entities.iter().filter(|entity| ids.contains(entity.id.as_str())).map(names).collect();
    let slots = text.events.iter().flat_map(|event| PERPETRATORS.iter().filter_map(|slot| event.slots.get(*slot)));
    let fillers: BTreeSet<(&Vec<String>, bool)> =
        slots.flatten().filter(|slot| !slot.strings.is_empty()).map(|slot| (&slot.strings, slot.optional)).collect();
    let hit = |names: &&Vec<&str>| fillers.iter().any(|(strings, _)| matches(names, strings));
    let is_named = |strings: &[String]| found.iter().any(|names| matches(names, strings));
    let wanted: Vec<&Vec<String>> =
        fillers.iter().filter(|(_, optional)| !optional).map(|(strings, _)| *strings).collect();
    let missed = wanted.iter().filter(|strings| !is_named(strings)).map(|strings| format!("missed {strings:?}"));
    let spurious = found.iter().filter(|names| !hit(names)).map(|names| format!("spurious {names:?}"));
    let right = wanted.iter().filter(|strings| is_named(strings)).count();
    // Several entities may name one perpetrator: each that is right is found once.
    let extra = found.iter().filter(|names| !hit(names)).count();
    (Tally { right, found: right + extra, wanted: wanted.len() }, missed.chain(spurious).collect())
}

fn names(entity: &Entity) -> Vec<&str> {
    let mentions = entity.mentions.iter().map(|mention| mention.text.as_str());
    std::iter::once(entity.name.as_str()).chain(mentions).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing;

    #[test]
    fn texts_kinds_and_perpetrators_are_scored() {
        let slots = json!({"PERP: INDIVIDUAL ID": [{"strings": ["GUERRILLAS"], "optional": false}]});
        let event = json!({"type": "KIDNAPPING", "slots": slots});
        let text = "GUERRILLAS KIDNAPPED A MAYOR IN ANTIOQUIA ON FRIDAY.";
        let scored = testing::score(score, json!({"text": text, "events": [event]}));
        for metric in ["relevance F1", "incident type F1", "perpetrator F1"] {
            assert_eq!(testing::figure(&scored, metric), 1.0, "{metric}: {:?}", scored.errors);
        }
    }
}
