//! The gate's weights and what they make of word pieces.

/// Number of filters.
pub(super) const FILTERS: usize = 64;
/// Word pieces that a filter looks at.
const PLACES: usize = 3;
/// What the hidden layer reads: filters of the sentence, of its neighbours, of the text.
const INPUTS: usize = 3 * FILTERS;
const HIDDEN: usize = 32;
/// Numbers behind the table, in this order: steps and constants of filters, weights and constants of the hidden layer, weights and
/// constant of the score.
const PARTS: [usize; 6] = [FILTERS, FILTERS, INPUTS * HIDDEN, HIDDEN, HIDDEN, 1];

/// `models/gate.bin`, read.
#[derive(Debug)]
pub(super) struct Weights {
    /// What each piece adds to each filter at each place, in steps: `[piece][place][filter]`.
    table: Vec<u8>,
    parts: [Vec<f32>; 6],
}

impl Weights {
    /// Reads the file; `None` if its size is wrong.
    pub fn parse(mut table: Vec<u8>) -> Option<Self> {
        let numbers: usize = PARTS.iter().sum();
        let rest = table.split_off(table.len().checked_sub(4 * numbers)?);
        let mut rest = rest.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
        let parts = PARTS.map(|size| rest.by_ref().take(size).collect());
        (table.len().is_multiple_of(PLACES * FILTERS)).then_some(Self { table, parts })
    }

    /// How much of each filter's pattern a sentence holds at its best place.
    pub fn filters(&self, pieces: &[i32]) -> [f32; FILTERS] {
        let mut best = [i16::MIN; FILTERS];
        for at in 0..pieces.len() {
            let mut sums = [0_i16; FILTERS];
            let places = [at.checked_sub(1), Some(at), Some(at + 1)];
            for (place, piece) in places.into_iter().enumerate() {
                let row = piece.and_then(|piece| pieces.get(piece)).map_or(&[][..], |&piece| self.row(piece, place));
                sums.iter_mut().zip(row).for_each(|(sum, &step)| *sum += i16::from(step.cast_signed()));
            }
            best.iter_mut().zip(sums).for_each(|(best, sum)| *best = sum.max(*best));
        }
        let [steps, constants, ..] = &self.parts;
        std::array::from_fn(|filter| (f32::from(best[filter]) * steps[filter] + constants[filter]).max(0.0))
    }

    /// What a piece adds at a place; nothing if the table does not know the piece.
    fn row(&self, piece: i32, place: usize) -> &[u8] {
        let start = usize::try_from(piece).map_or(usize::MAX, |piece| piece.saturating_mul(PLACES * FILTERS));
        let start = start.saturating_add(place * FILTERS);
        self.table.get(start..start.saturating_add(FILTERS)).unwrap_or_default()
    }

    /// Log odds of a sentence, by the filters of itself, of its neighbours and of the text.
    pub fn score(&self, inputs: [&[f32; FILTERS]; 3]) -> f32 {
        let [.., hidden, hidden_constants, out, constant] = &self.parts;
        let mut score = constant[0];
        for ((weights, constant), out) in hidden.chunks_exact(INPUTS).zip(hidden_constants).zip(out) {
            let products = weights.iter().zip(inputs.into_iter().flatten()).map(|(weight, input)| weight * input);
            score += (products.sum::<f32>() + constant).max(0.0) * out;
        }
        score
    }
}
