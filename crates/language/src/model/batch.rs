//! From sentences to input tensors: windows of word pieces, batches of windows of like length.

use rten::ValueOrView;
use rten_tensor::{NdTensor, prelude::*};

use super::wordpiece::{CLS, SEP, WordPiece, shape};
use crate::Sentence;

/// Pieces of a window at most, with the two that frame it; BERT has positions for 512.
const WINDOW: usize = 400;
/// Pieces of a batch at most, padding included. Larger ones leave the processor's cache.
const BATCH: usize = 768;

/// A run of a sentence's tokens with its word pieces. All but very long sentences have one window.
pub(super) struct Window {
    /// Index of the sentence.
    pub sentence: usize,
    /// First token.
    pub start: usize,
    /// Piece ids, framed.
    pieces: Vec<i32>,
    /// Shape of each piece's word.
    shapes: Vec<i32>,
    /// Index of each token's first piece.
    first: Vec<i32>,
}

impl Window {
    fn new(sentence: usize, start: usize) -> Self {
        Self { sentence, start, pieces: vec![CLS], shapes: vec![0], first: Vec::new() }
    }

    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.first.len()
    }
}

/// The windows of all sentences, in order.
pub(super) fn windows(sentences: &[Sentence], vocabulary: &WordPiece) -> Vec<Window> {
    let mut windows = Vec::with_capacity(sentences.len());
    for (index, sentence) in sentences.iter().enumerate() {
        let mut window = Window::new(index, 0);
        for (at, token) in sentence.tokens.iter().enumerate() {
            let pieces = vocabulary.pieces(&token.form);
            if window.pieces.len() + pieces.len() >= WINDOW {
                windows.push(close(std::mem::replace(&mut window, Window::new(index, at))));
            }
            window.first.push(window.pieces.len() as i32);
            window.shapes.extend(std::iter::repeat_n(shape(&token.form), pieces.len()));
            window.pieces.extend(pieces);
        }
        if window.len() > 0 {
            windows.push(close(window));
        }
    }
    windows
}

fn close(mut window: Window) -> Window {
    window.pieces.push(SEP);
    window.shapes.push(0);
    window
}

/// Windows of like length together, by a rule that sees nothing but the windows.
pub(super) fn batches(windows: &[Window]) -> Vec<Vec<&Window>> {
    let mut order: Vec<&Window> = windows.iter().collect();
    order.sort_by_key(|window| (window.pieces.len(), window.sentence, window.start));
    let mut batches: Vec<Vec<&Window>> = Vec::new();
    for window in order {
        match batches.last_mut() {
            Some(batch) if (batch.len() + 1) * window.pieces.len() <= BATCH => batch.push(window),
            _ => batches.push(vec![window]),
        }
    }
    batches
}

/// Padded input tensors of a batch.
pub(super) struct Inputs {
    pieces: NdTensor<i32, 2>,
    shapes: NdTensor<i32, 2>,
    mask: NdTensor<f32, 2>,
    first: NdTensor<i32, 2>,
}

impl Inputs {
    pub fn of(windows: &[&Window]) -> Self {
        let width = windows.iter().map(|window| window.pieces.len()).max().unwrap_or(0);
        let words = windows.iter().map(|window| window.len()).max().unwrap_or(0);
        let pad = |get: fn(&Window) -> &[i32], width: usize| {
            let padded = windows.iter().flat_map(|window| {
                let row = get(window);
                row.iter().copied().chain(std::iter::repeat_n(0, width - row.len()))
            });
            NdTensor::from_data([windows.len(), width], padded.collect::<Vec<i32>>())
        };
        let mask = windows.iter().flat_map(|w| (0..width).map(|at| if at < w.pieces.len() { 1.0 } else { 0.0 }));
        Self {
            pieces: pad(|window| &window.pieces, width),
            shapes: pad(|window| &window.shapes, width),
            mask: NdTensor::from_data([windows.len(), width], mask.collect::<Vec<f32>>()),
            first: pad(|window| &window.first, words),
        }
    }

    /// In the order of the model's inputs.
    pub fn views(&self) -> [ValueOrView<'_>; 4] {
        [self.pieces.view().into(), self.shapes.view().into(), self.mask.view().into(), self.first.view().into()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_lies_in_one_window() {
        let vocabulary = WordPiece::embedded();
        let text = "word ".repeat(390) + "\n\n" + "One two. Three!";
        let sentences = crate::segment(&text);
        let windows = windows(&sentences, &vocabulary);
        let tokens: usize = windows.iter().map(Window::len).sum();
        assert_eq!(tokens, sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>());
        assert!(windows.iter().all(|window| window.pieces.len() <= WINDOW));
        assert_eq!(batches(&windows).iter().map(Vec::len).sum::<usize>(), windows.len());
    }
}
