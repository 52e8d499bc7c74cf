//! From the model's output tensors to annotations of sentences.

use std::sync::Arc;

use rten::Value;
use rten_tensor::{NdTensor, prelude::*};

use super::{
    batch::{Run, Window},
    manifest::Manifest,
    tree,
};
use crate::{
    EventScores, Mention, MentionClass, Name, NameKind, Sentence, Upos,
    scores::{Pairs, Part, TRIGGER_CLASSES},
};

/// Widths of the per-word heads whose inventories the manifest does not give.
const NAMES: usize = 9;
const MENTIONS: usize = 8;
const STATUS: usize = 4;

/// The model's outputs for one batch of windows; all but the last pair are logits.
pub(super) struct Outputs {
    /// `[window, word, all per-word heads]`
    words: NdTensor<f32, 3>,
    /// `[window, word, head]`, head 0 being the root
    arcs: NdTensor<f32, 3>,
    /// `[window, trigger, role, word]`
    roles: NdTensor<f32, 4>,
    /// `[window, word, antecedent]`, antecedent 0 being nobody
    antecedents: NdTensor<f32, 3>,
    /// `[window, word, relation, n]` and `[window, head, n]`, whose products over n score relations
    dependents: NdTensor<f32, 4>,
    heads: NdTensor<f32, 3>,
}

impl Outputs {
    /// Takes the values apart; `None` if one has another type or rank.
    pub fn of([words, arcs, dependents, heads, roles, antecedents]: [Value; 6]) -> Option<Self> {
        Some(Self {
            words: words.try_into().ok()?,
            arcs: arcs.try_into().ok()?,
            roles: roles.try_into().ok()?,
            antecedents: antecedents.try_into().ok()?,
            dependents: dependents.try_into().ok()?,
            heads: heads.try_into().ok()?,
        })
    }

    /// What the model says of pairs of a window's words.
    fn pairs(&self, row: usize, words: usize) -> Pairs {
        let (roles, antecedents) = (self.roles.slice(row), self.antecedents.slice(row));
        Pairs {
            words,
            roles: roles.slice((..words, .., ..words)).to_vec(),
            antecedents: antecedents.slice((..words, ..words + 1)).to_vec(),
        }
    }
}

/// The logits of one word, head by head, in the order of the output.
struct Heads<'o> {
    rest: &'o [f32],
}

impl<'o> Heads<'o> {
    fn next(&mut self, width: usize) -> &'o [f32] {
        let (head, rest) = self.rest.split_at(width.min(self.rest.len()));
        self.rest = rest;
        head
    }
}

/// Writes what row `row` of the outputs says of a window into its sentences.
pub(super) fn decode(labels: &Manifest, outputs: &Outputs, row: usize, window: &Window, sentences: &mut [Sentence]) {
    let pairs = Arc::new(outputs.pairs(row, window.len()));
    for run in &window.runs {
        let sentence = &mut sentences[run.sentence];
        let part = Part { start: run.start, len: run.len, offset: run.offset, pairs: pairs.clone() };
        sentence.events.parts.push(part);
        let mut name_tags = Vec::with_capacity(run.len);
        for word in 0..run.len {
            let logits = outputs.words.slice((row, run.offset + word)).to_vec();
            name_tags.push(tag(labels, &logits, run.start + word, sentence));
        }
        attach(labels, outputs, row, run, sentence);
        names(&name_tags, run, sentence);
    }
}

/// Fills in what the per-word heads say of a token; returns the logits of its name tags.
fn tag(labels: &Manifest, logits: &[f32], at: usize, sentence: &mut Sentence) -> Vec<f32> {
    let mut heads = Heads { rest: logits };
    let (upos, xpos) = (heads.next(Upos::ALL.len()), heads.next(labels.xpos.len()));
    let name_tags = heads.next(NAMES).to_vec();
    let token = &mut sentence.tokens[at];
    token.upos = Upos::ALL[top(upos)];
    token.xpos.clone_from(&labels.xpos[top(xpos)]);
    // Any word that begins a sentence is capitalised: where it is in no name, it is no proper noun either ("Gunmen stormed").
    if at == 0 && token.upos == Upos::Propn && top(&name_tags) == 0 {
        token.upos = Upos::ALL[best(upos, |index| Upos::ALL[index] != Upos::Propn)];
        token.xpos.clone_from(&labels.xpos[best(xpos, |index| !labels.xpos[index].starts_with("NNP"))]);
    }
    if let Some(class) = mention_class(top(heads.next(MENTIONS))) {
        sentence.mentions.push(Mention { head: at, class });
    }
    let events = &mut sentence.events;
    softmax_into(heads.next(TRIGGER_CLASSES), &mut events.triggers[at]);
    softmax_into(heads.next(STATUS), &mut events.status[at]);
    let mut historical = [0.0; 2];
    softmax_into(heads.next(2), &mut historical);
    events.historical[at] = historical[1];
    events.modes[at].resize(labels.modes.len(), 0.0);
    softmax_into(heads.next(labels.modes.len()), &mut events.modes[at]);
    softmax_into(heads.next(3), &mut events.sources[at]);
    softmax_into(heads.next(3), &mut events.cues[at]);
    name_tags
}

/// Empties what the model fills.
pub(super) fn prepare(labels: &Manifest, sentence: &mut Sentence) {
    sentence.names.clear();
    sentence.mentions.clear();
    sentence.events = EventScores {
        mode_labels: labels.modes.clone(),
        parts: Vec::new(),
        ..EventScores::quiet(sentence.tokens.len())
    };
}

