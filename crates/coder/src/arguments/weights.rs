//! How the model's role scores, the tree and the patterns are weighed: a logistic regression for each role.

use record::EventType;

use super::{
    fillers::{FEATURES, Filler, is_mutual},
    slots::Slot,
};

/// Least probability of an actor and of a recipient.
pub(super) const ROLE_FLOOR: [f64; 2] = [0.33, 0.32];
/// Least probability of a participant of a mutual act.
pub(super) const MUTUAL_FLOOR: f64 = 0.5;

/// Least probability of a phrase coordinated with one that fills the role.
pub(super) const COORDINATED_FLOOR: f64 = 0.15;
/// Least probability of one more phrase in a role, that is not coordinated with the likeliest one.
pub(super) const MORE_FLOOR: [f64; 2] = [0.65, 0.65];

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
    features: [0.67, 0.1, 0.18, 2.0, 0.21, 0.35, 0.14, 0.14, -0.41, 0.52, 0.37],
    slots: [
        1.39, 1.03, -1.11, -0.84, 0.38, 0.04, 0.31, -0.53, 0.53, 1.05, 1.09, 0.27, -0.58, -0.57, -0.91, -1.2, -0.37,
    ],
    bias: -0.22,
};
const RECIPIENT: Weights = Weights {
    features: [0.83, -0.04, -0.02, 2.0, -1.03, 0.13, 0.08, 0.16, -0.54, -0.15, -0.63],
    slots: [-1.25, -0.58, 0.86, 0.59, -1.17, 0.61, -0.79, 0.84, 0.54, -0.99, -0.28, 0.46, 0.33, 0.65, 0.03, 0.07, 0.06],
    bias: -0.61,
};
/// Participants of a mutual act, whichever role the model gives them.
const MUTUAL: Weights = Weights {
    features: [0.56, 0.56, 0.07, 2.0, 0.43, 0.36, -0.1, 0.18, -0.2, 0.14, -0.24],
    slots: [0.58, 0.35, 0.26, 0.1, -0.19, -0.05, 0.08, -0.02, 0.0, -0.36, 0.08, 0.0, -0.08, 0.27, -0.08, -0.51, -0.43],
    bias: 2.62,
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
