//! Public sets in the standoff format (`NAME.*.jsonl`, also gzipped): one line a text with spans and events over it.

mod attribution;
mod coreference;
mod factuality;
mod heads;
mod names;
mod pages;
mod part;
mod places;
mod police;
mod protest;
mod rams;
mod roots;
mod standoff;
mod terror;
mod times;
mod triggers;
mod truecase;
mod wikievents;

use std::path::{Path, PathBuf};

use crate::{EvaluateError, Figure, Job, files};
#[cfg(test)]
pub(crate) use part::testing;
use part::{Part, Scored};

/// What scores a part of a set.
type Scorer = fn(&Part<'_>) -> Result<Scored, EvaluateError>;

/// The sets with a metric.
const SETS: [(&str, Scorer); 13] = [
    ("article_extraction", pages::score),
    ("ecbplus", coreference::score),
    ("factuality", factuality::score),
    ("geoparsing", places::score),
    ("glocon", protest::score),
    ("indiapolice", police::score),
    ("muc4", terror::score),
    ("plover_rel", roots::score),
    ("polnear", attribution::score),
    ("rams", rams::score),
    ("re3d", names::score),
    ("tempeval3", times::score),
    ("wikievents", wikievents::score),
];

/// Scores the sets that lie in a folder on their odd texts (of sets with topics, the texts of odd topics), and names those without
/// a metric. Even ones may have been trained on or looked at: `wrong` gets the errors in those alone.
pub(crate) fn run(
    folder: &Path,
    job: &Job<'_>,
    mut wrong: Option<&mut Vec<String>>,
) -> Result<(Vec<Figure>, Vec<String>), EvaluateError> {
    let (mut figures, mut without) = (Vec::new(), Vec::new());
    for path in set_files(folder)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name = file.split('.').next().unwrap_or_default();
        let Some((_, scorer)) = SETS.iter().find(|(known, _)| *known == name) else {
            without.push(file);
            continue;
        };
        let texts = standoff::read(&path)?;
        let (odd, even): (Vec<_>, Vec<_>) =
            texts.iter().enumerate().partition(|(at, text)| text.topic.unwrap_or(*at) % 2 == 1);
        let part = |texts: Vec<(usize, _)>| Part::new(job, name, texts.into_iter().map(|(_, text)| text));
        if let Some(wrong) = wrong.as_deref_mut() {
            let errors = scorer(&part(even))?.errors;
            wrong.extend(errors.into_iter().map(|error| format!("{name} {error}")));
        }
        for (metric, value, peer) in scorer(&part(odd))?.figures {
            figures.push(Figure { set: name.to_owned(), metric: metric.to_owned(), value, peer: peer.map(Into::into) });
        }
    }
    Ok((figures, without))
}

fn set_files(folder: &Path) -> Result<Vec<PathBuf>, EvaluateError> {
    files(folder, |name| name.ends_with(".jsonl") || name.ends_with(".jsonl.gz"))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn sets_of_a_folder_are_scored_and_others_named() {
        let folder = tempfile::tempdir().unwrap();
        let text = r#"{"id": "a", "text": "Gunmen attacked Aden on 3 May 2019.", "date": "2019-05-04", "spans":
            [{"start": 24, "end": 34, "type": "TIMEX3", "value": "2019-05-03"}]}"#;
        fs::write(folder.path().join("tempeval3.dev.jsonl"), format!("{0}\n{0}\n", text.replace('\n', ""))).unwrap();
        fs::write(folder.path().join("other.dev.jsonl"), "").unwrap();
        let (figures, without) = run(folder.path(), &testing::job(), None).unwrap();
        assert_eq!(without, ["other.dev.jsonl"]);
        let value = figures.iter().find(|figure| figure.metric == "value F1").unwrap();
        assert_eq!((value.set.as_str(), value.value), ("tempeval3", 1.0));
    }
}
