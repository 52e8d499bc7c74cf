//! How the model's role scores, the tree and the patterns are weighed: a logistic regression for each role.

use record::EventType;

use super::{
    fillers::{FEATURES, Filler, is_mutual},
    slots::Slot,
};

/// Least probability of an actor and of a recipient.
pub(super) const ROLE_FLOOR: [f64; 2] = [0.46, 0.30];
/// Least probability of a participant of a mutual act.
pub(super) const MUTUAL_FLOOR: f64 = 0.34;

/// Coefficients of one role, fitted on annotated articles held out of training (`training/fit_coder.py`); that of the
/// bindings by patterns is set by hand.
struct Weights {
    /// Of [`Filler::features`], in their order.
    features: [f64; FEATURES],
    /// Of its slot, in the order of [`Slot::ALL`].
    slots: [f64; Slot::ALL.len()],
    /// Constant.
    bias: f64,
}

const ACTOR: Weights = Weights {
    features: [0.91, -0.03, 0.04, 2.0, 0.18, 0.45, -0.13, 0.26],
    slots: [1.65, -0.31, -1.22, 0.68, -0.83, 0.17, -0.76, 0.25, 0.93, 0.51, 0.82, -0.68, -0.38, -0.83, -0.01],
    bias: -0.25,
};
const RECIPIENT: Weights = Weights {
    features: [0.82, -0.01, 0.09, 2.0, -0.65, 0.18, -0.07, 0.11],
    slots: [-1.72, 0.76, 0.8, -1.25, 1.47, -0.06, 0.76, 0.35, -1.05, -0.68, 0.06, 0.45, 0.11, 0.33, -0.34],
    bias: 0.05,
};
/// Participants of a mutual act, whichever role the model gives them.
const MUTUAL: Weights = Weights {
    features: [0.75, 0.76, 0.22, 2.0, 0.61, 0.7, -0.0, -0.91],
    slots: [0.18, 0.26, 0.09, -0.6, -0.02, 0.0, -0.0, 0.0, 0.11, -0.11, 0.0, -0.05, 0.6, -0.18, -0.28],
    bias: 3.57,
};

/// Probabilities that the filler is an actor and a recipient.
pub(super) fn weigh(kind: EventType, filler: &Filler) -> [f64; 2] {
    let mutual = is_mutual(kind);
    if mutual {
        return [MUTUAL.of(filler, 0, mutual), 0.0];
    }
    [ACTOR.of(filler, 0, mutual), RECIPIENT.of(filler, 1, mutual)]
}

/// Least probability in a role of an act of a type.
pub(super) fn floor(kind: EventType, role: usize) -> f64 {
    if is_mutual(kind) { MUTUAL_FLOOR } else { ROLE_FLOOR[role] }
}

impl Weights {
    fn of(&self, filler: &Filler, role: usize, mutual: bool) -> f64 {
        let features = filler.features(role, mutual);
        let weighed: f64 = features.iter().zip(self.features).map(|(feature, weight)| feature * weight).sum();
        sigmoid(self.bias + self.slots[filler.slot as usize] + weighed)
    }
}

/// Log odds of a probability, kept finite.
pub(crate) fn odds(probability: f64) -> f64 {
    let p = probability.clamp(0.005, 0.995);
    (p / (1.0 - p)).ln()
}

/// The logistic function.
pub(crate) fn sigmoid(z: f64) -> f64 {
    1.0 / (1.0 + (-z).exp())
}
