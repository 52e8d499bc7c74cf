//! The pipeline: every stage, in order.

use knowledge::Knowledge;
use language::{Analysis, Engine, EngineError};
use record::{CharIndex, CoderVersion, Document, Event, Record, SentenceSpan, Span};

use crate::{
    arbitrate, arguments, assemble, attribution, candidate::Candidate, confidence, content, counts, entities,
    entities::Entities, examples, explain, incidents, inherit, links, means, place, propose, sectors, status, when,
};

/// Name of the ontology in records.
const ONTOLOGY: &str = "plover-2021";

/// What went wrong while coding.
#[derive(Debug, thiserror::Error)]
pub enum CoderError {
    /// The data in `data/` is wrong.
    #[error("the knowledge has problems:\n{0}")]
    Knowledge(#[from] knowledge::Problems),
    /// The language engine failed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// No event has that id.
    #[error("the document has no event `{0}`; `annals code` lists the ids, from v1 to v{1}")]
    NoEvent(String, usize),
}

/// Codes documents. Immutable; one serves all threads.
#[derive(Debug)]
pub struct Coder {
    engine: Engine,
    knowledge: Knowledge,
    every_sentence: bool,
}

/// A document between its stages and its record.
pub(crate) struct Coded {
    pub analysis: Analysis,
    pub candidates: Vec<Candidate>,
    pub entities: Entities,
    pub events: Vec<Event>,
}

impl Coder {
    /// The coder with the knowledge and weights built in.
    pub fn embedded() -> Result<Self, CoderError> {
        Self::with_knowledge(Knowledge::embedded()?)
    }

    /// The coder with other knowledge.
    pub fn with_knowledge(knowledge: Knowledge) -> Result<Self, CoderError> {
        Ok(Self { engine: Engine::embedded(&knowledge)?, knowledge, every_sentence: false })
    }

    /// The same coder, which reads every sentence if `every`, else those that pass the gate in front of the encoder.
    #[must_use]
    pub fn reading_every_sentence(self, every: bool) -> Self {
        Self { every_sentence: every, ..self }
    }

    /// The language engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The knowledge.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Versions of all that decides the output.
    pub fn version(&self) -> CoderVersion {
        let model = if self.every_sentence { self.engine.model_hash().to_owned() } else { self.engine.gated_hash() };
        CoderVersion {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            ontology: ONTOLOGY.to_owned(),
            model: arguments::hash_with(&model),
            knowledge: self.knowledge.hash.clone(),
        }
    }

    /// Codes one document.
    pub fn code(&self, document: Document) -> Result<Record, CoderError> {
        Ok(self.code_analysed(document)?.0)
    }

    /// Codes one document, and gives the analysis that its record rests on.
    pub fn code_analysed(&self, document: Document) -> Result<(Record, Analysis), CoderError> {
        let Coded { analysis, entities, events, .. } = self.stages(&document)?;
        let boilerplate = boilerplate(&document);
        let spans = analysis.sentences.iter().map(|sentence| SentenceSpan {
            start: sentence.span.start,
            end: sentence.span.end,
            boilerplate: boilerplate.iter().any(|span| span.overlaps(sentence.span)),
        });
        let mut record = Record::new(self.version(), document);
        record.sentences = spans.collect();
        record.entities = entities.list;
        record.events = events;
        Ok((record, analysis))
    }

    /// How one event came about: sentence, tree, proposals, arguments, status, place and time.
    pub fn explain(&self, document: &Document, id: &str) -> Result<String, CoderError> {
        let coded = self.stages(document)?;
        match coded.events.iter().position(|event| event.id == id) {
            Some(at) => Ok(explain::explain(&coded, document, at)),
            None => Err(CoderError::NoEvent(id.to_owned(), coded.events.len())),
        }
    }

    /// Runs the examples of the trigger patterns; what comes out wrong is a problem.
    pub fn check_examples(&self) -> Result<knowledge::Problems, CoderError> {
        Ok(examples::check(&self.engine, &self.knowledge)?)
    }

    fn stages(&self, document: &Document) -> Result<Coded, CoderError> {
        let analysis = self.analyse(document)?;
        let mut candidates = self.candidates(&analysis, document);
        let text = CharIndex::new(&document.text);
        let mut entities = entities::resolve(&analysis, &self.knowledge, &text, document.published, &candidates);
        sectors::imply(&mut entities, &candidates);
        let incidents = incidents::group(&analysis, &entities, &candidates);
        incidents::share(&incidents, &mut candidates);
        means::share(&self.knowledge, &incidents, &mut candidates);
        let events = self.events(&analysis, document, &entities, &candidates, &incidents);
        Ok(Coded { analysis, candidates, entities, events })
    }

    fn analyse(&self, document: &Document) -> Result<Analysis, EngineError> {
        let (text, published) = (&document.text, document.published);
        if self.every_sentence {
            return self.engine.analyse(text, published);
        }
        self.engine.analyse_passing(text, published)
    }

    /// The stages that look at one sentence or at quotations: from proposals to candidates.
    fn candidates(&self, analysis: &Analysis, document: &Document) -> Vec<Candidate> {
        let proposals = propose::propose(analysis, &self.knowledge);
        let mut candidates = arbitrate::arbitrate(analysis, proposals, &self.knowledge, &boilerplate(document));
        arguments::fill(analysis, &self.knowledge, &mut candidates);
        status::decide(analysis, &self.knowledge, document.published, &mut candidates);
        attribution::attribute(analysis, &self.knowledge, &mut candidates);
        content::find(analysis, &mut candidates);
        means::name(&analysis.sentences, &self.knowledge, &mut candidates);
        candidates.sort_by_key(|candidate| (candidate.sentence, candidate.trigger.start, candidate.trigger.end));
        arguments::carried::carry(analysis, &mut candidates);
        candidates
    }

    /// The stages that look at the whole document: place, time, figures, links.
    fn events(
        &self,
        analysis: &Analysis,
        document: &Document,
        entities: &Entities,
        candidates: &[Candidate],
        incidents: &[usize],
    ) -> Vec<Event> {
        let links = links::find(analysis, candidates);
        let text = CharIndex::new(&document.text);
        let context = assemble::Context { text, analysis, knowledge: &self.knowledge, entities };
        let hints = entities::country_hints(analysis, &self.knowledge);
        let places = place::Context::new(analysis, &self.knowledge, &context.text, hints);
        let days = when::Context::new(analysis, &self.knowledge.times, document.published, candidates);
        let found = |(at, candidate): (usize, &Candidate)| assemble::Findings {
            incident: incidents[at],
            place: places.find(candidate),
            when: days.interval(candidate),
            counts: counts::find(analysis, &context.text, candidate),
            links: links[at].clone(),
            confidence: confidence::score(analysis, candidate),
        };
        let mut findings: Vec<assemble::Findings> = candidates.iter().enumerate().map(found).collect();
        inherit::inherit(&days, &mut findings);
        let pairs = candidates.iter().zip(findings).enumerate();
        pairs.map(|(at, (candidate, findings))| assemble::event(&context, at, candidate, findings)).collect()
    }
}

fn boilerplate(document: &Document) -> Vec<Span> {
    document.boilerplate.iter().map(|part| Span::new(part.start, part.end)).collect()
}
