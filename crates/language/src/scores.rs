//! What the event heads of the model say: per word, and between words of neighbouring sentences.

use std::sync::Arc;

use crate::{Analysis, Sentence};

/// Roles of the model's role head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Who did it.
    Actor,
    /// To whom.
    Recipient,
    /// Who says so.
    Source,
    /// Where.
    Place,
    /// When.
    Time,
    /// Who makes the claim that a cue word introduces.
    Speaker,
}

impl Role {
    /// Every role, in the model's order.
    pub const ALL: [Role; 6] = [Role::Actor, Role::Recipient, Role::Source, Role::Place, Role::Time, Role::Speaker];
}

/// Number of classes of the trigger head: none, then [`record::EventType::ALL`].
pub const TRIGGER_CLASSES: usize = 17;

/// What the event heads say of one sentence. All are probabilities; all outer indices are tokens.
#[derive(Debug, Clone, Default)]
pub struct EventScores {
    /// Per token: no trigger, then the 16 types in the order of [`record::EventType::ALL`]; sums to 1.
    pub triggers: Vec<[f32; TRIGGER_CLASSES]>,
    /// Per token, should it be a trigger: status in the order of [`record::Status::ALL`]; sums to 1.
    pub status: Vec<[f32; 4]>,
    /// Per token, should it be a trigger: whether the act is historical.
    pub historical: Vec<f32>,
    /// Per token, should it be a trigger: probabilities of the labels of [`EventScores::mode_labels`]; sums to 1.
    pub modes: Vec<Vec<f32>>,
    /// Labels of `modes`: the empty string (no mode), then `TYPE/mode`.
    pub mode_labels: Arc<[String]>,
    /// Per token: outside, first word, further word of whoever makes a claim; sums to 1.
    pub sources: Vec<[f32; 3]>,
    /// Per token: outside, first word, further word of a claim's cue; sums to 1.
    pub cues: Vec<[f32; 3]>,
    /// Where the sentence's tokens lie in windows of the model: one part, more where it is very long.
    pub(crate) parts: Vec<Part>,
}

/// A run of a sentence's tokens within a window.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    /// First token.
    pub start: usize,
    /// Number of tokens.
    pub len: usize,
    /// Index of the first token in the window.
    pub offset: usize,
    /// What the model says of pairs of words of the window.
    pub pairs: Arc<Pairs>,
}

/// Scores of pairs of words in one window, as logits.
#[derive(Debug, Clone)]
pub(crate) struct Pairs {
    /// Words of the window.
    pub words: usize,
    /// `[trigger][role][word]`
    pub roles: Vec<f32>,
    /// `[word][nobody, then word]`: what a word refers to.
    pub antecedents: Vec<f32>,
}

/// Logit of a role between words that the model was not asked about.
const UNLIKELY: f32 = -4.0;

impl EventScores {
    /// Scores of a sentence in which nothing happens, for hand-made sentences.
    pub fn quiet(tokens: usize) -> Self {
        let mut none = [0.0; TRIGGER_CLASSES];
        none[0] = 1.0;
        let pairs = Pairs {
            words: tokens,
            roles: vec![UNLIKELY; Role::ALL.len() * tokens * tokens],
            antecedents: vec![0.0; tokens * (tokens + 1)],
        };
        Self {
            triggers: vec![none; tokens],
            status: vec![[0.25; 4]; tokens],
            historical: vec![0.0; tokens],
            modes: vec![Vec::new(); tokens],
            mode_labels: Arc::default(),
            sources: vec![[1.0, 0.0, 0.0]; tokens],
            cues: vec![[1.0, 0.0, 0.0]; tokens],
            parts: vec![Part { start: 0, len: tokens, offset: 0, pairs: Arc::new(pairs) }],
        }
    }

    /// Sets the probability of a role, for hand-made sentences.
    pub fn set_role(&mut self, role: Role, trigger: usize, word: usize, probability: f32) {
        if let Some(part) = self.parts.first_mut() {
            let index = part.pairs.index(part.offset + trigger, role, part.offset + word);
            Arc::make_mut(&mut part.pairs).roles[index] = (probability / (1.0 - probability)).ln();
        }
    }

    /// Probability that `word` belongs to the mention filling `role` of the event at `trigger`; 0 before the model has run.
    pub fn role(&self, role: Role, trigger: usize, word: usize) -> f32 {
        let part = self.part(trigger).filter(|part| part.holds(word));
        part.map_or(0.0, |part| part.pairs.role(part.place(trigger), role, part.place(word)))
    }

