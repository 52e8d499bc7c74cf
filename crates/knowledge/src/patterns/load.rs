//! Reads pattern and class files and checks them.

use std::collections::{BTreeMap, HashMap};

use record::EventType;
use serde::Deserialize;
use toml::Spanned;

use super::{Condition, Entry, EntryClass, Pattern, PatternSet, Relation};
use crate::{Ontology, Problems, Source, table};

const FOLDER: &str = "lang/en/patterns";
const CLASSES: &str = "classes";
/// Name of the file whose patterns name no act.
const LOOKALIKE: &str = "lookalike";

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    pattern: Vec<Spanned<Block>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    id: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    mode: Option<String>,
    #[serde(default)]
    contexts: Vec<String>,
    weight: f64,
    #[serde(default)]
    when: Vec<String>,
    #[serde(default)]
    unless: Vec<String>,
    #[serde(default)]
    actor: Vec<String>,
    #[serde(default)]
    recipient: Vec<String>,
    accept: Vec<String>,
    refuse: Vec<String>,
}

impl PatternSet {
    /// Reads `data/lang/en/patterns`; modes and contexts must be the ontology's.
    pub fn load(source: &Source, ontology: &Ontology, problems: &mut Problems) -> Self {
        let mut set = Self::default();
        let is_classes = |path: &str| path[FOLDER.len() + 1..].starts_with(CLASSES);
        for path in source.list(FOLDER, ".toml").filter(|path| is_classes(path)) {
            set.read_classes(source, path, problems);
        }
        for path in source.list(FOLDER, ".toml").filter(|path| !is_classes(path)) {
            set.read_patterns(source, path, ontology, problems);
        }
        set.find_duplicates(problems);
        for (at, pattern) in set.patterns.iter().enumerate() {
            for (entry, Entry { words, .. }) in pattern.entries.iter().enumerate() {
                set.index.entry(words[0].clone()).or_default().push((at, entry));
            }
        }
        set
    }

    fn read_classes(&mut self, source: &Source, path: &str, problems: &mut Problems) {
        let classes: BTreeMap<String, Vec<String>> = table::read(source, path, problems);
        for (name, words) in classes {
            if self.classes.contains_key(&name) {
                problems.add(path, None, format!("the class `{name}` stands in another file too: rename one"));
            }
            self.classes.insert(name, words.into_iter().collect());
        }
    }

    fn read_patterns(&mut self, source: &Source, path: &str, ontology: &Ontology, problems: &mut Problems) {
        let name = path[FOLDER.len() + 1..].trim_end_matches(".toml");
        let kind = EventType::ALL.iter().copied().find(|kind| kind.name().eq_ignore_ascii_case(name));
        if kind.is_none() && name != LOOKALIKE {
            problems.add(path, None, "is named after no type: expected for example `assault.toml`");
            return;
        }
        let lines = table::Lines::of(source.text(path).unwrap_or_default());
        for block in table::read::<File>(source, path, problems).pattern {
            let line = lines.at(block.span().start);
            let mut wrong = |message: String| problems.add(path, Some(line), message);
            let pattern = block.into_inner().into_pattern(kind, path, line, &mut wrong);
            self.check(&pattern, ontology, &mut wrong);
            self.patterns.push(pattern);
        }
    }

    /// What a pattern says must exist: modes, contexts, classes, words, examples.
    fn check(&self, pattern: &Pattern, ontology: &Ontology, wrong: &mut impl FnMut(String)) {
        if self.patterns.iter().any(|other| other.id == pattern.id) {
            wrong(format!("another pattern is called {} too: rename one", pattern.id));
        }
        let definition = pattern.kind.and_then(|kind| ontology.definition(kind));
        let known = definition.map_or(&[][..], |definition| &definition.modes);
        for mode in pattern.modes.iter().filter(|mode| !known.iter().any(|known| known.name == **mode)) {
            wrong(format!("{} has no mode `{mode}`", pattern.kind.map_or(LOOKALIKE, EventType::name)));
        }
        for context in pattern.contexts.iter().filter(|context| !ontology.contexts().contains(context)) {
            wrong(format!("no context `{context}`; `ontology/contexts.toml` lists them"));
        }
        for class in pattern.when.iter().chain(&pattern.unless).flat_map(Condition::classes) {
            if !self.classes.contains_key(class) {
                wrong(format!("no class `@{class}` in `{FOLDER}/{CLASSES}*.toml`"));
            }
        }
        if !(pattern.weight > 0.0 && pattern.weight <= 1.0) {
            wrong(format!("weight {} is not above 0 and at most 1", pattern.weight));
        }
        if let Some(condition) = pattern.when.iter().find(|condition| pattern.unless.contains(condition)) {
            wrong(format!("{} never matches: {condition:?} must hold and must not", pattern.id));
        }
        for word in pattern.entries.iter().flat_map(|entry| &entry.words).filter(|word| **word != word.to_lowercase()) {
            wrong(format!("`{word}` never matches: write dictionary forms in lower case"));
        }
        if pattern.entries.is_empty() || pattern.accept.is_empty() || pattern.refuse.is_empty() {
            wrong(format!("{} needs words, an `accept` and a `refuse` sentence", pattern.id));
        }
    }

    /// The same words under the same conditions in two patterns.
    fn find_duplicates(&self, problems: &mut Problems) {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for pattern in &self.patterns {
            for entry in &pattern.entries {
                let key = format!("{:?} {:?} {:?}", entry, pattern.when, pattern.unless);
                if let Some(other) = seen.insert(key, &pattern.id) {
                    let words = entry.words.join(" ");
                    let message = format!("`{words}` stands under the same conditions in {other}: delete one");
                    problems.add(&pattern.file, Some(pattern.line), message);
                }
            }
        }
    }
}

impl Block {
    fn into_pattern(self, kind: Option<EventType>, file: &str, line: usize, wrong: &mut impl FnMut(String)) -> Pattern {
        let entries = |list: &[String], class: EntryClass| -> Vec<Entry> {
            let words = |entry: &String| entry.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            list.iter().map(words).filter(|words| !words.is_empty()).map(|words| Entry { words, class }).collect()
        };
        let mut conditions = |texts: &[String]| -> Vec<Condition> {
            texts.iter().filter_map(|text| Condition::parse(text).map_err(&mut *wrong).ok()).collect()
        };
        let (when, unless) = (conditions(&self.when), conditions(&self.unless));
        let mut relations = |names: &[String]| -> Vec<Relation> {
            names.iter().filter_map(|name| Relation::parse(name).map_err(&mut *wrong).ok()).collect()
        };
        Pattern {
            id: format!("en.{}.{}", kind.map_or(LOOKALIKE, EventType::name).to_lowercase(), self.id),
            kind,
            modes: self.mode.into_iter().collect(),
            contexts: self.contexts,
            weight: self.weight,
            entries: [
                entries(&self.verbs, EntryClass::Verb),
                entries(&self.nouns, EntryClass::Noun),
                entries(&self.adjectives, EntryClass::Adjective),
            ]
            .concat(),
            when,
            unless,
            actor: relations(&self.actor),
            recipient: relations(&self.recipient),
            accept: self.accept,
            refuse: self.refuse,
            file: file.to_owned(),
            line,
        }
    }
}
