//! How the model's role scores, the tree and the patterns are weighed: a logistic regression for each role.

use record::EventType;

use super::{Filler, slots::Slot};

/// Least probability of an actor and of a recipient.
pub(super) const ROLE_FLOOR: [f64; 2] = [0.5, 0.5];

/// Weight of the model's log odds.
const MODEL: [f64; 2] = [0.8, 0.8];
/// Weight of a pattern's binding.
const BOUND: [f64; 2] = [2.5, 2.5];
/// Constant.
const BIAS: [f64; 2] = [0.3, 0.3];
/// What each slot adds for an actor and a recipient.
const SLOTS: [[f64; 2]; Slot::ALL.len()] = [
    [1.0, -1.0],  // Agent
    [-0.8, 0.8],  // Patient
    [-0.8, 0.8],  // Addressee
    [0.3, 0.3],   // With
    [-1.0, 0.5],  // Against
    [-0.5, -0.3], // From
    [-1.0, -0.3], // For
    [-0.3, 0.0],  // Of
    [0.5, -0.3],  // Possessor
    [0.3, -0.3],  // Modifier
    [1.0, -1.0],  // By
    [-1.0, -0.8], // Place
    [0.3, -0.5],  // HostAgent
    [-0.6, 0.3],  // HostPatient
    [-0.8, -0.8], // Other
];
/// What each slot adds for an actor of a mutual act, whatever the model calls the role.
const MUTUAL: [f64; Slot::ALL.len()] =
    [1.0, 1.0, 0.5, 1.2, -0.8, -0.5, -1.0, 0.2, 0.5, 0.3, 0.8, -0.8, 0.5, -0.2, -0.6];

/// Probabilities that the filler is an actor and a recipient.
pub(super) fn weigh(kind: EventType, filler: &Filler) -> [f64; 2] {
    let slot = filler.slot as usize;
    if super::is_mutual(kind) {
        let model = filler.model[0].max(filler.model[1]);
        let bound = f64::from(u8::from(filler.bound[0] || filler.bound[1]));
        return [sigmoid(BIAS[0] + MODEL[0] * odds(model) + BOUND[0] * bound + MUTUAL[slot]), 0.0];
    }
    [0, 1].map(|role| {
        let bound = f64::from(u8::from(filler.bound[role])) - f64::from(u8::from(filler.bound[1 - role]));
        sigmoid(BIAS[role] + MODEL[role] * odds(filler.model[role]) + BOUND[role] * bound + SLOTS[slot][role])
    })
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
