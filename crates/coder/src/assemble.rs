//! From candidates and what later stages found to the events of the record contract.

use knowledge::Knowledge;
use language::Analysis;
use record::{
    Argument, Attribution, Casualties, CharIndex, Content, Count, Event, Interval, Link, LinkKind, Place, Trigger,
};

use crate::{
    candidate::{Candidate, Phrase, SourcePhrase},
    counts::Counts,
    entities::Entities,
};

/// What the document stages found for one candidate.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// Number of its incident, from 1.
    pub incident: usize,
    /// Where.
    pub place: Option<Place>,
    /// When.
    pub when: Option<Interval>,
    /// Deaths, injured, acts.
    pub counts: Counts,
    /// Ties to other candidates.
    pub links: Vec<(LinkKind, usize)>,
    /// Calibrated probability.
    pub confidence: f64,
}

/// What all events of a document share.
pub struct Context<'a> {
    /// The document's text.
    pub text: CharIndex<'a>,
    /// Its analysis.
    pub analysis: &'a Analysis,
    /// The knowledge.
    pub knowledge: &'a Knowledge,
    /// Its participants.
    pub entities: &'a Entities,
}

/// The event of the candidate with index `at`.
pub fn event(context: &Context<'_>, at: usize, candidate: &Candidate, findings: Findings) -> Event {
    let ontology = &context.knowledge.ontology;
    let sentence = &context.analysis.sentences[candidate.sentence];
    let span = sentence.span_of(candidate.trigger.clone());
    let Counts { deaths, injured, count } = findings.counts;
    let content = candidate.content.as_ref().map(|phrase| content(context, phrase, &findings.links));
    Event {
        id: id(at),
        incident: format!("i{}", findings.incident),
        kind: candidate.kind,
        mode: candidate.modes.clone(),
        context: candidate.contexts.clone(),
        cameo: ontology.cameo(candidate.kind, &candidate.modes, &candidate.contexts).map(str::to_owned),
        quad: candidate.kind.quad(),
        score: ontology.score(candidate.kind, &candidate.modes),
        status: candidate.status,
        historical: candidate.historical,
        trigger: Trigger { start: span.start, end: span.end, text: context.text.slice(span).to_owned() },
        sentence: candidate.sentence,
        actors: arguments(context, &candidate.actors),
        recipients: recipients(context, candidate),
        attributed_to: candidate.source.as_ref().map(|source| attribution(context, source)),
        attribution_verb: candidate.source.as_ref().and_then(|source| source.cue).map(|(sentence, token)| {
            context.text.slice(context.analysis.sentences[sentence].tokens[token].span).to_owned()
        }),
        content,
        place: findings.place,
        when: findings.when,
        deaths: deaths.filter(has_figure),
        injured: injured.filter(has_figure),
        count: count.filter(|count: &Count| count.min.or(count.max).is_some()),
        links: findings.links.iter().map(|&(kind, other)| Link { kind, event: id(other) }).collect(),
        evidence: candidate.evidence.clone(),
        confidence: (findings.confidence * 1000.0).round() / 1000.0,
    }
}

/// Id of the event at an index.
pub fn id(at: usize) -> String {
    format!("v{}", at + 1)
}

fn has_figure(casualties: &Casualties) -> bool {
    casualties.min.or(casualties.max).is_some()
}

fn arguments(context: &Context<'_>, phrases: &[Phrase]) -> Vec<Argument> {
    let mut arguments: Vec<Argument> = Vec::new();
    for phrase in phrases {
        if let Some(entity) = context.entities.of(phrase)
            && arguments.iter().all(|argument| argument.entity != entity.id)
        {
            let (start, end) = (phrase.span.start, phrase.span.end);
            let text = context.text.slice(phrase.span).to_owned();
            arguments.push(Argument { entity: entity.id.clone(), start, end, text });
        }
    }
    arguments
}

/// The recipients that are not the actors themselves: nobody acts upon himself.
fn recipients(context: &Context<'_>, candidate: &Candidate) -> Vec<Argument> {
    let actors = arguments(context, &candidate.actors);
    let mut recipients = arguments(context, &candidate.recipients);
    recipients.retain(|recipient| actors.iter().all(|actor| actor.entity != recipient.entity));
    recipients
}

fn attribution(context: &Context<'_>, source: &SourcePhrase) -> Attribution {
    let words = |phrase: &Phrase| context.text.slice(phrase.span).to_owned();
    Attribution {
        entity: context.entities.of(&source.source).map(|entity| entity.id.clone()),
        text: words(&source.source),
        start: source.source.span.start,
        end: source.source.span.end,
        via: source.via.iter().map(words).collect(),
    }
}

fn content(context: &Context<'_>, phrase: &Phrase, links: &[(LinkKind, usize)]) -> Content {
    let event = links.iter().find(|(kind, _)| *kind == LinkKind::Content).map(|&(_, other)| id(other));
    let (start, end) = (phrase.span.start, phrase.span.end);
    Content { text: context.text.slice(phrase.span).to_owned(), start, end, event }
}
