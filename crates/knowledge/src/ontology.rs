//! The ontology: what the types, modes and contexts mean. Read from `data/ontology`.

use record::{EventType, Quad};
use serde::Deserialize;

use crate::{Problems, Source};

const TYPES: &str = "ontology/types";
const CONTEXTS: &str = "ontology/contexts.toml";

/// Types with their modes and scores, contexts, and the CAMEO mapping.
#[derive(Debug, Default)]
pub struct Ontology {
    types: Vec<TypeDefinition>,
    contexts: Vec<String>,
}

/// One event type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeDefinition {
    /// The type.
    #[serde(rename = "name")]
    pub kind: EventType,
    /// Its quad class.
    pub quad: Quad,
    /// Conflict–cooperation score, −10 to 10.
    pub score: f64,
    /// CAMEO code without a mode.
    pub cameo: String,
    /// What it means.
    pub definition: String,
    /// Its modes.
    #[serde(rename = "mode", default)]
    pub modes: Vec<ModeDefinition>,
}

/// One mode of a type.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ModeDefinition {
    /// Its name.
    pub name: String,
    /// Conflict–cooperation score, −10 to 10.
    pub score: f64,
    /// CAMEO code.
    pub cameo: String,
    /// What it means.
    pub definition: String,
}

#[derive(Deserialize)]
struct Contexts {
    contexts: Vec<String>,
}

impl Ontology {
    /// Reads `data/ontology`.
    pub fn load(source: &Source, problems: &mut Problems) -> Self {
        let mut ontology = Self::default();
        for path in source.list(TYPES, ".toml") {
            if let Some(definition) = read::<TypeDefinition>(source, path, problems) {
                check(path, &definition, &ontology, problems);
                ontology.types.push(definition);
            }
        }
        ontology.types.sort_by_key(|definition| definition.kind);
        for kind in EventType::ALL.iter().filter(|&&kind| ontology.definition(kind).is_none()) {
            problems.add(TYPES, None, format!("has no file for {kind}"));
        }
        ontology.contexts = read::<Contexts>(source, CONTEXTS, problems).map(|file| file.contexts).unwrap_or_default();
        ontology
    }

    /// All types, in the standard order.
    pub fn types(&self) -> &[TypeDefinition] {
        &self.types
    }

    /// All contexts.
    pub fn contexts(&self) -> &[String] {
        &self.contexts
    }

    /// What a type means.
    pub fn definition(&self, kind: EventType) -> Option<&TypeDefinition> {
        self.types.iter().find(|definition| definition.kind == kind)
    }

    /// Score of a type with its modes: that of the mode where it has one (the strongest of several), else the type's.
    pub fn score(&self, kind: EventType, modes: &[String]) -> f64 {
        let Some(definition) = self.definition(kind) else { return 0.0 };
        let strongest = definition.modes_of(modes).map(|mode| mode.score).max_by(|a, b| a.abs().total_cmp(&b.abs()));
        strongest.unwrap_or(definition.score)
    }

    /// The CAMEO code that a type with its modes maps to: the strongest mode's, else the type's.
    pub fn cameo(&self, kind: EventType, modes: &[String], _contexts: &[String]) -> Option<&str> {
        let definition = self.definition(kind)?;
        let strongest = definition.modes_of(modes).max_by(|a, b| a.score.abs().total_cmp(&b.score.abs()));
        Some(strongest.map_or(&definition.cameo, |mode| &mode.cameo))
    }

    /// The type and mode that a CAMEO code maps to: that of the longest known beginning of the code.
    pub fn from_cameo(&self, code: &str) -> Option<(EventType, Option<&str>)> {
        (2..=code.len()).rev().filter_map(|length| code.get(..length)).find_map(|part| {
            let whole = |definition: &TypeDefinition| {
                definition.cameo == part || definition.cameo.trim_end_matches('0') == part
            };
            let kind = self.types.iter().find(|definition| whole(definition)).map(|definition| (definition.kind, None));
            kind.or_else(|| {
                self.types.iter().find_map(|definition| {
                    let mode = definition.modes.iter().find(|mode| mode.cameo == part)?;
                    Some((definition.kind, Some(mode.name.as_str())))
                })
            })
        })
    }

    /// Whether `mode` is a mode of `kind`.
    pub fn has_mode(&self, kind: EventType, mode: &str) -> bool {
        self.definition(kind).is_some_and(|definition| definition.modes.iter().any(|known| known.name == mode))
    }
}

impl TypeDefinition {
    fn modes_of<'s, 'n>(&'s self, names: &'n [String]) -> impl Iterator<Item = &'s ModeDefinition> + use<'s, 'n> {
        self.modes.iter().filter(move |mode| names.contains(&mode.name))
    }
}

fn read<T: serde::de::DeserializeOwned>(source: &Source, path: &str, problems: &mut Problems) -> Option<T> {
    let Some(text) = source.text(path) else {
        problems.add(path, None, "is missing or not UTF-8");
        return None;
    };
    toml::from_str(text)
        .map_err(|error| {
            let line = error.span().map(|span| text[..span.start].matches('\n').count() + 1);
            problems.add(path, line, error.message());
        })
        .ok()
}

fn check(path: &str, definition: &TypeDefinition, ontology: &Ontology, problems: &mut Problems) {
    if ontology.definition(definition.kind).is_some() {
        problems.add(path, None, format!("defines {} a second time", definition.kind));
    }
    if definition.quad != definition.kind.quad() {
        problems.add(path, None, format!("gives {} the quad class {}", definition.kind, definition.quad));
    }
    let scores = definition.modes.iter().map(|mode| mode.score).chain([definition.score]);
    if scores.into_iter().any(|score| !(-10.0..=10.0).contains(&score)) {
        problems.add(path, None, "has a score outside −10 to 10");
    }
    let codes = definition.modes.iter().map(|mode| &mode.cameo).chain([&definition.cameo]);
    for code in codes.filter(|code| !(2..=4).contains(&code.len()) || !code.bytes().all(|byte| byte.is_ascii_digit())) {
        problems.add(path, None, format!("`{code}` is no CAMEO code: two to four digits"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_types_are_defined() {
        let mut problems = Problems::default();
        let ontology = Ontology::load(&Source::embedded(), &mut problems);
        assert_eq!(problems.0, []);
        assert_eq!(ontology.types().len(), 16);
        assert!(ontology.has_mode(EventType::Assault, "drone") && !ontology.has_mode(EventType::Assault, "demo"));
        let drone = ["targeted".to_owned(), "drone".to_owned()];
        assert_eq!(ontology.cameo(EventType::Assault, &drone, &[]), Some("1952"));
        assert_eq!(ontology.score(EventType::Assault, &[]), -9.0);
        assert_eq!(ontology.from_cameo("141"), Some((EventType::Protest, Some("demo"))));
        assert_eq!(ontology.from_cameo("0411").map(|(kind, _)| kind), Some(EventType::Consult));
        assert_eq!(ontology.from_cameo("xx"), None);
    }

    #[test]
    fn problems_name_file_and_line() {
        let mut problems = Problems::default();
        Ontology::load(&Source::of([("ontology/types/aid.toml", "name = \"AID\"\nquad = 7\n")]), &mut problems);
        assert!(problems.0.iter().any(|problem| problem.file == "ontology/types/aid.toml" && problem.line == Some(2)));
        assert!(problems.to_string().contains("has no file for ASSAULT"));
    }
}
