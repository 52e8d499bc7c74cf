//! The contrast suite of this project must not get worse.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::path::Path;

use coder::Coder;
use evaluate::Job;

/// Least share of the lines that were written without sight of the patterns.
const LEAST: f64 = 0.6;

#[test]
fn most_blind_lines_are_right() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/contrast"));
    let job = Job { coder: &Coder::embedded().unwrap(), progress: &|_, _, _| () };
    let report = evaluate::run(folder, &job, &[], true).unwrap();
    let blind = report.figures.iter().find(|figure| figure.metric == "blind lines").unwrap();
    assert!(blind.value >= LEAST, "{report}");
}
