//! What the engine says of a text: tokens in trees, names, mention heads, and the event heads' scores.

use std::ops::Range;

use record::Span;

use crate::{EventScores, Quantity, TimeExpression, time::Distance};

/// Everything the engine says of one document.
#[derive(Debug, Clone, Default)]
pub struct Analysis {
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Time expressions, in order.
    pub times: Vec<TimeExpression>,
    /// Lengths of time that tie an act to another, in order.
    pub distances: Vec<Distance>,
    /// Quantities, in order.
    pub quantities: Vec<Quantity>,
}

/// One sentence with its tree.
#[derive(Debug, Clone, Default)]
pub struct Sentence {
    /// Where it stands in the document.
    pub span: Span,
    /// Its syntactic words, in order.
    pub tokens: Vec<Token>,
    /// Orthographic words made of several syntactic words ("don't", "Iraq's").
    pub multiwords: Vec<MultiWord>,
    /// Proper names, in order, not overlapping.
    pub names: Vec<Name>,
    /// Heads of mentions of persons, organisations, places and so on, named or not.
    pub mentions: Vec<Mention>,
    /// What the event heads of the model say; empty before the model has run.
    pub events: EventScores,
}

/// One syntactic word.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Token {
    /// Where it stands in the document.
    pub span: Span,
    /// The word as written.
    pub form: String,
    /// Its dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: String,
    /// Index of its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// UD relation with subtype (`nsubj:pass`).
    pub deprel: String,
}

impl Token {
    /// The UD relation without its subtype.
    pub fn relation(&self) -> &str {
        self.deprel.split(':').next().unwrap_or_default()
    }
}

/// An orthographic word of several syntactic words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MultiWord {
    /// Its syntactic words.
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// The word as written.
    pub form: String,
}

/// Universal parts of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(missing_docs, reason = "the tags of Universal Dependencies")]
pub enum Upos {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    #[default]
    X,
}

impl Upos {
    /// Every tag, in alphabetical order.
    pub const ALL: [Upos; 17] = [
        Upos::Adj,
        Upos::Adp,
        Upos::Adv,
        Upos::Aux,
        Upos::Cconj,
        Upos::Det,
        Upos::Intj,
        Upos::Noun,
        Upos::Num,
        Upos::Part,
        Upos::Pron,
        Upos::Propn,
        Upos::Punct,
        Upos::Sconj,
        Upos::Sym,
        Upos::Verb,
        Upos::X,
    ];

    /// The tag as CoNLL-U writes it.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 17] = [
            "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT",
            "SCONJ", "SYM", "VERB", "X",
        ];
        NAMES[self as usize]
    }

    /// The tag of a CoNLL-U name.
    pub fn parse(name: &str) -> Option<Upos> {
        Upos::ALL.into_iter().find(|tag| tag.name() == name)
    }

    /// Noun or proper noun.
    pub fn is_nominal(self) -> bool {
        matches!(self, Upos::Noun | Upos::Propn)
    }
}

/// A proper name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Where it stands in the document.
    pub span: Span,
    /// What it names.
    pub kind: NameKind,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, armed group, government body, outlet.
    Organisation,
    /// A country, city, region, building, natural feature.
    Location,
    /// Anything else: events, laws, nationalities, works.
    Other,
}

/// The head word of a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// Index of the head token.
    pub head: usize,
    /// What is mentioned.
    pub class: MentionClass,
}

/// What a mention mentions (classes of GUM).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MentionClass {
    /// One person or several.
    Person,
    /// Organisation, government, company.
    Organization,
    /// Place.
    Place,
    /// Object, plant, animal, substance.
    Object,
    /// Event.
    Event,
    /// Time.
    Time,
    /// Abstraction.
    Abstract,
}
