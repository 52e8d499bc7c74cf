//! From phrases to entities: who is meant by each name, description and pronoun.
//!
//! Mentions are read in the order of the text (a sieve after Lee et al. 2013, in short): known countries and actors
//! first, then names by their own words, then descriptions and pronouns by what was named before them.

mod antecedent;
mod apart;
mod identity;
mod traits;

use std::{collections::BTreeMap, ops::Range};

use jiff::civil::Date;
use knowledge::Knowledge;
use language::{Analysis, Upos};
use record::{CharIndex, Entity, Mention, MentionKind, Span};

use crate::{
    arguments::phrase::core,
    attribution::Voices,
    candidate::{Candidate, Phrase},
};
use apart::Apart;

/// The participants of a document, and which phrase names which.
#[derive(Debug, Default)]
pub struct Entities {
    /// Entities in order of first mention, with ids `e1`, `e2`, …
    pub list: Vec<Entity>,
    by_phrase: BTreeMap<Key, usize>,
}

impl Entities {
    /// The entity that a phrase names.
    pub fn of(&self, phrase: &Phrase) -> Option<&Entity> {
        self.by_phrase.get(&key(phrase)).map(|&at| &self.list[at])
    }
}

/// Sentence, first token and end of a phrase.
type Key = (usize, usize, usize);

fn key(phrase: &Phrase) -> Key {
    (phrase.sentence, phrase.tokens.start, phrase.tokens.end)
}

/// One place where somebody is named, while the document is read.
struct Occurrence<'a> {
    sentence: usize,
    tokens: Range<usize>,
    head: usize,
    span: Span,
    text: &'a str,
    form: MentionKind,
    /// Whether an event needs it; other names only help to tell who is meant.
    wanted: bool,
}

/// What the stages of resolution look at.
struct Reading<'a> {
    analysis: &'a Analysis,
    knowledge: &'a Knowledge,
    published: Option<Date>,
    /// Countries of the document, the most often named first.
    countries: Vec<String>,
    /// Phrases that name different participants of one act.
    apart: Apart,
}

impl Reading<'_> {
    fn hints(&self) -> Vec<&str> {
        self.countries.iter().map(String::as_str).collect()
    }

    /// The country that words name by noun or adjective, two of them together first ("South African ministry").
    fn country(&self, sentence: &language::Sentence, tokens: Range<usize>) -> Option<String> {
        let words = &sentence.tokens[tokens];
        let pairs = words.windows(2).map(|pair| format!("{} {}", pair[0].form, pair[1].form));
        let mut names = pairs.chain(words.iter().map(|token| token.form.clone()));
        let found = names.find_map(|name| self.knowledge.countries.lookup(&name))?;
        Some(found.country.iso3.clone())
    }
}

impl Occurrence<'_> {
    fn key(&self) -> Key {
        (self.sentence, self.tokens.start, self.tokens.end)
    }
}

/// An entity while the document is read.
struct Draft {
    entity: Entity,
    /// Occurrences so far, by index.
    seen: Vec<usize>,
    wanted: bool,
}

/// Resolves all participants and sources of the candidates.
pub fn resolve(
    analysis: &Analysis,
    knowledge: &Knowledge,
    text: &CharIndex<'_>,
    published: Option<Date>,
    candidates: &[Candidate],
) -> Entities {
    let (countries, apart) = (country_hints(analysis, knowledge), Apart::of(candidates));
    let reading = Reading { analysis, knowledge, published, countries, apart };
    let voices = Voices::of(analysis, knowledge, candidates);
    let occurrences = occurrences(analysis, text, &voices, candidates);
    let (mut drafts, named) = name(&reading, &voices, &occurrences);
    traits::fill(&reading, text, &occurrences, &mut drafts);
    finish(&occurrences, &drafts, &named)
}

/// The entity of each occurrence: in the order of the text, and at last "I" and "we", whose speaker may be named after them.
fn name(reading: &Reading<'_>, voices: &Voices, occurrences: &[Occurrence<'_>]) -> (Vec<Draft>, Vec<usize>) {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut named = vec![None; occurrences.len()];
    let speaker = |index: usize| {
        let occurrence: &Occurrence<'_> = &occurrences[index];
        let found = voices.speaker(reading.analysis, occurrence.sentence, occurrence.head)?;
        occurrences.iter().position(|other| (other.sentence, &other.tokens) == (found.sentence, &found.tokens))
    };
    let (later, first): (Vec<usize>, Vec<usize>) = (0..occurrences.len()).partition(|&index| speaker(index).is_some());
    for index in first.into_iter().chain(later) {
        let occurrence = &occurrences[index];
        let known = speaker(index).and_then(|other| named[other]);
        let at = known
            .or_else(|| antecedent::find(reading, occurrences, occurrence, &drafts))
            .unwrap_or_else(|| identity::find(reading, occurrence, &mut drafts));
        drafts[at].wanted |= occurrence.wanted;
        drafts[at].seen.push(index);
        named[index] = Some(at);
    }
    drafts.iter_mut().for_each(|draft| draft.seen.sort_unstable());
    (drafts, named.into_iter().flatten().collect())
}

