//! From sentences to input tensors: windows of word pieces, batches of windows of like length.

use rten::ValueOrView;
use rten_tensor::{NdTensor, prelude::*};

use super::wordpiece::{CLS, SEP, WordPiece, shape};
use crate::{Sentence, Token};

/// Pieces of a window at most, with the two that frame it; BERT has positions for 512.
const WINDOW: usize = 400;
/// Pieces of a window of several sentences at most, as in training (`training/annals_training/windows.py`).
const SEVERAL: usize = 128;
/// Pieces of a batch at most, padding included. Larger ones leave the processor's cache.
const BATCH: usize = 768;

/// Consecutive sentences with their word pieces, or a part of a very long one.
#[derive(Default)]
pub(super) struct Window {
    /// The runs of tokens in it, in order.
    pub runs: Vec<Run>,
    /// Piece ids, framed.
    pieces: Vec<i32>,
    /// Shape of each piece's word.
    shapes: Vec<i32>,
    /// Index of each token's first piece.
    first: Vec<i32>,
}

/// A run of a sentence's tokens in a window: the whole sentence but where it is very long.
pub(super) struct Run {
    /// Index of the sentence.
    pub sentence: usize,
    /// First token.
    pub start: usize,
    /// Number of tokens.
    pub len: usize,
    /// Index of the first token in the window.
    pub offset: usize,
}

impl Window {
    /// Number of tokens.
    pub fn len(&self) -> usize {
        self.first.len()
    }

    /// Adds tokens with their pieces, behind a separator.
    fn push(&mut self, sentence: usize, start: usize, tokens: &[Token], pieces: &[Vec<i32>]) {
        self.separate(if self.runs.is_empty() { CLS } else { SEP });
        self.runs.push(Run { sentence, start, len: tokens.len(), offset: self.first.len() });
        for (token, pieces) in tokens.iter().zip(pieces) {
            self.first.push(self.pieces.len() as i32);
            self.shapes.extend(std::iter::repeat_n(shape(&token.form), pieces.len()));
            self.pieces.extend(pieces);
        }
    }

    fn separate(&mut self, piece: i32) {
        self.pieces.push(piece);
        self.shapes.push(0);
    }
}

/// The windows of the sentences that are to be read, in order.
pub(super) fn windows(sentences: &[Sentence], read: &[bool], vocabulary: &WordPiece) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for ((index, sentence), _) in sentences.iter().enumerate().zip(read).filter(|(_, read)| **read) {
        let pieces: Vec<Vec<i32>> = sentence.tokens.iter().map(|token| vocabulary.pieces(&token.form)).collect();
        let mut start = 0;
        while start < pieces.len() {
            let end = start + fitting(&pieces[start..]);
            let size: usize = pieces[start..end].iter().map(Vec::len).sum();
            let joins = |window: &&mut Window| start == 0 && window.pieces.len() + size + 2 <= SEVERAL;
            if windows.last_mut().filter(joins).is_none() {
                windows.push(Window::default());
            }
            if let Some(window) = windows.last_mut() {
                window.push(index, start, &sentence.tokens[start..end], &pieces[start..end]);
            }
            start = end;
        }
    }
    windows.iter_mut().for_each(|window| window.separate(SEP));
    windows
}

/// How many of the first tokens fit into one window; one at least.
fn fitting(pieces: &[Vec<i32>]) -> usize {
    let mut total = 2;
    let fits = |pieces: &&Vec<i32>| {
        total += pieces.len();
        total <= WINDOW
    };
    pieces.iter().take_while(fits).count().max(1)
}

/// Windows of like length together, by a rule that sees nothing but the windows.
pub(super) fn batches(windows: &[Window]) -> Vec<Vec<&Window>> {
    let mut order: Vec<&Window> = windows.iter().collect();
    order.sort_by_key(|window| window.pieces.len());
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
        let windows = windows(&sentences, &vec![true; sentences.len()], &vocabulary);
        let tokens: usize = windows.iter().map(Window::len).sum();
        assert_eq!(tokens, sentences.iter().map(|sentence| sentence.tokens.len()).sum::<usize>());
        assert!(windows.iter().all(|window| window.pieces.len() <= WINDOW));
        let several = windows.iter().filter(|window| window.runs.len() > 1);
        assert_eq!(several.map(|window| window.runs.len()).collect::<Vec<_>>(), [2], "short sentences share a window");
        assert_eq!(batches(&windows).iter().map(Vec::len).sum::<usize>(), windows.len());
    }
}
