//! Contrast suites: sentences that differ in little, of which one tells of an act and the next does not (after Gardner et al.
//! 2020). A line is right where a record of the wanted type, status and participants is there, and no other act is
//! said to have happened.

use std::path::Path;

use record::{Argument, Document, Event, EventType, Record, Status};
use serde::Deserialize;

use crate::{EvaluateError, Figure, Job, files, names::matches, parallel, read};

/// A file of a suite.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Suite {
    /// Written by somebody who had not seen the patterns.
    blind: bool,
    group: Vec<Group>,
}

/// Lines that belong together.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    name: String,
    lines: Vec<Line>,
}

/// A sentence and what is wanted of it; no record at all where `want` is empty.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    text: String,
    #[serde(default)]
    want: Option<Act>,
    /// Other answers that a careful coder could give.
    #[serde(default)]
    or: Vec<Act>,
    /// Types of acts that may be reported beside.
    #[serde(default)]
    beside: Vec<String>,
    #[serde(default)]
    actor: Option<String>,
    #[serde(default)]
    recipient: Option<String>,
}

/// "ASSAULT negated".
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Act {
    kind: EventType,
    status: Status,
}

impl TryFrom<String> for Act {
    type Error = String;

    fn try_from(words: String) -> Result<Self, String> {
        let (kind, status) =
            words.split_once(' ').ok_or_else(|| format!("`{words}` should be a type and a status: `AID actual`"))?;
        let parsed = |error: record::UnknownName| error.to_string();
        Ok(Self { kind: kind.parse().map_err(parsed)?, status: status.parse().map_err(parsed)? })
    }
}

/// Scores the suites that lie in a folder: the share of lines right of each group, of blind files and of all.
pub(crate) fn run(folder: &Path, job: &Job<'_>, wrong: &mut Vec<String>) -> Result<Vec<Figure>, EvaluateError> {
    let mut figures = Vec::new();
    let (mut blind, mut all) = ([0; 2], [0; 2]);
    for path in files(folder, |name| name.ends_with(".toml"))? {
        let error = |error: toml::de::Error| EvaluateError::Contrast(path.display().to_string(), error.to_string());
        let suite: Suite = toml::from_str(&read(&path)?).map_err(error)?;
        for group in &suite.group {
            let faults = faults(group, job)?;
            let counts = [group.lines.len() - faults.len(), group.lines.len()];
            add(&mut all, counts);
            add(&mut blind, if suite.blind { counts } else { [0; 2] });
            figures.push(figure(&group.name, counts));
            wrong.extend(faults);
        }
    }
    let totals = [("blind lines", blind), ("all lines", all)];
    figures.extend(totals.iter().filter(|(_, counts)| counts[1] > 0).map(|(name, counts)| figure(name, *counts)));
    Ok(figures)
}

fn add(total: &mut [usize; 2], counts: [usize; 2]) {
    total.iter_mut().zip(counts).for_each(|(total, count)| *total += count);
}

fn figure(metric: &str, [right, of]: [usize; 2]) -> Figure {
    let value = right as f64 / of.max(1) as f64;
    Figure { set: "contrast".to_owned(), metric: metric.to_owned(), value, peer: None }
}

/// The lines of a group that come out wrong, each with what was coded.
fn faults(group: &Group, job: &Job<'_>) -> Result<Vec<String>, EvaluateError> {
    let one = |line: &Line| -> Result<Option<String>, EvaluateError> {
        let text = line.text.clone();
        let record = job.coder.code(Document { text, language: "en".into(), ..Document::default() })?;
        Ok((!line.is_right(&record)).then(|| complaint(&group.name, line, &record)))
    };
    let tell = |done| (job.progress)(&group.name, done, group.lines.len());
    let faults = parallel::map(&group.lines, one, tell).into_iter().collect::<Result<Vec<_>, _>>()?;
    Ok(faults.into_iter().flatten().collect())
}

impl Line {
    fn is_right(&self, record: &Record) -> bool {
        let Some(want) = &self.want else { return record.events.is_empty() };
        let acts: Vec<&Act> = std::iter::once(want).chain(&self.or).collect();
        let answers = |event: &Event| acts.iter().any(|act| act.kind == event.kind && act.status == event.status);
        let has = |wanted: &Option<String>, given: &[Argument]| {
            wanted.as_ref().is_none_or(|wanted| given.iter().any(|argument| names(argument, record, wanted)))
        };
        let is_wanted = |event: &Event| {
            answers(event) && has(&self.actor, &event.actors) && has(&self.recipient, &event.recipients)
        };
        let may_happen = |event: &Event| {
            event.status != Status::Actual
                || self.beside.iter().any(|kind| kind == event.kind.name())
                || acts.iter().any(|act| act.kind == event.kind)
        };
        record.events.iter().any(is_wanted) && record.events.iter().all(may_happen)
    }
}

/// Whether an argument is named as wanted, by its words or by its entity.
fn names(argument: &Argument, record: &Record, wanted: &str) -> bool {
    let entity = record.entities.iter().find(|entity| entity.id == argument.entity);
    let names: Vec<&str> =
        std::iter::once(argument.text.as_str()).chain(entity.map(|entity| entity.name.as_str())).collect();
    matches(&names, &[wanted])
}

fn complaint(group: &str, line: &Line, record: &Record) -> String {
    let words = |arguments: &[Argument]| arguments.iter().map(|one| one.text.as_str()).collect::<Vec<_>>().join("; ");
    let act = |event: &Event| {
        format!("{} {} [{}] [{}]", event.kind, event.status, words(&event.actors), words(&event.recipients))
    };
    let given: Vec<String> = record.events.iter().map(act).collect();
    let given = if given.is_empty() { "nothing".to_owned() } else { given.join(", ") };
    let wanted = line.want.as_ref().map_or("nothing".to_owned(), |want| format!("{} {}", want.kind, want.status));
    format!("contrast {group}: {given} for {wanted}: {}", line.text)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::sets::testing;

    const SUITE: &str = r#"
blind = true
[[group]]
name = "COERCE"
lines = [
    { text = "Police arrested the editor.", want = "COERCE actual", actor = "Police", recipient = "the editor" },
    { text = "The film was dull." },
    { text = "It rained.", want = "AID actual" },
]
"#;

    #[test]
    fn lines_are_counted_by_group() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("made-up.toml"), SUITE).unwrap();
        let mut wrong = Vec::new();
        let figures = run(folder.path(), &testing::job(), &mut wrong).unwrap();
        let metrics: Vec<&str> = figures.iter().map(|figure| figure.metric.as_str()).collect();
        assert_eq!(metrics, ["COERCE", "blind lines", "all lines"]);
        assert!((figures[0].value - 2.0 / 3.0).abs() < 1e-9, "{wrong:?}");
        assert_eq!(wrong, ["contrast COERCE: nothing for AID actual: It rained."]);
    }

    #[test]
    fn faults_of_a_suite_are_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("made-up.toml"), SUITE.replace("AID actual", "AID done")).unwrap();
        let error = run(folder.path(), &testing::job(), &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains("made-up.toml") && error.contains("unknown status `done`"), "{error}");
    }
}
