//! How the model's role scores, the tree and the patterns are weighed: a logistic regression for each role.

use super::{
    fillers::{FEATURES, Filler},
    slots::Slot,
};

/// Least probability of an actor and of a recipient.
pub(super) const ROLE_FLOOR: [f64; 2] = [0.38, 0.33];
/// Least probability of a participant of a mutual act.
pub(super) const MUTUAL_FLOOR: f64 = 0.55;

/// Least probability of a phrase coordinated with one that fills the role.
pub(super) const COORDINATED_FLOOR: f64 = 0.15;
/// Least probability of one more phrase in a role, that is not coordinated with the likeliest one.
pub(super) const MORE_FLOOR: [f64; 2] = [0.9, 0.75];

/// Coefficients of one role: the mean of two fits on annotated articles held out of training (`training/fit_coder.py`), with the
/// model's weights and with those before them, which did better on other articles than the last fit alone; that of the bindings by
/// patterns is set by hand.
struct Weights {
    /// Of [`Filler::features`], in their order.
    features: [f64; FEATURES],
    /// Of its slot, in the order of [`Slot::ALL`].
    slots: [f64; Slot::ALL.len()],
    /// Constant.
    bias: f64,
}

const ACTOR: Weights = Weights {
    features: [0.82, -0.06, -0.05, 1.0, 0.05, 0.07, -0.01, 0.04, 0.05, 0.12, 0.28, 0.58, -0.73, -0.08],
    slots: [
        1.02, 1.13, -0.39, -0.76, 0.72, -0.56, 0.59, -0.29, 0.28, -0.36, 0.93, 0.22, -0.28, -1.07, 0.07, -1.01, -0.26,
    ],
    bias: -0.64,
};
const RECIPIENT: Weights = Weights {
    features: [0.93, -0.09, -0.1, 1.0, -0.91, 0.27, 0.38, 0.28, -0.15, 0.03, -0.65, 0.24, 0.26, -0.45],
    slots: [
        -1.11, -1.22, 0.32, 0.88, -0.38, 0.74, -0.56, 0.27, 0.36, -0.53, -0.16, 0.66, 0.09, 0.74, -0.22, 0.01, 0.09,
    ],
    bias: -1.5,
};
/// Participants of a mutual act, whichever role the model gives them.
const MUTUAL: Weights = Weights {
    features: [0.56, 0.4, 0.3, 1.0, 0.11, 0.23, 0.23, 0.28, -0.67, -0.04, 0.07, 0.24, 0.14, 0.84],
    slots: [
        0.47, -0.19, 0.18, -0.08, -0.02, -0.02, 0.0, -0.01, 0.0, -0.26, -0.37, -0.14, 0.37, 0.48, -0.0, -0.11, -0.28,
    ],
    bias: 1.92,
};

/// Probabilities that the filler is an actor and a recipient.
pub(super) fn weigh(mutual: bool, filler: &Filler) -> [f64; 2] {
    if mutual {
        return [MUTUAL.of(filler, 0, mutual), 0.0];
    }
    // Things are done by somebody: what strikes is no actor but a means.
    let [_, thing] = filler.animate;
    let actor = if thing && !filler.name { 0.0 } else { ACTOR.of(filler, 0, mutual) };
    [actor, RECIPIENT.of(filler, 1, mutual)]
}

/// Least probability in a role of an act, which may be mutual.
pub(super) fn floor(mutual: bool, role: usize) -> f64 {
    if mutual { MUTUAL_FLOOR } else { ROLE_FLOOR[role] }
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
