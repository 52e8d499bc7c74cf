//! How the model's role scores, the tree and the patterns are weighed: a logistic regression for each role.

use record::EventType;

use super::{Filler, slots::Slot};

/// Least probability of an actor and of a recipient.
pub(super) const ROLE_FLOOR: [f64; 2] = [0.42, 0.36];
/// Least probability of a participant of a mutual act.
pub(super) const MUTUAL_FLOOR: f64 = 0.36;

/// Coefficients of one role, fitted on annotated articles held out of training (`training/fit_coder.py`); those of the
/// bindings by patterns are set by hand.
struct Weights {
    /// Log odds of the model's actor probability.
    actor: f64,
    /// Log odds of the model's recipient probability.
    recipient: f64,
    /// A pattern binds it to the role; taken off where one binds it to the other.
    bound: f64,
    /// It is a pronoun.
    pronoun: f64,
    /// Its slot, in the order of [`Slot::ALL`].
    slots: [f64; Slot::ALL.len()],
    /// Constant.
    bias: f64,
}

const ACTOR: Weights = Weights {
    actor: 1.0,
    recipient: -0.02,
    bound: 2.0,
    pronoun: 0.02,
    slots: [1.64, -0.35, -1.24, 0.55, -0.85, 0.2, -0.72, 0.3, 0.99, 0.55, 0.79, -0.62, -0.36, -0.84, -0.06],
    bias: -0.11,
};
const RECIPIENT: Weights = Weights {
    actor: 0.02,
    recipient: 0.88,
    bound: 2.0,
    pronoun: -0.67,
    slots: [-1.8, 0.75, 0.79, -1.32, 1.47, -0.06, 0.67, 0.42, -1.04, -0.68, 0.09, 0.51, 0.07, 0.57, -0.42],
    bias: 0.14,
};
/// Participants of a mutual act, whichever role the model gives them.
const MUTUAL: Weights = Weights {
    actor: 0.9,
    recipient: 0.69,
    bound: 2.0,
    pronoun: 0.25,
    slots: [-0.07, 0.18, 0.11, -0.59, -0.04, 0.0, -0.01, 0.0, 0.0, -0.07, 0.0, 0.12, 0.7, -0.16, -0.18],
    bias: 3.24,
};

/// Probabilities that the filler is an actor and a recipient.
pub(super) fn weigh(kind: EventType, filler: &Filler) -> [f64; 2] {
    let [actor, recipient] = filler.bound.map(|bound| f64::from(u8::from(bound)));
    if super::is_mutual(kind) {
        return [MUTUAL.of(filler, actor.max(recipient)), 0.0];
    }
    [ACTOR.of(filler, actor - recipient), RECIPIENT.of(filler, recipient - actor)]
}

/// Least probability in a role of an act of a type.
pub(super) fn floor(kind: EventType, role: usize) -> f64 {
    if super::is_mutual(kind) { MUTUAL_FLOOR } else { ROLE_FLOOR[role] }
}

impl Weights {
    fn of(&self, filler: &Filler, bound: f64) -> f64 {
        let pronoun = f64::from(u8::from(filler.pronoun));
        sigmoid(
            self.bias
                + self.actor * odds(filler.model[0])
                + self.recipient * odds(filler.model[1])
                + self.bound * bound
                + self.pronoun * pronoun
                + self.slots[filler.slot as usize],
        )
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