    /// Probability that the token is a trigger of any type; 0 before the model has run.
    pub fn trigger(&self, token: usize) -> f32 {
        self.triggers.get(token).map_or(0.0, |p| 1.0 - p[0])
    }

    fn part(&self, token: usize) -> Option<&Part> {
        self.parts.iter().find(|part| part.holds(token))
    }
}

impl Part {
    fn holds(&self, token: usize) -> bool {
        (self.start..self.start + self.len).contains(&token)
    }

    fn place(&self, token: usize) -> usize {
        self.offset + token - self.start
    }
}

impl Pairs {
    fn index(&self, trigger: usize, role: Role, word: usize) -> usize {
        (trigger * Role::ALL.len() + role as usize) * self.words + word
    }

    fn role(&self, trigger: usize, role: Role, word: usize) -> f32 {
        self.roles.get(self.index(trigger, role, word)).map_or(0.0, |logit| 1.0 / (1.0 + (-logit).exp()))
    }

    /// Probability that `word` refers to the earlier word `to`, or to nobody named before.
    fn antecedent(&self, word: usize, to: Option<usize>) -> f32 {
        let row = &self.antecedents[word * (self.words + 1)..];
        let score = |to: Option<usize>| row[to.map_or(0, |to| to + 1)];
        let largest = row[..=word].iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let sum: f32 = row[..=word].iter().map(|logit| (logit - largest).exp()).sum();
        (score(to) - largest).exp() / sum
    }
}

/// A token of a document: sentence and token.
pub type At = (usize, usize);

impl Analysis {
    /// Like [`EventScores::role`], also for words of other sentences; 0 where they are too far apart for the model.
    pub fn role(&self, role: Role, trigger: At, word: At) -> f32 {
        self.window(trigger, word).map_or(0.0, |(pairs, trigger, word)| pairs.role(trigger, role, word))
    }

    /// Probability that a word refers to what an earlier word names; 0 where they are too far apart for the model.
    pub fn antecedent(&self, word: At, to: At) -> f32 {
        let pairs = self.window(word, to).filter(|(_, word, to)| to < word);
        pairs.map_or(0.0, |(pairs, word, to)| pairs.antecedent(word, Some(to)))
    }

    /// Probability that a word refers to nobody named before within the model's reach.
    pub fn opens(&self, word: At) -> f32 {
        self.window(word, word).map_or(1.0, |(pairs, word, _)| pairs.antecedent(word, None))
    }

    /// The window that two words share, with their places in it.
    fn window(&self, a: At, b: At) -> Option<(&Pairs, usize, usize)> {
        let part = |at: At| self.sentences.get(at.0).map(|sentence: &Sentence| &sentence.events)?.part(at.1);
        let (first, second) = (part(a)?, part(b)?);
        Arc::ptr_eq(&first.pairs, &second.pairs).then(|| (&*first.pairs, first.place(a.1), second.place(b.1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two sentences of two words each in one window.
    fn analysis() -> Analysis {
        let pairs = EventScores::quiet(4).parts.remove(0).pairs;
        let sentence = |offset: usize| {
            let part = Part { start: 0, len: 2, offset, pairs: pairs.clone() };
            Sentence { events: EventScores { parts: vec![part], ..EventScores::quiet(2) }, ..Sentence::default() }
        };
        Analysis { sentences: vec![sentence(0), sentence(2)], ..Analysis::default() }
    }

    #[test]
    fn words_of_one_window_are_compared() {
        let analysis = analysis();
        assert!((analysis.antecedent((1, 1), (0, 0)) - 0.25).abs() < 1e-6, "three earlier words or nobody");
        assert!((analysis.opens((0, 0)) - 1.0).abs() < 1e-6);
        assert_eq!(analysis.antecedent((0, 0), (1, 1)), 0.0, "nothing refers forward");
        assert!(analysis.role(Role::Actor, (0, 0), (1, 1)) > 0.0);
        assert_eq!(analysis.role(Role::Actor, (0, 0), (2, 0)), 0.0);
    }

    #[test]
    fn roles_are_set_and_read() {
        let mut scores = EventScores::quiet(3);
        scores.set_role(Role::Place, 1, 2, 0.75);
        assert!((scores.role(Role::Place, 1, 2) - 0.75).abs() < 1e-6);
        assert!(scores.role(Role::Place, 2, 1) < 0.05);
        assert_eq!(scores.role(Role::Place, 3, 0), 0.0);
    }
}
