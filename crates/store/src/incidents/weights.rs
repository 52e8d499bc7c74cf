//! Coefficients of the matcher, fitted by `training/fit_incidents.py` on pairs of mentions in annotated articles.

use super::features::{ACROSS, WITHIN};

/// A logistic regression.
struct Weights<const N: usize> {
    /// Of the features, in their order.
    features: [f64; N],
    /// Constant.
    bias: f64,
}

const IN_A_DOCUMENT: Weights<WITHIN> = Weights {
    features: [
        1.66, 1.71, -0.75, 1.66, -0.2, -0.1, 0.39, -0.3, 0.2, -0.25, 1.11, -0.45, 1.24, 1.2, -0.12, 0.94, -0.08, -0.17,
        0.07, -0.36, 0.44,
    ],
    bias: -5.13,
};
const ACROSS_DOCUMENTS: Weights<ACROSS> = Weights {
    features: [
        0.98, 1.76, -0.12, 2.34, 0.41, 0.02, 0.73, -0.1, 0.3, -0.21, 0.3, -1.1, 2.33, -0.42, 0.26, -1.37, 1.79, -0.02,
        2.98, 3.58, -0.41, -0.39, 3.3, -0.5, 0.72,
    ],
    bias: -8.11,
};

/// Probability that two mentions in one document tell of one act.
pub fn within(features: &[f64; WITHIN]) -> f64 {
    IN_A_DOCUMENT.weigh(features, 0.0)
}

/// Probability that two mentions in different documents tell of one act, given evidence that was not fitted.
pub fn across(features: &[f64; ACROSS], known: f64) -> f64 {
    ACROSS_DOCUMENTS.weigh(features, known)
}

impl<const N: usize> Weights<N> {
    fn weigh(&self, features: &[f64; N], known: f64) -> f64 {
        let sum: f64 = features.iter().zip(self.features).map(|(feature, weight)| feature * weight).sum();
        1.0 / (1.0 + (-(self.bias + known + sum)).exp())
    }
}
