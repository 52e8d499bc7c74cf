//! How likely a named place is that of an act: a logistic regression.

use std::collections::HashMap;

use language::{Analysis, Name, NameKind, Role, Sentence};
use record::{CharIndex, EventType, Quad};

use super::Context;
use crate::{
    arguments::{odds, sigmoid},
    candidate::Candidate,
};

/// Words before a name that make it a place of the act.
const LOCATIVE: [&str; 12] =
    ["in", "at", "near", "outside", "around", "across", "inside", "on", "over", "throughout", "from", "to"];

/// Number of [`features`].
pub(super) const FEATURES: usize = 13;

/// Constant, fitted as [`WEIGHTS`].
const BIAS: f64 = -1.07;
/// Weights of [`features`], fitted on annotated articles held out of training (`training/fit_coder.py`).
const WEIGHTS: [f64; FEATURES] = [0.37, 0.65, 0.62, 0.45, 0.59, 0.57, 0.27, 0.58, -0.9, 0.02, 4.18, 0.01, -0.38];

/// A name of a location: its sentence, and its index among the names there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Site {
    pub sentence: usize,
    pub index: usize,
}

impl Site {
    /// The name itself.
    pub fn name(self, analysis: &Analysis) -> &Name {
        &analysis.sentences[self.sentence].names[self.index]
    }
}

/// The probability that a name with these features is the place.
pub(super) fn weigh(features: &[f64; FEATURES]) -> f64 {
    sigmoid(BIAS + features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum::<f64>())
}

/// Whether the act governs the name behind a preposition of place, as [`features`] says.
pub(super) fn is_governed(features: &[f64; FEATURES]) -> bool {
    features[2] > 0.0
}

/// What the regression weighs: log odds of the model's place role, whether it stands in the act's sentence, there governed by the
/// act behind a preposition of place, there behind such a preposition, in another sentence behind one, how far before, how far
/// after, whether it is the dateline or stands in the first sentence, whether it names a country, its share of the places
/// named, whether the act is one of words, and whether one of words stands in its sentence.
pub(super) fn features(context: &Context<'_>, candidate: &Candidate, site: Site) -> [f64; FEATURES] {
    let Context { analysis, knowledge, text, counts, .. } = context;
    let (sentence, name) = (&analysis.sentences[site.sentence], site.name(analysis));
    let words = text.slice(name.span);
    let own = site.sentence == candidate.sentence;
    let flag = |holds: bool| f64::from(u8::from(holds));
    let role = |word: usize| {
        let at = (candidate.sentence, candidate.head);
        f64::from(analysis.role(Role::Place, at, (site.sentence, word)))
    };
    let top = top(sentence, name);
    let locative = top.is_some_and(|top| is_locative(sentence, top));
    let governed = own && locative && top.is_some_and(|top| sentence.dominates(candidate.head, top));
    let before = candidate.sentence.saturating_sub(site.sentence) as f64;
    let after = site.sentence.saturating_sub(candidate.sentence) as f64;
    let verbal = is_verbal(candidate.kind);
    [
        odds(name.tokens.clone().map(role).fold(0.0, f64::max)),
        flag(own),
        flag(governed),
        flag(own && locative),
        flag(!own && locative),
        before.ln_1p(),
        after.ln_1p(),
        flag(site.sentence == 0),
        flag(is_dateline(sentence, name)),
        flag(knowledge.countries.lookup(words).is_some()),
        counts.share(words),
        flag(verbal),
        flag(verbal && own),
    ]
}

/// Whether an act is one of words, which are said of a place as often as in it; one meets somewhere.
pub(super) fn is_verbal(kind: EventType) -> bool {
    matches!(kind.quad(), Quad::VerbalCooperation | Quad::VerbalConflict) && kind != EventType::Consult
}

/// The word of the name that hangs from outside it.
fn top(sentence: &Sentence, name: &Name) -> Option<usize> {
    name.tokens.clone().find(|&at| sentence.tokens[at].head.is_none_or(|head| !name.tokens.contains(&head)))
}

/// Whether a preposition of place introduces the name, or the noun that it is the name of ("in the capital Belgrade").
fn is_locative(sentence: &Sentence, top: usize) -> bool {
    let introduced = |at: usize| {
        sentence.children_by(at, "case").any(|at| LOCATIVE.contains(&sentence.tokens[at].form.to_lowercase().as_str()))
    };
    let token = &sentence.tokens[top];
    let noun = token.head.filter(|&noun| noun < top && ["appos", "flat", "compound"].contains(&token.relation()));
    introduced(top) || noun.is_some_and(introduced)
}

/// A name that opens a sentence and is cut off by a dash, a bracket or a comma ("BAGHDAD —", "Paris (AFP)").
fn is_dateline(sentence: &Sentence, name: &Name) -> bool {
    let next = sentence.tokens.get(name.tokens.end).map(|token| token.form.as_str());
    name.tokens.start == 0 && next.is_some_and(|form| ["—", "–", "-", "--", "(", ",", ":"].contains(&form))
}

/// How often each location is named in a document.
#[derive(Debug, Default)]
pub struct Counts<'t> {
    by_name: HashMap<&'t str, f64>,
    all: f64,
}

impl<'t> Counts<'t> {
    /// Counts the names of locations.
    pub fn of(analysis: &Analysis, text: &CharIndex<'t>) -> Self {
        let mut counts = Self::default();
        let names = analysis.sentences.iter().flat_map(|sentence| &sentence.names);
        for name in names.filter(|name| name.kind == NameKind::Location) {
            *counts.by_name.entry(text.slice(name.span)).or_default() += 1.0;
            counts.all += 1.0;
        }
        counts
    }

    /// The share of a name among all names of locations.
    fn share(&self, name: &str) -> f64 {
        self.by_name.get(name).map_or(0.0, |count| count / self.all)
    }
}
