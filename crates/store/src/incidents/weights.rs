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
        1.11, 1.7, 0.53, 2.26, 1.82, -0.1, 0.37, 0.16, 0.23, -0.22, 1.02, -0.71, 1.0, 0.5, -0.45, 1.57, -0.12, -0.3,
        0.31, -0.05, 0.28, -2.21, -0.72, -0.45, -1.26,
    ],
    bias: -5.87,
};
const ACROSS_DOCUMENTS: Weights<ACROSS> = Weights {
    features: [
        0.24, 1.61, 0.25, 2.05, 0.01, -0.07, 0.82, 0.35, 0.47, -0.28, 0.36, -1.55, 2.36, -0.07, -0.22, -2.33, 2.21,
        -0.09, 3.48, 4.54, 0.51, -0.56, 3.11, 0.12, 0.39,
    ],
    bias: -8.12,
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
