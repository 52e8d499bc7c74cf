//! What scorers share: a part of a set whose texts are worked on in parallel, and tallies.

use std::{collections::BTreeSet, fmt::Display, iter::Sum};

use language::Analysis;
use record::{Document, Record};

use super::standoff::Text;
use crate::{EvaluateError, Job, f1, parallel};

/// A metric with its value and that of a peer.
pub(super) type Measured = (&'static str, f64, Option<(&'static str, f64)>);

/// What a scorer gives: figures, and what is wrong, a line each.
#[derive(Debug, Default)]
pub(super) struct Scored {
    pub figures: Vec<Measured>,
    pub errors: Vec<String>,
}

/// Texts of one set.
pub(super) struct Part<'a> {
    pub job: &'a Job<'a>,
    name: &'a str,
    texts: Vec<&'a Text>,
}

impl<'a> Part<'a> {
    pub fn new(job: &'a Job<'a>, name: &'a str, texts: impl Iterator<Item = &'a Text>) -> Self {
        Self { job, name, texts: texts.collect() }
    }

    /// Scores every text, on all processors; results and errors stay in the order of the texts.
    pub fn each<R: Send>(
        &self,
        work: impl Fn(&Text) -> Result<(R, Vec<String>), EvaluateError> + Sync,
    ) -> Result<(Vec<R>, Vec<String>), EvaluateError> {
        let tell = |done| (self.job.progress)(self.name, done, self.texts.len());
        let scored = parallel::map(&self.texts, |text| work(text), tell);
        let scored = scored.into_iter().collect::<Result<Vec<_>, _>>()?;
        let (results, errors): (Vec<R>, Vec<Vec<String>>) = scored.into_iter().unzip();
        Ok((results, errors.concat()))
    }

    /// The analysis of a text.
    pub fn analyse(&self, text: &Text) -> Result<Analysis, EvaluateError> {
        Ok(self.job.coder.engine().analyse(&text.text, text.published()).map_err(coder::CoderError::from)?)
    }

    /// The record of a text, with the analysis that it rests on.
    pub fn code(&self, text: &Text) -> Result<(Record, Analysis), EvaluateError> {
        self.code_as(text, text.text.clone())
    }

    /// The same of other letters for the text, of the same length.
    pub fn code_as(&self, text: &Text, letters: String) -> Result<(Record, Analysis), EvaluateError> {
        let published = text.published();
        let document = Document { text: letters, language: "en".into(), published, ..Document::default() };
        Ok(self.job.coder.code_analysed(document)?)
    }
}

/// Right, found by the system, wanted by the gold standard.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub right: usize,
    pub found: usize,
    pub wanted: usize,
}

impl Tally {
    /// Of one yes-or-no question.
    pub fn of(found: bool, wanted: bool) -> Self {
        Self { right: usize::from(found && wanted), found: usize::from(found), wanted: usize::from(wanted) }
    }

    /// Of two sets.
    pub fn of_sets<T: Ord>(found: &BTreeSet<T>, wanted: &BTreeSet<T>) -> Self {
        Self { right: found.intersection(wanted).count(), found: found.len(), wanted: wanted.len() }
    }

    /// Precision, recall and F1.
    pub fn scores(self) -> [f64; 3] {
        f1(self.right, self.found, self.wanted)
    }

    pub fn f1(self) -> f64 {
        self.scores()[2]
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |a, b| Self {
            right: a.right + b.right,
            found: a.found + b.found,
            wanted: a.wanted + b.wanted,
        })
    }
}

/// Sums of each tally over all texts.
pub(super) fn sums<const N: usize>(tallies: &[[Tally; N]]) -> [Tally; N] {
    std::array::from_fn(|at| tallies.iter().map(|tallies| tallies[at]).sum())
}

/// Stretches that only the gold standard or only the system has, a line each.
pub(super) fn differences<K: Ord + Display>(
    text: &Text,
    found: &BTreeSet<(usize, usize, K)>,
    wanted: &BTreeSet<(usize, usize, K)>,
) -> Vec<String> {
    let missed = wanted.difference(found).map(|stretch| ("missed", stretch));
    let spurious = found.difference(wanted).map(|stretch| ("spurious", stretch));
    let line = |(what, (start, end, kind)): (&str, &(usize, usize, K))| {
        format!("{} {what} {kind} `{}`", text.id, text.slice(*start, *end).replace('\n', " "))
    };
    missed.chain(spurious).map(line).collect()
}

#[cfg(test)]
pub(crate) mod testing {
    //! Made-up texts for the scorers' tests.

    use std::sync::OnceLock;

    use coder::Coder;
    use serde_json::Value;

    use super::*;
    use crate::sets::Scorer;

    pub(crate) fn job() -> Job<'static> {
        static CODER: OnceLock<Coder> = OnceLock::new();
        Job { coder: CODER.get_or_init(|| Coder::embedded().unwrap()), progress: &|_, _, _| () }
    }

    /// Scores one text, given as JSON without its id.
    pub(in crate::sets) fn score(scorer: Scorer, mut text: Value) -> Scored {
        text["id"] = "a".into();
        let text: Text = serde_json::from_value(text).unwrap();
        scorer(&Part::new(&job(), "made up", [&text].into_iter())).unwrap()
    }

    /// A metric's value.
    pub(in crate::sets) fn figure(scored: &Scored, metric: &str) -> f64 {
        scored.figures.iter().find(|(name, _, _)| *name == metric).unwrap().1
    }

    /// A span over the first occurrence of some words in a text, with an id and a type.
    pub fn span(text: &str, words: &str, id: &str, kind: &str) -> Value {
        let start = text[..text.find(words).unwrap()].chars().count();
        serde_json::json!({"id": id, "start": start, "end": start + words.chars().count(), "type": kind})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tallies_add_up() {
        let sets = Tally::of_sets(&BTreeSet::from([1, 2, 3]), &BTreeSet::from([2, 3, 4, 5]));
        assert_eq!(sets, Tally { right: 2, found: 3, wanted: 4 });
        let sum: Tally = [sets, Tally::of(true, false), Tally::of(false, true)].into_iter().sum();
        assert_eq!(sum, Tally { right: 2, found: 4, wanted: 5 });
        assert_eq!(sum.scores()[..2], [0.5, 0.4]);
    }
}
