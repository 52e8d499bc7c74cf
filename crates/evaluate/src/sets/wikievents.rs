//! Bombings, attacks and trials (WikiEvents; Li et al. 2021): triggers with their types, and participants by their heads.

use record::EventType;

use super::{
    part::{Part, Scored, Tally},
    triggers,
};
use crate::EvaluateError;

/// The types that [`plover`] leads to.
const REACHED: [EventType; 9] = [
    EventType::Assault,
    EventType::Protest,
    EventType::Coerce,
    EventType::Accuse,
    EventType::Sanction,
    EventType::Retreat,
    EventType::Threaten,
    EventType::Request,
    EventType::Consult,
];

/// F1 of triggers with types, and of participants of the events found.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        let (record, analysis) = part.code(text)?;
        let outcome = triggers::compare(text, &record, &analysis, plover, &REACHED);
        Ok(((outcome.triggers, outcome.participants), outcome.errors))
    })?;
    let (triggers, participants): (Vec<Tally>, Vec<Tally>) = tallies.into_iter().unzip();
    let figures = vec![
        ("trigger and type F1", triggers.into_iter().sum::<Tally>().f1(), None),
        ("participant head F1", participants.into_iter().sum::<Tally>().f1(), None),
    ];
    Ok(Scored { figures, errors })
}

/// The PLOVER type of a KAIROS type; deaths and injuries may have any cause and have none.
fn plover(kind: &str) -> Option<EventType> {
    let stem = kind.rsplit_once('.').map_or(kind, |(stem, _)| stem);
    Some(match stem {
        "Conflict.Attack" => EventType::Assault,
        "Conflict.Demonstrate" => EventType::Protest,
        "Justice.ArrestJailDetain" => EventType::Coerce,
        "Justice.ChargeIndict" | "Justice.InvestigateCrime" | "Justice.TrialHearing" => EventType::Accuse,
        "Justice.Convict" | "Justice.Sentence" => EventType::Sanction,
        "Justice.ReleaseParole" => EventType::Retreat,
        "Contact.ThreatenCoerce" => EventType::Threaten,
        "Contact.RequestCommand" => EventType::Request,
        "Contact.Contact" if kind.ends_with("Meet") => EventType::Consult,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn all_mapped_types_are_reached() {
        for kind in ["Conflict.Attack.DetonateExplode", "Contact.Contact.Meet", "Justice.Sentence.Unspecified"] {
            assert!(plover(kind).is_some_and(|kind| REACHED.contains(&kind)), "{kind}");
        }
        assert_eq!(plover("Life.Die.Unspecified"), None);
        assert_eq!(plover("Contact.Contact.Broadcast"), None);
    }

    #[test]
    fn triggers_and_participants_are_compared() {
        let text = "Police arrested the bomber.";
        let spans = [
            span(text, "arrested", "e", "event"),
            span(text, "Police", "p", "entity"),
            span(text, "the bomber", "b", "entity"),
        ];
        let args = json!({"Jailer": ["p"], "Detainee": ["b"]});
        let event = json!({"type": "Justice.ArrestJailDetain.Unspecified", "trigger": "e", "args": args});
        let scored = testing::score(score, json!({"text": text, "spans": spans, "events": [event]}));
        assert_eq!(scored.figures.iter().map(|figure| figure.1).collect::<Vec<_>>(), [1.0, 1.0], "{:?}", scored.errors);
    }
}
