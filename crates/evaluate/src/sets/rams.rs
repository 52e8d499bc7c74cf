//! One event a text of general news (RAMS; Ebner et al. 2020): the type at the trigger given, and participants by their heads.

use record::EventType;

use super::{
    part::{Part, Scored, Tally},
    triggers,
};
use crate::EvaluateError;

/// Share of the triggers of clear types that are found with the type, and F1 of the participants of those. Other events of a
/// text are not annotated, so there is no precision.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        if !text.events.iter().any(|event| plover(&event.kind).is_some()) {
            return Ok(((Tally::default(), Tally::default()), Vec::new()));
        }
        let (record, analysis) = part.code(text)?;
        let outcome = triggers::compare(text, &record, &analysis, plover, &[]);
        Ok(((outcome.triggers, outcome.participants), outcome.errors))
    })?;
    let (triggers, participants): (Vec<Tally>, Vec<Tally>) = tallies.into_iter().unzip();
    let [_, recall, _] = triggers.into_iter().sum::<Tally>().scores();
    let figures = vec![
        ("trigger and type recall", recall, None),
        ("participant head F1", participants.into_iter().sum::<Tally>().f1(), None),
    ];
    Ok(Scored { figures, errors })
}

/// The PLOVER type of an AIDA type, where that is clear.
fn plover(kind: &str) -> Option<EventType> {
    let parts: Vec<&str> = kind.split('.').collect();
    let [kind, subtype, detail] = parts.as_slice() else { return None };
    Some(match (*kind, *subtype, *detail) {
        (_, _, "embargosanction") => EventType::Sanction,
        (_, _, "giftgrantprovideaid" | "grantentryasylum" | "evacuationrescue") => EventType::Aid,
        (_, _, "deathcausedbyviolentevents" | "injurycausedbyviolentevents") => EventType::Assault,
        ("conflict", "attack", detail) if detail != "stealrobhijack" => EventType::Assault,
        ("conflict", "demonstrate", _) => EventType::Protest,
        ("conflict", "yield", _) => EventType::Retreat,
        ("contact", "discussion" | "negotiate", "meet") => EventType::Consult,
        ("contact", "requestadvise" | "commandorder", _) => EventType::Request,
        ("contact", "threatencoerce", _) => EventType::Threaten,
        ("government", "agreements", "acceptagreementcontractceasefire") => EventType::Agree,
        ("justice", "arrestjaildetain", _) => EventType::Coerce,
        ("justice", "initiatejudicialprocess" | "investigate", _) => EventType::Accuse,
        ("justice", "judicialconsequences", "convict") => EventType::Sanction,
        ("justice", "judicialconsequences", "extradite") => EventType::Cooperate,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn types_map_where_they_are_clear() {
        assert_eq!(plover("conflict.attack.bombing"), Some(EventType::Assault));
        assert_eq!(plover("conflict.attack.stealrobhijack"), None);
        assert_eq!(plover("transaction.transfermoney.embargosanction"), Some(EventType::Sanction));
        assert_eq!(plover("life.die.n/a"), None);
    }

    #[test]
    fn other_events_of_a_text_are_left_alone() {
        let text = "Rebels bombed a bridge. Police arrested a driver.";
        let spans = [span(text, "bombed", "e", "event"), span(text, "Rebels", "r", "argument")];
        let event = json!({"type": "conflict.attack.bombing", "trigger": "e", "args": {"attacker": ["r"]}});
        let scored = testing::score(score, json!({"text": text, "spans": spans, "events": [event]}));
        assert_eq!(testing::figure(&scored, "trigger and type recall"), 1.0);
        assert!(scored.errors.is_empty(), "{:?}", scored.errors);
    }
}