/// All wanted phrases and all names of the text, in its order.
fn occurrences<'a>(
    analysis: &Analysis,
    text: &CharIndex<'a>,
    voices: &Voices,
    candidates: &[Candidate],
) -> Vec<Occurrence<'a>> {
    let mut found: BTreeMap<Key, (usize, bool)> = BTreeMap::new();
    for (sentence, parsed) in analysis.sentences.iter().enumerate() {
        for name in &parsed.names {
            let head = name.tokens.end - 1;
            found.insert((sentence, name.tokens.start, name.tokens.end), (head, false));
        }
    }
    for candidate in candidates {
        let source = candidate.source.iter().flat_map(|source| std::iter::once(&source.source).chain(&source.via));
        for phrase in candidate.actors.iter().chain(&candidate.recipients).chain(source) {
            found.insert(key(phrase), (phrase.head, true));
        }
    }
    let heard = found.iter().filter(|(_, (_, wanted))| *wanted);
    let heard: Vec<&Phrase> = heard.filter_map(|(at, &(head, _))| voices.speaker(analysis, at.0, head)).collect();
    for speaker in heard {
        found.entry(key(speaker)).or_insert((speaker.head, false));
    }
    add_antecedents(analysis, &mut found);
    found
        .into_iter()
        .map(|((sentence, start, end), (head, wanted))| {
            let parsed = &analysis.sentences[sentence];
            let (span, form) = (parsed.span_of(start..end), form(parsed, start..end, head));
            Occurrence { sentence, tokens: start..end, head, span, text: text.slice(span), form, wanted }
        })
        .collect()
}

/// Adds the phrases that wanted pronouns and descriptions refer to, and those that these refer to in turn.
fn add_antecedents(analysis: &Analysis, found: &mut BTreeMap<Key, (usize, bool)>) {
    let wanted = found.iter().filter(|(_, (_, wanted))| *wanted);
    let mut open: Vec<(usize, Range<usize>, usize)> =
        wanted.map(|(&(sentence, start, end), &(head, _))| (sentence, start..end, head)).collect();
    while let Some((sentence, tokens, head)) = open.pop() {
        let form = form(&analysis.sentences[sentence], tokens, head);
        if form == MentionKind::Name {
            continue;
        }
        let Some((sentence, word)) = antecedent::word(analysis, (sentence, head), form) else { continue };
        let covered = |key: &Key| key.0 == sentence && (key.1..key.2).contains(&word);
        if !found.keys().any(covered) {
            let tokens = core(&analysis.sentences[sentence], word);
            found.insert((sentence, tokens.start, tokens.end), (word, false));
            open.push((sentence, tokens, word));
        }
    }
}

fn form(sentence: &language::Sentence, tokens: Range<usize>, head: usize) -> MentionKind {
    match sentence.tokens[head].upos {
        Upos::Pron | Upos::Det => MentionKind::Pronoun,
        _ if is_named(sentence, &tokens) => MentionKind::Name,
        _ => MentionKind::Nominal,
    }
}

/// Whether a phrase ends in a name, or is an adjective of one ("Iraqi").
fn is_named(sentence: &language::Sentence, tokens: &Range<usize>) -> bool {
    let last = &sentence.tokens[tokens.end - 1];
    last.upos == Upos::Propn
        || (tokens.len() == 1 && last.form.starts_with(char::is_uppercase) && last.upos == Upos::Adj)
}

/// Keeps the entities that events need, in order of first mention.
fn finish(occurrences: &[Occurrence<'_>], drafts: &[Draft], named: &[usize]) -> Entities {
    let mut places = BTreeMap::new();
    let mut list: Vec<Entity> = Vec::new();
    for &at in named {
        if drafts[at].wanted && !places.contains_key(&at) {
            places.insert(at, list.len());
            let mut entity = drafts[at].entity.clone();
            entity.id = format!("e{}", list.len() + 1);
            entity.mentions = drafts[at].seen.iter().map(|&index| mention(&occurrences[index])).collect();
            add_aliases(&mut entity);
            list.push(entity);
        }
    }
    let by_phrase = occurrences
        .iter()
        .zip(named)
        .filter_map(|(occurrence, at)| places.get(at).map(|&place| (occurrence.key(), place)));
    Entities { by_phrase: by_phrase.collect(), list }
}

fn mention(occurrence: &Occurrence<'_>) -> Mention {
    let Span { start, end } = occurrence.span;
    Mention { start, end, text: occurrence.text.to_owned(), kind: occurrence.form }
}

/// Names in the text that differ from the canonical one.
fn add_aliases(entity: &mut Entity) {
    for mention in entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name) {
        if mention.text != entity.name && !entity.aliases.contains(&mention.text) {
            entity.aliases.push(mention.text.clone());
        }
    }
}

/// Countries of a document's entities and places, the most often named first.
pub fn country_hints(analysis: &Analysis, knowledge: &Knowledge) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for sentence in &analysis.sentences {
        for name in &sentence.names {
            let words: Vec<&str> =
                sentence.tokens[name.tokens.clone()].iter().map(|token| token.form.as_str()).collect();
            if let Some(found) = knowledge.countries.lookup(&words.join(" ")) {
                *counts.entry(&found.country.iso3).or_default() += 1;
            }
        }
    }
    let mut hints: Vec<(&str, usize)> = counts.into_iter().collect();
    hints.sort_by_key(|&(iso3, count)| (std::cmp::Reverse(count), iso3));
    hints.into_iter().map(|(iso3, _)| iso3.to_owned()).collect()
}
