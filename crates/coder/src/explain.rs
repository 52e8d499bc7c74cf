//! How an event came about, in words: for `annals explain`.

use std::fmt::Write;

use record::{CharIndex, Document, Event};

use crate::{
    candidate::{Candidate, Phrase},
    pipeline::Coded,
};

/// From sentence to record, for the event at index `at`.
pub(crate) fn explain(coded: &Coded, document: &Document, at: usize) -> String {
    let (candidate, event) = (&coded.candidates[at], &coded.events[at]);
    let text = CharIndex::new(&document.text);
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write_all(&mut out, coded, candidate, event, &text);
    out
}

fn write_all(
    out: &mut String,
    coded: &Coded,
    candidate: &Candidate,
    event: &Event,
    text: &CharIndex<'_>,
) -> std::fmt::Result {
    let sentence = &coded.analysis.sentences[candidate.sentence];
    writeln!(out, "sentence {}: {}", candidate.sentence, text.slice(sentence.span))?;
    tree(out, coded, candidate)?;
    writeln!(out, "proposals")?;
    for proposal in &candidate.proposals {
        let words = text.slice(sentence.span_of(proposal.trigger.clone()));
        writeln!(out, "  {} {} {:.3} by {}", words, proposal.kind, proposal.score, proposal.by)?;
    }
    writeln!(
        out,
        "chosen   {} {} “{}”, confidence {:.3}",
        event.kind,
        event.mode.join(","),
        event.trigger.text,
        event.confidence
    )?;
    writeln!(out, "status   {}{}", event.status, if event.historical { ", historical" } else { "" })?;
    phrases(out, coded, text, "actor", &candidate.actors)?;
    phrases(out, coded, text, "recipient", &candidate.recipients)?;
    if let Some(source) = &candidate.source {
        phrases(out, coded, text, "says", std::slice::from_ref(&source.source))?;
        phrases(out, coded, text, "via", &source.via)?;
    }
    if let Some(place) = &event.place {
        writeln!(
            out,
            "place    {} = {} ({}), {:?}",
            place.text,
            place.name,
            place.country.as_deref().unwrap_or("–"),
            place.precision
        )?;
    }
    if let Some(when) = &event.when {
        let day = |day: Option<jiff::civil::Date>| day.map_or("?".to_owned(), |day| day.to_string());
        writeln!(out, "when     {} = {} to {}", when.text, day(when.from), day(when.to))?;
    }
    for link in &event.links {
        writeln!(out, "link     {:?} {}", link.kind, link.event)?;
    }
    for evidence in &event.evidence {
        let score = evidence.score.map_or(String::new(), |score| format!(" {score:.3}"));
        writeln!(out, "evidence {} by {}{score}", evidence.field, evidence.by)?;
    }
    Ok(())
}

/// The words around the trigger with their tags and heads.
fn tree(out: &mut String, coded: &Coded, candidate: &Candidate) -> std::fmt::Result {
    let sentence = &coded.analysis.sentences[candidate.sentence];
    for (at, token) in sentence.tokens.iter().enumerate() {
        let mark = if candidate.trigger.contains(&at) { "»" } else { " " };
        let head = token.head.map_or("root".to_owned(), |head| format!("{}:{}", head + 1, sentence.tokens[head].form));
        let trigger = sentence.events.trigger(at);
        let (id, upos) = (at + 1, token.upos.name());
        writeln!(
            out,
            " {mark}{id:>3} {:<18} {upos:<6}{:<12}{head:<20} trigger {trigger:.2}",
            token.form, token.deprel
        )?;
    }
    Ok(())
}

fn phrases(out: &mut String, coded: &Coded, text: &CharIndex<'_>, role: &str, phrases: &[Phrase]) -> std::fmt::Result {
    for phrase in phrases {
        let entity = coded.entities.of(phrase).map_or(String::new(), |entity| {
            let kb = entity.kb.as_deref().map_or(String::new(), |kb| format!(", {kb}"));
            let sector = entity.sector.map_or("–", |sector| sector.name());
            format!(" = {} {} [{} {sector}{kb}]", entity.id, entity.name, entity.country.as_deref().unwrap_or("–"))
        });
        writeln!(out, "{role:<9}{}{entity}, by {}", text.slice(phrase.span), phrase.path)?;
    }
    Ok(())
}
