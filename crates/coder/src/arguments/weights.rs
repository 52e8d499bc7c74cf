//! How the model's role scores, the tree and the patterns are weighed: a logistic regression for each role.

use record::EventType;

use super::{
    fillers::{FEATURES, Filler, is_mutual},
    slots::Slot,
};

/// Least probability of an actor and of a recipient.
pub(super) const ROLE_FLOOR: [f64; 2] = [0.36, 0.28];
/// Least probability of a participant of a mutual act.
pub(super) const MUTUAL_FLOOR: f64 = 0.44;

/// Least probability of a phrase coordinated with one that fills the role.
pub(super) const COORDINATED_FLOOR: f64 = 0.15;
/// Least probability of one more phrase in a role, that is not coordinated with the likeliest one.
pub(super) const MORE_FLOOR: [f64; 2] = [0.75, 0.75];

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
    features: [0.82, -0.05, 0.21, 2.0, 0.12, -0.13, -0.15, -0.01, -0.3, 0.53, 0.41, 0.42, -0.66, -0.3],
    slots: [
        1.72, 0.94, -0.54, -0.66, 0.08, 0.43, 0.45, -0.3, 0.41, 0.67, 0.51, -0.59, -0.6, -0.75, -0.36, -1.14, -0.27,
    ],
    bias: 0.65,
};
const RECIPIENT: Weights = Weights {
    features: [0.91, -0.18, 0.02, 2.0, -0.93, 0.24, 0.09, 0.33, -0.78, 0.09, -0.83, 0.57, 0.39, -0.31],
    slots: [-1.32, -0.56, 0.55, 0.82, -1.23, 1.01, -0.72, 0.8, 0.23, -0.6, -0.25, 0.04, 0.37, 0.77, 0.01, 0.04, 0.02],
    bias: -0.89,
};
/// Participants of a mutual act, whichever role the model gives them.
const MUTUAL: Weights = Weights {
    features: [0.64, 0.01, 0.49, 2.0, 0.33, 0.07, 0.29, -0.61, -0.17, 0.88, -0.14, 0.37, 0.31, -0.3],
    slots: [0.11, 0.55, 0.21, 0.48, 0.21, -0.02, 0.1, -0.04, 0.0, -0.32, -0.28, 0.0, 0.48, 0.68, -0.77, -0.82, -0.59],
    bias: 1.24,
};

/// Probabilities that the filler is an actor and a recipient.
pub(super) fn weigh(kind: EventType, filler: &Filler) -> [f64; 2] {
    let mutual = is_mutual(kind);
    if mutual {
        return [MUTUAL.of(filler, 0, mutual), 0.0];
    }
    // Things are done by somebody: what strikes is no actor but a means.
    let [_, thing] = filler.animate;
    let actor = if thing && !filler.name { 0.0 } else { ACTOR.of(filler, 0, mutual) };
    [actor, RECIPIENT.of(filler, 1, mutual)]
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
