//! The gate in front of the encoder: which sentences of a text may report an event.
//!
//! Filters over three neighbouring word pieces, the best place of each in the sentence, and a small layer that weighs them against
//! those of the neighbouring sentences and of the whole text ([`weights`]). It costs next to nothing beside the encoder. It is made
//! by `training/fit_gate.py`; its threshold is set so that hardly any sentence with an event is held back.

mod weights;

use serde::Deserialize;
use sha2::{Digest, Sha256};
use weights::{FILTERS, Weights};

use crate::EngineError;

static SETTINGS: &str = include_str!("../../../../models/gate.toml");
/// `models/gate.bin`, packed by `build.rs`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gate.bin.zst"));

/// The gate built into the binary.
#[derive(Debug)]
pub(crate) struct Gate {
    weights: Weights,
    threshold: f32,
}

/// What `models/gate.toml` says.
#[derive(Deserialize)]
struct Settings {
    /// SHA-256 of the weights.
    sha256: String,
    /// Log odds at which a sentence passes.
    threshold: f32,
}

impl Gate {
    /// The gate built in; refuses weights other than those that the settings are for.
    pub fn embedded() -> Result<Self, EngineError> {
        let Settings { sha256, threshold } =
            toml::from_str(SETTINGS).map_err(|error| EngineError::Model(format!("models/gate.toml: {error}")))?;
        let file = unpacked()?;
        let digest = hex(&Sha256::digest(&file));
        let weights = Weights::parse(file).filter(|_| digest == sha256).ok_or_else(|| {
            let reason =
                "models/gate.bin is not the file that models/gate.toml describes; `training/fit_gate.py` writes both";
            EngineError::Model(reason.to_owned())
        })?;
        Ok(Self { weights, threshold })
    }

    /// `sha256:…` of a model behind the gate: of the model's own and of the settings, which name the gate's weights.
    pub fn hash_with(model: &str) -> String {
        format!("sha256:{}", hex(&Sha256::new().chain_update(model).chain_update(SETTINGS).finalize()))
    }

    /// Which sentences of a text pass, given their word pieces.
    pub fn passing(&self, sentences: &[Vec<i32>]) -> Vec<bool> {
        self.scores(sentences).into_iter().map(|score| score >= self.threshold).collect()
    }

    /// Log odds of each sentence of a text to report an event.
    fn scores(&self, sentences: &[Vec<i32>]) -> Vec<f32> {
        const NOTHING: [f32; FILTERS] = [0.0; FILTERS];
        let own: Vec<[f32; FILTERS]> = sentences.iter().map(|pieces| self.weights.filters(pieces)).collect();
        let mut whole = NOTHING;
        for (sum, value) in own.iter().flat_map(|sentence| sentence.iter().enumerate()) {
            whole[sum] += value / own.len() as f32;
        }
        let at = |at: Option<usize>| at.and_then(|at| own.get(at)).unwrap_or(&NOTHING);
        let score = |number: usize| {
            let (before, after) = (at(number.checked_sub(1)), at(Some(number + 1)));
            let beside = std::array::from_fn(|filter| before[filter].max(after[filter]));
            self.weights.score([&own[number], &beside, &whole])
        };
        (0..own.len()).map(score).collect()
    }
}

/// The file of weights.
fn unpacked() -> Result<Vec<u8>, EngineError> {
    zstd::decode_all(PACKED).map_err(|error| EngineError::Model(format!("the gate cannot be unpacked: {error}")))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests;
