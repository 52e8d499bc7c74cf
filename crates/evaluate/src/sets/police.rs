//! What police did, sentence by sentence (IndiaPoliceEvents; Halterman et al. 2021): killing, arrests, force.

use record::{Event, EventType, Record, Status};

use super::{
    part::{Part, Scored, Tally, sums},
    standoff::{Span, Text},
    truecase,
};
use crate::EvaluateError;

/// The questions, in the order of tallies, with the F1 of the authors' keyword lists.
const QUESTIONS: [(&str, &str, f64); 3] =
    [("KILL", "KILL F1", 0.503), ("ARREST", "ARREST F1", 0.473), ("FORCE", "FORCE F1", 0.660)];
/// Words for police in actors whose sector is not known.
const POLICE: [&str; 6] = ["police", "cop", "constable", "inspector", "crpf", "srp"];
/// Triggers that mean death, by their beginning.
const DEATH: [&str; 5] = ["kill", "dead", "death", "died", "gunned"];

/// F1 over sentences for each question.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (tallies, errors) = part.each(|text| {
        let (record, _) = part.code_as(text, truecase::restore(part.job.coder, &text.text)?)?;
        let scored = text.spans_of("sentence").map(|sentence| of_sentence(text, sentence, &record));
        let (tallies, errors): (Vec<_>, Vec<_>) = scored.unzip();
        Ok((sums(&tallies), errors.concat()))
    })?;
    let figures = sums(&tallies).into_iter().zip(QUESTIONS);
    let figures =
        figures.map(|(tally, (_, metric, peer))| (metric, tally.f1(), Some(("keyword list", peer)))).collect();
    Ok(Scored { figures, errors })
}

fn of_sentence(text: &Text, sentence: &Span, record: &Record) -> ([Tally; 3], Vec<String>) {
    let inside = |event: &&Event| (sentence.start..sentence.end).contains(&event.trigger.start);
    let answers: Vec<[bool; 3]> = record.events.iter().filter(inside).map(|event| answers(event, record)).collect();
    let labels = sentence.more.get("labels").and_then(|labels| labels.as_array());
    let mut errors = Vec::new();
    let tallies = std::array::from_fn(|at| {
        let (question, _, _) = QUESTIONS[at];
        let wanted = labels.is_some_and(|labels| labels.iter().any(|label| label == question));
        let found = answers.iter().any(|answers| answers[at]);
        if found != wanted {
            let what = if wanted { "missed" } else { "spurious" };
            errors.push(format!("{} {what} {question}: {}", text.id, text.slice(sentence.start, sentence.end)));
        }
        Tally::of(found, wanted)
    });
    (tallies, errors)
}

/// Whether an event answers each question: police arrest where nobody else is named, but kill only where they are.
fn answers(event: &Event, record: &Record) -> [bool; 3] {
    let happened = event.status == Status::Actual;
    let is_police = event.actors.iter().any(|actor| {
        let words = actor.text.to_lowercase();
        let entity = record.entities.iter().find(|entity| entity.id == actor.entity);
        POLICE.iter().any(|word| words.contains(word))
            || entity.is_some_and(|it| it.sector == Some(record::Sector::Cop))
    });
    let force = happened && event.kind == EventType::Assault && is_police;
    let trigger = event.trigger.text.to_lowercase();
    let is_deadly = event.deaths.is_some() || DEATH.iter().any(|word| trigger.starts_with(word));
    let is_arrest = event.kind == EventType::Coerce && event.mode.iter().any(|mode| mode == "arrest");
    [force && is_deadly, happened && is_arrest && (is_police || event.actors.is_empty()), force]
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sets::part::testing::{self, span};

    #[test]
    fn sentences_answer_for_themselves() {
        let text = "police arrested nine men in surat. a mob burned shops.";
        let mut arrest = span(text, "police arrested nine men in surat.", "s0", "sentence");
        arrest["labels"] = json!(["ARREST"]);
        let other = span(text, "a mob burned shops.", "s1", "sentence");
        let scored = testing::score(score, json!({"text": text, "spans": [arrest, other]}));
        assert_eq!(testing::figure(&scored, "ARREST F1"), 1.0);
        assert!(scored.errors.is_empty(), "{:?}", scored.errors);
    }
}
