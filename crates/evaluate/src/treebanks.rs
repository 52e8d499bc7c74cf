//! Treebanks (`*.conllu`) and corpora of names (`*.iob2`), also gzipped, on their own tokens: tags, trees, names.

use std::{collections::BTreeSet, fs::File, io::Read, path::Path};

use flate2::read::MultiGzDecoder;
use language::{NameKind, Sentence, conllu};

use crate::{EvaluateError, Figure, Job, f1, files, parallel};

/// Sentences that go through the engine together.
const CHUNK: usize = 40;

/// A name by sentence, first token, token after the last, and type.
type NameAt = (usize, usize, usize, &'static str);

/// Scores the treebanks and corpora of names of a folder.
pub(crate) fn run(folder: &Path, job: &Job<'_>) -> Result<Vec<Figure>, EvaluateError> {
    let mut figures = Vec::new();
    for path in files(folder, |name| has_ending(name, ".conllu") || has_ending(name, ".iob2"))? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = file.split('.').next().unwrap_or_default();
        let text = read(&path)?;
        let fault = |fault: String| EvaluateError::Treebank(path.display().to_string(), fault);
        let scores = if has_ending(&file, ".conllu") {
            let gold = conllu::parse_sentences(&text).map_err(fault)?;
            trees(&gold, &tagged(job, name, &gold)?)
        } else {
            let (sentences, names) = named(&text).map_err(fault)?;
            vec![("names F1", names_f1(&tagged(job, name, &sentences)?, &names))]
        };
        figures.extend(scores.into_iter().map(|(metric, value)| Figure {
            set: name.to_owned(),
            metric: metric.to_owned(),
            value,
            peer: None,
        }));
    }
    Ok(figures)
}

fn has_ending(name: &str, ending: &str) -> bool {
    name.strip_suffix(".gz").unwrap_or(name).ends_with(ending)
}

fn read(path: &Path) -> Result<String, EvaluateError> {
    let error = |error| EvaluateError::Read(path.display().to_string(), error);
    let mut file = File::open(path).map_err(error)?;
    let mut text = String::new();
    if path.extension().is_some_and(|extension| extension == "gz") {
        MultiGzDecoder::new(file).read_to_string(&mut text).map_err(error)?;
    } else {
        file.read_to_string(&mut text).map_err(error)?;
    }
    Ok(text)
}

/// The sentences as the engine sees them.
fn tagged(job: &Job<'_>, name: &str, sentences: &[Sentence]) -> Result<Vec<Sentence>, EvaluateError> {
    let chunks: Vec<&[Sentence]> = sentences.chunks(CHUNK).collect();
    let tag = |chunk: &&[Sentence]| {
        let mut chunk = chunk.to_vec();
        job.coder.engine().tag(&mut chunk).map_err(coder::CoderError::from)?;
        Ok(chunk)
    };
    let tagged = parallel::map(&chunks, tag, |done| (job.progress)(name, done, chunks.len()));
    Ok(tagged.into_iter().collect::<Result<Vec<_>, EvaluateError>>()?.concat())
}

/// UPOS accuracy, and unlabelled and labelled attachment without subtypes.
fn trees(gold: &[Sentence], system: &[Sentence]) -> Vec<(&'static str, f64)> {
    let pairs = || gold.iter().zip(system).flat_map(|(gold, system)| gold.tokens.iter().zip(&system.tokens));
    let words = pairs().count().max(1) as f64;
    let upos = pairs().filter(|(gold, system)| gold.upos == system.upos).count();
    let attached = || pairs().filter(|(gold, system)| gold.head == system.head);
    let labelled = attached().filter(|(gold, system)| gold.relation() == system.relation()).count();
    vec![("UPOS", upos as f64 / words), ("UAS", attached().count() as f64 / words), ("LAS", labelled as f64 / words)]
}

