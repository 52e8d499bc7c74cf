//! Gold documents: `articles/ID.json` with `gold/ID.json`.

use std::path::{Path, PathBuf};

use record::{Document, Record};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    Counts, EvaluateError, FIELDS, Figure, GoldEvent, Job, clusters::Agreement, errors::errors, f1, files, gold::pair,
    harmonic, incidents::incidents, parallel, read, score,
};

#[derive(Deserialize)]
struct Article {
    text: String,
    published: Option<String>,
}

#[derive(Deserialize)]
struct Gold {
    events: Vec<GoldEvent>,
}

/// Scores the gold documents of a folder; no figures where there are none.
pub(crate) fn run(
    folder: &Path,
    job: &Job<'_>,
    only: &[String],
    wrong: &mut Vec<String>,
) -> Result<Vec<Figure>, EvaluateError> {
    let root = [folder.to_owned(), folder.join("gold")].into_iter().find(|root| root.join("articles").is_dir());
    let Some(root) = root else { return Ok(Vec::new()) };
    let mut paths = files(&root.join("gold"), |name| name.ends_with(".json"))?;
    let id = |path: &Path| path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    paths.retain(|path| only.is_empty() || only.contains(&id(path)));
    let one = |path: &PathBuf| -> Result<_, EvaluateError> {
        let article: Article = parsed(&root.join("articles").join(path.file_name().unwrap_or_default()))?;
        let gold: Gold = parsed(path)?;
        let record = code(job, &article)?;
        Ok((id(path), article, gold, record))
    };
    let coded = parallel::map(&paths, one, |done| (job.progress)("gold", done, paths.len()));
    let (mut counts, mut acts) = (Counts::default(), Agreement::default());
    for coded in coded {
        let (id, article, gold, record) = coded?;
        score(&article.text, &gold.events, &record, &mut counts);
        acts += same_acts(&article.text, &gold.events, &record)?;
        wrong.extend(errors(&id, &article.text, &gold.events, &record));
    }
    Ok(report(&counts, &acts))
}

/// How the incidents of a document agree with `same_as`, over the acts that were found.
fn same_acts(text: &str, gold: &[GoldEvent], record: &Record) -> Result<Agreement, EvaluateError> {
    let pairs = pair(text, gold, &record.events);
    let incidents = incidents(std::slice::from_ref(record))?.concat();
    let wanted: Vec<usize> = pairs.iter().map(|&(wanted, _)| first_mention(gold, wanted)).collect();
    let given: Vec<Option<i64>> = pairs.iter().map(|&(_, given)| incidents[given]).collect();
    Ok(Agreement::of(&wanted, &given))
}

/// The earliest mention of the act that the mention at a position tells of.
fn first_mention(gold: &[GoldEvent], mut at: usize) -> usize {
    while let Some(earlier) = gold[at].same_as.filter(|earlier| *earlier < at) {
        at = earlier;
    }
    at
}

fn code(job: &Job<'_>, article: &Article) -> Result<Record, EvaluateError> {
    let published = article.published.as_deref().and_then(|date| date.get(..10)?.parse().ok());
    let boilerplate = ingest::boilerplate(&article.text);
    let text = article.text.clone();
    Ok(job.coder.code(Document { boilerplate, text, published, language: "en".into(), ..Document::default() })?)
}

fn report(counts: &Counts, acts: &Agreement) -> Vec<Figure> {
    let mut figures = Vec::new();
    let mut add = |metric: String, value: f64| figures.push(Figure { set: "gold".into(), metric, value, peer: None });
    for (metric, right) in [("detect", counts.detected), ("type", counts.typed), ("triple", counts.triples)] {
        let values = f1(right, counts.predicted, counts.gold);
        for (name, value) in ["precision", "recall", "F1"].iter().zip(values) {
            add(format!("{metric} {name}"), value);
        }
    }
    let share = |right: usize, of: usize| right as f64 / of.max(1) as f64;
    for (name, [wanted, hit, given, right]) in ["actor", "recipient"].iter().zip(counts.participants) {
        add(format!("{name} F1"), harmonic(share(right, given), share(hit, wanted)));
    }
    for (name, [right, of]) in FIELDS.iter().zip(counts.fields) {
        add(format!("{name} accuracy"), share(right, of));
    }
    add("incidents CoNLL F1".to_owned(), acts.conll());
    add("incidents pairwise F1".to_owned(), acts.pairwise());
    figures
}

fn parsed<T: DeserializeOwned>(path: &Path) -> Result<T, EvaluateError> {
    serde_json::from_str(&read(path)?).map_err(|error| EvaluateError::Format(path.display().to_string(), error))
}
