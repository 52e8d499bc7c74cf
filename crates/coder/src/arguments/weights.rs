//! How the model's role scores, the tree and the patterns are weighed: a forest of decision trees for each role.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

use super::{
    fillers::{Filler, NUMBERS},
    forest::Forest,
};

/// Least probability of an actor and of a recipient.
pub(super) const ROLE_FLOOR: [f64; 2] = [0.42, 0.32];
/// Least probability of a participant of a mutual act.
pub(super) const MUTUAL_FLOOR: f64 = 0.4;

/// Least probability of a phrase coordinated with one that fills the role.
pub(super) const COORDINATED_FLOOR: f64 = 0.15;
/// Least probability of one more phrase in a role, that is not coordinated with the likeliest one.
pub(super) const MORE_FLOOR: [f64; 2] = [0.6, 0.5];

/// Added to the log odds of a role that a pattern binds a phrase to, and taken from those of the other role: the texts that the forests
/// are fitted on hold few of the idioms that patterns know. Set by hand.
const BOUND: f64 = 1.4;

/// Forests for actors, for recipients, and for participants of a mutual act, whichever role the model gives them; made by
/// `training/fit_roles.py` from annotated texts that the model had not been trained on.
static FILE: &[u8] = include_bytes!("../../../../models/roles.bin");
static FORESTS: LazyLock<[Forest; 3]> =
    // The file is part of the build, and a test reads it.
    LazyLock::new(|| forests(FILE).expect("models/roles.bin holds three forests over the numbers of a filler"));

/// The three forests of a file that holds nothing else.
fn forests(mut file: &[u8]) -> Option<[Forest; 3]> {
    let mut next = || Forest::read(&mut file, NUMBERS);
    let forests = [next()?, next()?, next()?];
    file.is_empty().then_some(forests)
}

/// `sha256:…` of a model together with the forests.
pub(crate) fn hash_with(model: &str) -> String {
    let digest = Sha256::new().chain_update(model).chain_update(FILE).finalize();
    format!("sha256:{}", digest.iter().map(|byte| format!("{byte:02x}")).collect::<String>())
}

/// Probabilities that the filler is an actor and a recipient.
pub(super) fn weigh(mutual: bool, filler: &Filler) -> [f64; 2] {
    let [actors, recipients, together] = &*FORESTS;
    let by = |forest: &Forest, role: usize| {
        let bound = filler.binding(role, mutual) * BOUND;
        sigmoid(forest.odds(&filler.numbers(role, mutual)) + bound)
    };
    if mutual {
        return [by(together, 0), 0.0];
    }
    // Things are done by somebody: what strikes is no actor but a means.
    let [_, thing] = filler.animate;
    let actor = if thing && !filler.name { 0.0 } else { by(actors, 0) };
    [actor, by(recipients, 1)]
}

/// Least probability in a role of an act, which may be mutual.
pub(super) fn floor(mutual: bool, role: usize) -> f64 {
    if mutual { MUTUAL_FLOOR } else { ROLE_FLOOR[role] }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_three_forests_and_nothing_else() {
        assert!(forests(FILE).is_some());
        assert!(forests(&FILE[1..]).is_none());
        assert!(forests(&[FILE, &[0]].concat()).is_none());
    }
}