/// Makes one tree of a long sentence's windows, the later ones hanging from the first, and sorts what they found.
pub(super) fn finish(sentence: &mut Sentence) {
    let Some(root) = sentence.root() else { return };
    for token in sentence.tokens[root + 1..].iter_mut().filter(|token| token.head.is_none()) {
        token.head = Some(root);
        "parataxis".clone_into(&mut token.deprel);
    }
    sentence.names.sort_by_key(|name| name.tokens.start);
    sentence.mentions.sort_by_key(|mention| mention.head);
}

/// Heads and relations; a head is sought among the run's own words.
fn attach(labels: &Manifest, outputs: &Outputs, row: usize, run: &Run, sentence: &mut Sentence) {
    let column = |head: usize| if head == 0 { 0 } else { run.offset + head };
    let heads = tree::heads(run.len, |word, head| outputs.arcs[[row, run.offset + word, column(head)]]);
    for (word, head) in heads.into_iter().enumerate() {
        let token = &mut sentence.tokens[run.start + word];
        token.head = head.map(|head| head + run.start);
        let relation = match head {
            None => "root",
            Some(head) => relation(labels, outputs, row, (run.offset + word, run.offset + head + 1)),
        };
        relation.clone_into(&mut token.deprel);
    }
}

/// The likeliest relation of a word to a head that is not the root.
fn relation<'l>(labels: &'l Manifest, outputs: &Outputs, row: usize, (word, head): (usize, usize)) -> &'l str {
    let governor = outputs.heads.slice((row, head));
    let dependent = outputs.dependents.slice((row, word));
    let score = |relation: usize| -> f32 {
        dependent.slice(relation).iter().zip(governor.iter()).map(|(dependent, head)| dependent * head).sum()
    };
    let named = labels.relations.iter().enumerate().filter(|(_, name)| *name != "root");
    let scored = named.map(|(relation, name)| (score(relation), name));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).map_or("dep", |(_, name)| name)
}

/// Names by the best valid sequence of IOB2 tags: an inside tag follows a tag of its own kind (Viterbi).
fn names(logits: &[Vec<f32>], run: &Run, sentence: &mut Sentence) {
    let tags = best_tags(logits);
    let mut at = 0;
    while at < tags.len() {
        let Some(kind) = tags[at].checked_sub(1).map(|tag| tag / 2) else {
            at += 1;
            continue;
        };
        let inside = 2 + 2 * kind;
        let end = (at + 1..tags.len()).find(|&next| tags[next] != inside).unwrap_or(tags.len());
        let tokens = run.start + at..run.start + end;
        let kind = [NameKind::Person, NameKind::Organisation, NameKind::Location, NameKind::Other][kind];
        sentence.names.push(Name { span: sentence.span_of(tokens.clone()), tokens, kind });
        at = end;
    }
}

fn best_tags(logits: &[Vec<f32>]) -> Vec<usize> {
    let valid = |previous: usize, tag: usize| tag == 0 || tag % 2 == 1 || previous == tag || previous + 1 == tag;
    let mut scores = vec![0.0_f32; NAMES];
    let mut back: Vec<[usize; NAMES]> = Vec::with_capacity(logits.len());
    for (at, row) in logits.iter().enumerate() {
        let mut next = vec![f32::NEG_INFINITY; NAMES];
        let mut from = [0; NAMES];
        for tag in 0..NAMES {
            let previous =
                (0..NAMES).filter(|&previous| if at == 0 { tag == 0 || tag % 2 == 1 } else { valid(previous, tag) });
            if let Some(best) = previous.max_by(|&a, &b| scores[a].total_cmp(&scores[b])) {
                next[tag] = scores[best] + row[tag];
                from[tag] = best;
            }
        }
        scores = next;
        back.push(from);
    }
    let mut tags = vec![top(&scores)];
    for from in back.iter().skip(1).rev() {
        tags.push(from[tags[tags.len() - 1]]);
    }
    tags.truncate(logits.len());
    tags.reverse();
    tags
}

fn mention_class(label: usize) -> Option<MentionClass> {
    use MentionClass::*;
    let classes = [Person, Organization, Place, Object, Event, Time, Abstract];
    label.checked_sub(1).map(|class| classes[class])
}

/// Index of the largest; the first of equals.
fn top(values: &[f32]) -> usize {
    best(values, |_| true)
}

/// Index of the largest of those allowed; 0 where none is.
fn best(values: &[f32], allowed: impl Fn(usize) -> bool) -> usize {
    let larger = |best: usize, at: usize| if values[at] > values[best] || !allowed(best) { at } else { best };
    (0..values.len()).filter(|&at| allowed(at)).fold(0, larger)
}

fn softmax_into(logits: &[f32], target: &mut [f32]) {
    let largest = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for (value, logit) in target.iter_mut().zip(logits) {
        *value = (logit - largest).exp();
        sum += *value;
    }
    target.iter_mut().for_each(|value| *value /= sum);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_valid() {
        let row = |tag: usize| (0..NAMES).map(|at| if at == tag { 5.0 } else { 0.0 }).collect::<Vec<f32>>();
        assert_eq!(best_tags(&[row(1), row(2), row(0)]), [1, 2, 0]);
        let repaired = best_tags(&[row(2), row(2)]);
        assert_eq!(repaired, [1, 2], "an inside tag cannot open a name");
        assert_eq!(best_tags(&[]), Vec::<usize>::new());
    }

    #[test]
    fn softmax_sums_to_one() {
        let mut target = [0.0; 3];
        softmax_into(&[1000.0, 999.0, -1000.0], &mut target);
        assert!((target.iter().sum::<f32>() - 1.0).abs() < 1e-6 && target[0] > target[1]);
    }
}
