//! Text of news pages (article_extraction; Scrapinghub's article extraction benchmark): runs of four words.

use std::{collections::HashMap, fs::File, io::Read};

use flate2::read::MultiGzDecoder;

use super::{
    part::{Part, Scored},
    standoff::Text,
};
use crate::{EvaluateError, harmonic};

/// Words of a run.
const RUN: usize = 4;

/// Means over pages of precision and recall, and their harmonic mean. Pages lie in the folder
/// `html_dev` beside that of the set, or in it.
pub(super) fn score(part: &Part<'_>) -> Result<Scored, EvaluateError> {
    let (shares, errors) = part.each(of_page)?;
    let mean = |which: usize| shares.iter().map(|share| share[which]).sum::<f64>() / shares.len().max(1) as f64;
    let (precision, recall) = (mean(0), mean(1));
    let peer = Some(("trafilatura, all pages", 0.965));
    let figures = vec![
        ("text precision", precision, None),
        ("text recall", recall, None),
        ("text F1", harmonic(precision, recall), peer),
    ];
    Ok(Scored { figures, errors })
}

/// Precision and recall of one page, and the lines that are too much or missing.
fn of_page(text: &Text) -> Result<([f64; 2], Vec<String>), EvaluateError> {
    let read = ingest::read_html(&text.id, &page(text)?, None, None, &ingest::Options::default());
    let found = read.map_or(String::new(), |article| article.document.text);
    let [exact, complete] = overlap(&found, &text.text);
    let mut errors = Vec::new();
    if exact < 1.0 || complete < 1.0 {
        errors.push(format!("{} precision {exact:.3} recall {complete:.3}", text.id));
        errors.extend(lines(&found, &text.text).map(|line| format!("{} spurious: {line}", text.id)));
        errors.extend(lines(&text.text, &found).map(|line| format!("{} missed: {line}", text.id)));
    }
    Ok(([exact, complete], errors))
}

fn page(text: &Text) -> Result<Vec<u8>, EvaluateError> {
    let name = text.html_gz.clone().unwrap_or_else(|| format!("html_dev/{}.html.gz", text.id));
    let places = [text.folder.join("..").join(&name), text.folder.join(&name)];
    let path = places.iter().find(|path| path.exists()).unwrap_or(&places[0]);
    let error = |error| EvaluateError::Read(path.display().to_string(), error);
    let mut page = Vec::new();
    MultiGzDecoder::new(File::open(path).map_err(error)?).read_to_end(&mut page).map_err(error)?;
    Ok(page)
}

/// Lines of a text of whose runs the other text has less than half.
fn lines<'t>(text: &'t str, other: &str) -> impl Iterator<Item = &'t str> {
    let other = runs(other);
    text.lines().filter(|line| !line.is_empty()).filter(move |line| {
        let own = runs(line);
        let shared = own.keys().filter(|run| other.contains_key(*run)).count();
        2 * shared < own.len()
    })
}

/// Precision and recall of runs, each as often as it occurs.
fn overlap(found: &str, gold: &str) -> [f64; 2] {
    let (found, gold) = (runs(found), runs(gold));
    let shared: usize = found.iter().map(|(run, count)| *count.min(gold.get(run).unwrap_or(&0))).sum();
    let share = |of: &HashMap<Vec<&str>, usize>| shared as f64 / of.values().sum::<usize>().max(1) as f64;
    [share(&found), share(&gold)]
}

/// How often each run of words occurs; a shorter text is one run.
fn runs(text: &str) -> HashMap<Vec<&str>, usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let words: Vec<&str> = text.split(|c| !is_word(c)).filter(|word| !word.is_empty()).collect();
    let mut runs = HashMap::new();
    for run in words.windows(RUN.min(words.len().max(1))) {
        *runs.entry(run.to_vec()).or_default() += 1;
    }
    if words.is_empty() {
        runs.insert(Vec::new(), 1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted() {
        assert_eq!(overlap("a b c d e", "a b c d"), [0.5, 1.0]);
        assert_eq!(overlap("", "a b c d"), [0.0, 0.0]);
        assert_eq!(overlap("a b", "a b"), [1.0, 1.0]);
    }
}
