//! Where the level of a series changes.
//!
//! Optimal partitioning with pruning (PELT; Killick, Fearnhead and Eckley 2012), squared distance from the mean as cost, and the
//! penalty of the Bayesian information criterion. The noise is taken from differences of neighbours, which a few changes of level
//! do not disturb.

/// Values of a level at least: one odd period is no new level.
const SHORTEST: usize = 2;

/// Positions, ascending, at which a new level begins; none in a series too short to tell.
pub fn changes(values: &[f64]) -> Vec<usize> {
    let n = values.len();
    let noise = noise(values);
    if n < 2 * SHORTEST || noise == 0.0 {
        return Vec::new();
    }
    let penalty = 2.0 * noise * noise * (n as f64).ln();
    let sums = Sums::of(values);
    // `best[end]` is the least cost of the values before `end`; `last[end]` is where its last level begins.
    let mut best = vec![f64::INFINITY; n + 1];
    let mut last = vec![0; n + 1];
    best[0] = -penalty;
    let mut starts = vec![0];
    for end in SHORTEST..=n {
        let cost = |start: usize| best[start] + sums.cost(start, end) + penalty;
        let fitting = starts.iter().copied().filter(|start| end - start >= SHORTEST);
        let (least, start) =
            fitting.map(|start| (cost(start), start)).fold((f64::INFINITY, 0), |a, b| if b.0 < a.0 { b } else { a });
        // A start that is worse by more than the penalty can never be best again.
        starts.retain(|&start| end - start < SHORTEST || cost(start) - penalty <= least);
        best[end] = least;
        last[end] = start;
        starts.push(end + 1 - SHORTEST);
        starts.retain(|&start| best[start].is_finite());
        starts.dedup();
    }
    let mut found = Vec::new();
    let mut end = n;
    while last[end] > 0 {
        found.push(last[end]);
        end = last[end];
    }
    found.reverse();
    found
}

/// Spread of the values around their level: by the median of differences, or their mean where most are none.
fn noise(values: &[f64]) -> f64 {
    /// A normal variable's median distance from its mean, in standard deviations; and of a difference of two.
    const MEDIAN: f64 = 0.6745 * std::f64::consts::SQRT_2;
    let mut steps: Vec<f64> = values.windows(2).map(|pair| (pair[1] - pair[0]).abs()).collect();
    if steps.is_empty() {
        return 0.0;
    }
    steps.sort_by(f64::total_cmp);
    match steps[steps.len() / 2] {
        0.0 => {
            /// A normal variable's mean distance from its mean, in standard deviations, of a difference of two.
            const MEAN: f64 = std::f64::consts::FRAC_2_SQRT_PI;
            steps.iter().sum::<f64>() / steps.len() as f64 / MEAN
        }
        median => median / MEDIAN,
    }
}

/// Running sums, so that the cost of any stretch takes no loop.
struct Sums {
    sum: Vec<f64>,
    squares: Vec<f64>,
}

impl Sums {
    fn of(values: &[f64]) -> Self {
        let running = |value: &dyn Fn(f64) -> f64| {
            let mut total = 0.0;
            let sums = values.iter().map(|v| {
                total += value(*v);
                total
            });
            std::iter::once(0.0).chain(sums).collect()
        };
        Self { sum: running(&|v| v), squares: running(&|v| v * v) }
    }

    /// Squared distances of the values from `start` up to `end` from their mean.
    fn cost(&self, start: usize, end: usize) -> f64 {
        let sum = self.sum[end] - self.sum[start];
        self.squares[end] - self.squares[start] - sum * sum / (end - start) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::changes;

    /// A level with some noise that repeats.
    fn level(of: f64, length: usize) -> impl Iterator<Item = f64> {
        (0..length).map(move |at| of + [0.3, -0.4, 0.1, -0.2, 0.4][at % 5])
    }

    #[test]
    fn levels_are_told_apart() {
        let values: Vec<f64> = level(0.0, 20).chain(level(-6.0, 12)).chain(level(2.0, 9)).collect();
        assert_eq!(changes(&values), [20, 32]);
    }

    #[test]
    fn noise_is_no_change_and_neither_is_one_odd_value() {
        let quiet: Vec<f64> = level(-3.0, 60).collect();
        assert!(changes(&quiet).is_empty());
        assert!(changes(&[]).is_empty() && changes(&[1.0]).is_empty() && changes(&[0.0; 40]).is_empty());
    }

    #[test]
    fn a_series_of_mostly_nothing_has_its_outbreak() {
        let values: Vec<f64> = [0.0; 30].into_iter().chain([-20.0, -18.0, -22.0, -19.0, -21.0]).collect();
        assert_eq!(changes(&values), [30]);
    }
}
