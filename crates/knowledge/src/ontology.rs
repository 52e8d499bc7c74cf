//! The ontology: what the types, modes and contexts mean. Read from `data/ontology`.

use record::{EventType, Quad};

use crate::{Problems, Source};

/// Types, modes, contexts, sectors, scores, and the CAMEO mapping.
#[derive(Debug, Default)]
pub struct Ontology {}

impl Ontology {
    /// Reads `data/ontology`.
    pub fn load(_source: &Source, _problems: &mut Problems) -> Self {
        Self::default()
    }

    /// Quad class of a type.
    pub fn quad(&self, kind: EventType) -> Quad {
        use EventType::*;
        match kind {
            Agree | Consult | Support | Concede => Quad::VerbalCooperation,
            Cooperate | Aid | Retreat => Quad::MaterialCooperation,
            Request | Accuse | Reject | Threaten => Quad::VerbalConflict,
            Protest | Sanction | Mobilize | Coerce | Assault => Quad::MaterialConflict,
        }
    }

    /// PLOVER 2.0 score of a type with its modes: the mode's own where it has one (the strongest of several), else the type's.
    pub fn score(&self, _kind: EventType, _modes: &[String]) -> f64 {
        0.0
    }

    /// The CAMEO code a type with mode and contexts maps to.
    pub fn cameo(&self, _kind: EventType, _modes: &[String], _contexts: &[String]) -> Option<&str> {
        None
    }

    /// Whether `mode` is a mode of `kind`.
    pub fn has_mode(&self, _kind: EventType, _mode: &str) -> bool {
        false
    }
}
