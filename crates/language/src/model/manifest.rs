//! `models/manifest.toml`: checksums and the inventories of the heads.

use std::{collections::BTreeMap, sync::Arc};

use record::{EventType, Status};
use serde::Deserialize;

use crate::{EngineError, Upos};

static TEXT: &str = include_str!("../../../../models/manifest.toml");

/// What decoding needs of the manifest.
pub(super) struct Manifest {
    /// `sha256:…` of the weights.
    pub hash: String,
    pub xpos: Vec<String>,
    pub relations: Vec<String>,
    pub modes: Arc<[String]>,
}

#[derive(Deserialize)]
struct File {
    sha256: BTreeMap<String, String>,
    labels: Labels,
}

#[derive(Deserialize)]
struct Labels {
    upos: Vec<String>,
    xpos: Vec<String>,
    relations: Vec<String>,
    names: Vec<String>,
    mentions: Vec<String>,
    triggers: Vec<String>,
    status: Vec<String>,
    modes: Vec<String>,
    roles: Vec<String>,
}

impl Manifest {
    /// The manifest built into the binary; refuses inventories in another order than the code's.
    pub fn embedded() -> Result<Self, EngineError> {
        let File { sha256, labels } =
            toml::from_str(TEXT).map_err(|error| EngineError::Model(format!("models/manifest.toml: {error}")))?;
        let hash = sha256.get("annals.onnx").map(|digest| format!("sha256:{digest}")).unwrap_or_default();
        labels.check()?;
        Ok(Self { hash, xpos: labels.xpos, relations: labels.relations, modes: labels.modes.into() })
    }
}

impl Labels {
    fn check(&self) -> Result<(), EngineError> {
        let upos = Upos::ALL.map(Upos::name);
        let triggers: Vec<&str> =
            std::iter::once("none").chain(EventType::ALL.iter().map(|kind| kind.name())).collect();
        let status: Vec<&str> = Status::ALL.iter().map(|status| status.name()).collect();
        let names = ["O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-MISC", "I-MISC"];
        let mentions = ["none", "person", "organization", "place", "object", "event", "time", "abstract"];
        let roles = ["actor", "recipient", "source", "place", "time", "speaker"];
        let pairs: [(&str, &[String], &[&str]); 6] = [
            ("upos", &self.upos, &upos),
            ("triggers", &self.triggers, &triggers),
            ("status", &self.status, &status),
            ("names", &self.names, &names),
            ("mentions", &self.mentions, &mentions),
            ("roles", &self.roles, &roles),
        ];
        match pairs.into_iter().find(|(_, given, known)| given != known) {
            Some((head, ..)) => Err(EngineError::Model(format!("models/manifest.toml: unknown inventory of `{head}`"))),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn checksum_is_that_of_the_weights() {
        let digest: String =
            Sha256::digest(super::super::weights().unwrap()).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(Manifest::embedded().unwrap().hash, format!("sha256:{digest}"));
    }
}