/// Sentences of an IOB2 file (columns: id, form, tag) with their names.
fn named(text: &str) -> Result<(Vec<Sentence>, BTreeSet<NameAt>), String> {
    let mut conllu = String::new();
    let mut names = BTreeSet::new();
    let (mut sentence, mut token) = (0, 0);
    let mut open: Option<NameAt> = None;
    for (number, line) in text.lines().chain([""]).enumerate() {
        if line.starts_with('#') {
            continue;
        }
        if line.trim().is_empty() {
            names.extend(open.take());
            sentence += usize::from(token > 0);
            token = 0;
            conllu.push('\n');
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [_, form, tag, ..] = columns[..] else {
            return Err(format!("line {} should have an id, a form and a tag, separated by tabs", number + 1));
        };
        let head = usize::from(token > 0);
        conllu += &format!("{}\t{form}\t_\tX\t_\t_\t{head}\tdep\t_\t_\n", token + 1);
        match (tag.strip_prefix("I-"), &mut open) {
            (Some(_), Some(name)) => name.2 = token + 1,
            _ => {
                names.extend(open.take());
                let kind = tag.get(2..).and_then(|tag| ["PER", "ORG", "LOC"].into_iter().find(|kind| tag == *kind));
                open = kind.map(|kind| (sentence, token, token + 1, kind));
            }
        }
        token += 1;
    }
    Ok((conllu::parse_sentences(&conllu)?, names))
}

fn names_f1(system: &[Sentence], gold: &BTreeSet<NameAt>) -> f64 {
    let kind = |kind: NameKind| match kind {
        NameKind::Person => Some("PER"),
        NameKind::Organisation => Some("ORG"),
        NameKind::Location => Some("LOC"),
        NameKind::Other => None,
    };
    let of_sentence = |(at, sentence): (usize, &Sentence)| {
        let names = sentence.names.iter();
        names.filter_map(|name| Some((at, name.tokens.start, name.tokens.end, kind(name.kind)?))).collect::<Vec<_>>()
    };
    let found: BTreeSet<NameAt> = system.iter().enumerate().flat_map(of_sentence).collect();
    f1(found.intersection(gold).count(), found.len(), gold.len())[2]
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::sets::testing;

    #[test]
    fn treebanks_and_names_of_a_folder_are_scored() {
        let folder = tempfile::tempdir().unwrap();
        let names = "# text = x\n1\tAngela\tB-PER\n2\tMerkel\tI-PER\n3\tvisited\tO\n4\tBerlin\tB-LOC\n5\t.\tO\n\n";
        fs::write(folder.path().join("names.iob2"), names).unwrap();
        fs::write(folder.path().join("tiny.conllu"), "1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_\n\n").unwrap();
        let figures = run(folder.path(), &testing::job()).unwrap();
        let metrics: Vec<(&str, &str)> =
            figures.iter().map(|figure| (figure.set.as_str(), figure.metric.as_str())).collect();
        assert_eq!(metrics, [("names", "names F1"), ("tiny", "UPOS"), ("tiny", "UAS"), ("tiny", "LAS")]);
        assert_eq!(figures[0].value, 1.0);
    }

    #[test]
    fn labels_count_without_subtypes() {
        let tree = |relation: &str, upos: &str| {
            let words =
                format!("1\tmen\t_\t{upos}\t_\t_\t2\t{relation}\t_\t_\n2\tfled\t_\tVERB\t_\t_\t0\troot\t_\t_\n\n");
            conllu::parse_sentences(&words).unwrap()
        };
        let gold = tree("nsubj:outer", "NOUN");
        assert_eq!(trees(&gold, &tree("nsubj", "NOUN")), [("UPOS", 1.0), ("UAS", 1.0), ("LAS", 1.0)]);
        assert_eq!(trees(&gold, &tree("obj", "VERB")), [("UPOS", 0.5), ("UAS", 1.0), ("LAS", 0.5)]);
    }

    #[test]
    fn names_run_over_tokens() {
        let (sentences, names) = named("1\tNew\tB-LOC\n2\tYork\tI-LOC\n3\tfell\tO\n\n1\tAli\tB-PER\n").unwrap();
        assert_eq!(sentences.len(), 2);
        assert_eq!(names, BTreeSet::from([(0, 0, 2, "LOC"), (1, 0, 1, "PER")]));
        assert!(named("1 New B-LOC").unwrap_err().starts_with("line 1 "));
    }
}
