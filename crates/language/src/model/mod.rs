//! The multi-task model: word pieces in, tags, trees, names, mentions and event scores out.
//!
//! One MiniLM encoder (6 layers, 384 wide, int8) feeds all heads (`training/annals_training/model.py`). It reads windows of
//! neighbouring sentences, in batches that depend on the document alone, so the same document always gives the same numbers.

mod batch;
mod decode;
mod manifest;
mod operators;
mod tree;
mod wordpiece;

use std::{cell::RefCell, sync::Arc};

use manifest::Manifest;
use rten::{ModelOptions, NodeId, RunOptions, ThreadPool};
use wordpiece::WordPiece;

use crate::{EngineError, Sentence};

/// `models/annals.onnx`, packed by `build.rs`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/annals.onnx.zst"));
const INPUTS: [&str; 4] = ["pieces", "shapes", "mask", "first"];
const OUTPUTS: [&str; 6] = ["words", "arcs", "dependents", "heads", "roles", "antecedents"];

thread_local! {
    /// One worker a thread: callers spread documents over threads, the model itself does not.
    static WORKER: RefCell<Option<Arc<ThreadPool>>> = const { RefCell::new(None) };
}

/// The model with its vocabulary and label inventories.
pub(crate) struct Model {
    network: rten::Model,
    inputs: [NodeId; 4],
    outputs: [NodeId; 6],
    pieces: WordPiece,
    labels: Manifest,
}

impl Model {
    /// The model built into the binary.
    pub fn embedded() -> Result<Self, EngineError> {
        // Weights are packed for the matrix kernels here, once, instead of in every batch.
        let network = ModelOptions::with_ops(operators::registry())
            .prepack_weights(true)
            .load(weights()?)
            .map_err(|error| EngineError::Model(error.to_string()))?;
        let node =
            |name: &str| network.node_id(name).map_err(|_| EngineError::Model(format!("it has no node `{name}`")));
        let [a, b, c, d] = INPUTS.map(node);
        let inputs = [a?, b?, c?, d?];
        let [a, b, c, d, e, f] = OUTPUTS.map(node);
        let outputs = [a?, b?, c?, d?, e?, f?];
        Ok(Self { inputs, outputs, pieces: WordPiece::embedded(), labels: Manifest::embedded()?, network })
    }

    /// `sha256:…` of the weights, as the manifest gives it.
    pub fn hash(&self) -> &str {
        &self.labels.hash
    }

    /// The word pieces of a sentence, in order.
    pub fn pieces(&self, sentence: &Sentence) -> Vec<i32> {
        sentence.tokens.iter().flat_map(|token| self.pieces.pieces(&token.form)).collect()
    }

    /// Fills in tags, trees, names, mentions and event scores of the sentences that are to be read; in the others nothing happens.
    /// Lemmas stay as they are.
    pub fn annotate(&self, sentences: &mut [Sentence], read: &[bool]) -> Result<(), EngineError> {
        sentences.iter_mut().for_each(|sentence| decode::prepare(&self.labels, sentence));
        let windows = batch::windows(sentences, read, &self.pieces);
        for batch in batch::batches(&windows) {
            let outputs = self.run(&batch)?;
            for (row, window) in batch.iter().enumerate() {
                decode::decode(&self.labels, &outputs, row, window, sentences);
            }
        }
        let read = sentences.iter_mut().zip(read).filter(|(_, read)| **read);
        read.for_each(|(sentence, _)| decode::finish(sentence));
        Ok(())
    }

    fn run(&self, windows: &[&batch::Window]) -> Result<decode::Outputs, EngineError> {
        let inputs = batch::Inputs::of(windows);
        let views = inputs.views();
        let named = self.inputs.into_iter().zip(views).collect();
        let options = RunOptions::default().with_thread_pool(Some(worker()));
        let values = self
            .network
            .run_n(named, self.outputs, Some(options))
            .map_err(|error| EngineError::Model(format!("it failed on a batch: {error}")))?;
        decode::Outputs::of(values)
            .ok_or_else(|| EngineError::Model("its outputs have other shapes than expected".into()))
    }
}

impl std::fmt::Debug for Model {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Model").field("hash", &self.hash()).finish_non_exhaustive()
    }
}

/// The network's file, unpacked.
fn weights() -> Result<Vec<u8>, EngineError> {
    zstd::decode_all(PACKED).map_err(|error| EngineError::Model(format!("its weights cannot be unpacked: {error}")))
}

fn worker() -> Arc<ThreadPool> {
    WORKER.with(|worker| worker.borrow_mut().get_or_insert_with(|| Arc::new(ThreadPool::with_num_threads(1))).clone())
}
