//! What travels through the pipeline: proposals of the two proposers, then one candidate per event mention.

use std::ops::Range;

use record::{EventType, Evidence, Span, Status};

/// A trigger as one proposer sees it.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// Index of the sentence.
    pub sentence: usize,
    /// Tokens of the trigger ("shot down").
    pub trigger: Range<usize>,
    /// How special the pattern is: the words of its entry, and one more for conditions; 1 for the model.
    pub special: usize,
    /// The trigger's syntactic head token.
    pub head: usize,
    /// Type proposed.
    pub kind: EventType,
    /// Modes proposed.
    pub modes: Vec<String>,
    /// Contexts proposed.
    pub contexts: Vec<String>,
    /// Who proposes: `pattern:ID` or `model`.
    pub by: String,
    /// How sure, 0 to 1: the model's probability or the pattern's weight.
    pub score: f64,
    /// Heads of the phrases that a pattern binds to roles; empty for the model.
    pub bound: Bound,
}

/// Head tokens that a pattern binds to roles.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    /// Heads of actor phrases.
    pub actors: Vec<usize>,
    /// Heads of recipient phrases.
    pub recipients: Vec<usize>,
}

/// A phrase that fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Index of its sentence.
    pub sentence: usize,
    /// Its head token.
    pub head: usize,
    /// Its tokens: the name or noun phrase with what identifies it, without relative clauses and trailing modifiers.
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// How it was reached, for `annals explain` ("nsubj of killed", "role head .93").
    pub path: String,
}

/// Who says so.
#[derive(Debug, Clone)]
pub struct SourcePhrase {
    /// Whoever answers for the claim.
    pub source: Phrase,
    /// The attributing word ("said"), as sentence and token.
    pub cue: Option<(usize, usize)>,
    /// Who passed it on.
    pub via: Vec<Phrase>,
}

/// One event mention on its way through the pipeline.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index of the sentence.
    pub sentence: usize,
    /// Tokens of the trigger.
    pub trigger: Range<usize>,
    /// The trigger's syntactic head token.
    pub head: usize,
    /// Verbs of the harm that it did ("killed in a clash"), which are no acts of their own.
    pub outcomes: Vec<usize>,
    /// Type.
    pub kind: EventType,
    /// Modes.
    pub modes: Vec<String>,
    /// Contexts.
    pub contexts: Vec<String>,
    /// Status.
    pub status: Status,
    /// Whether it lies clearly outside the reported situation.
    pub historical: bool,
    /// Who did it.
    pub actors: Vec<Phrase>,
    /// To whom.
    pub recipients: Vec<Phrase>,
    /// Who says so.
    pub source: Option<SourcePhrase>,
    /// What a speech act is about.
    pub content: Option<Phrase>,
    /// Phrase that names the place in the trigger's own sentence, where there is one.
    pub place: Option<Phrase>,
    /// Index into [`language::Analysis::times`] of the time that applies, where there is one.
    pub time: Option<usize>,
    /// The proposals behind it.
    pub proposals: Vec<Proposal>,
    /// What decided which field.
    pub evidence: Vec<Evidence>,
    /// Raw score before calibration, 0 to 1.
    pub score: f64,
}

impl Candidate {
    /// A candidate at one token with nothing decided yet.
    pub fn at(sentence: usize, head: usize, kind: EventType) -> Self {
        Self {
            sentence,
            trigger: head..head + 1,
            head,
            outcomes: Vec::new(),
            kind,
            modes: Vec::new(),
            contexts: Vec::new(),
            status: Status::Actual,
            historical: false,
            actors: Vec::new(),
            recipients: Vec::new(),
            source: None,
            content: None,
            place: None,
            time: None,
            proposals: Vec::new(),
            evidence: Vec::new(),
            score: 1.0,
        }
    }
}
