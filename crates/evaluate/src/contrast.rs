//! Contrast suites: sentences that differ in little, of which one tells of an act and the next does not (after Gardner et al.
//! 2020). A line is right where a record of the wanted type, status and participants is there, and no other act is
//! said to have happened.
//!
//! Every third line of a file written blind is held out: it counts in a figure of its own, and its errors are never listed.

use std::path::Path;

use record::{Argument, Document, Event, EventType, Record, Status};
use serde::Deserialize;

use crate::{EvaluateError, Figure, Job, files, names::matches, parallel, read};

/// Of a file's lines, counted over its groups, each of this number is held out.
const HELD_OUT: usize = 3;

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
    /// Read by those who wrote the patterns before lines were set aside: none of them is held out.
    #[serde(default)]
    seen: bool,
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

/// Scores the suites that lie in a folder: the share of lines right of each group without those held out, of blind files,
/// of the lines held out, and of all. `wrong` gets the errors in lines that are not held out.
pub(crate) fn run(folder: &Path, job: &Job<'_>, wrong: &mut Vec<String>) -> Result<Vec<Figure>, EvaluateError> {
    let mut figures = Vec::new();
    let (mut blind, mut held_out, mut all) = ([0; 2], [0; 2], [0; 2]);
    for path in files(folder, |name| name.ends_with(".toml"))? {
        let error = |error: toml::de::Error| EvaluateError::Contrast(path.display().to_string(), error.to_string());
        let suite: Suite = toml::from_str(&read(&path)?).map_err(error)?;
        let mut before = 0;
        for group in &suite.group {
            let is_held_out = |at: usize| suite.blind && !group.seen && (before + at + 1).is_multiple_of(HELD_OUT);
            let (held, open): (Vec<_>, Vec<_>) =
                faults(group, job)?.into_iter().enumerate().partition(|(at, _)| is_held_out(*at));
            let counts =
                [&held, &open].map(|part| [part.iter().filter(|(_, fault)| fault.is_none()).count(), part.len()]);
            add(&mut held_out, counts[0]);
            counts.into_iter().for_each(|counts| add(&mut all, counts));
            counts.into_iter().filter(|_| suite.blind).for_each(|counts| add(&mut blind, counts));
            figures.push(figure(&group.name, counts[1]));
            wrong.extend(open.into_iter().filter_map(|(_, fault)| fault));
            before += group.lines.len();
        }
    }
    let totals = [("blind lines", blind), ("lines held out", held_out), ("all lines", all)];
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

/// What was coded for each line of a group that comes out wrong.
fn faults(group: &Group, job: &Job<'_>) -> Result<Vec<Option<String>>, EvaluateError> {
    let one = |line: &Line| -> Result<Option<String>, EvaluateError> {
        let text = line.text.clone();
        let record = job.coder.code(Document { text, language: "en".into(), ..Document::default() })?;
        Ok((!line.is_right(&record)).then(|| complaint(&group.name, line, &record)))
    };
    let tell = |done| (job.progress)(&group.name, done, group.lines.len());
    parallel::map(&group.lines, one, tell).into_iter().collect()
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
    { text = "It rained.", want = "AID actual" },
]
[[group]]
name = "ASSAULT"
lines = [{ text = "The film was dull." }, { text = "Snow fell.", want = "AID actual" }]
"#;

    fn scores(suite: &str) -> (Vec<(String, f64)>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("made-up.toml"), suite).unwrap();
        let mut wrong = Vec::new();
        let figures = run(folder.path(), &testing::job(), &mut wrong).unwrap();
        (figures.into_iter().map(|figure| (figure.metric, figure.value)).collect(), wrong)
    }

    #[test]
    fn every_third_line_is_held_out() {
        let (figures, wrong) = scores(SUITE);
        let expected =
            [("COERCE", 0.5), ("ASSAULT", 0.0), ("blind lines", 0.5), ("lines held out", 1.0), ("all lines", 0.5)];
        assert_eq!(figures, expected.map(|(name, value)| (name.to_owned(), value)), "{wrong:?}");
        let complaints = ["COERCE: nothing for AID actual: It rained.", "ASSAULT: nothing for AID actual: Snow fell."];
        assert_eq!(wrong, complaints.map(|complaint| format!("contrast {complaint}")));
    }

    #[test]
    fn nothing_is_held_out_of_groups_seen_and_files_not_blind() {
        let seen = SUITE.replace("name = \"ASSAULT\"", "name = \"ASSAULT\"\nseen = true");
        for suite in [seen, SUITE.replace("blind = true", "blind = false")] {
            let (figures, _) = scores(&suite);
            assert!(figures.iter().all(|(name, _)| name != "lines held out"), "{figures:?}");
            assert_eq!(figures[1].1, 0.5);
        }
    }

    #[test]
    fn faults_of_a_suite_are_named() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("made-up.toml"), SUITE.replace("AID actual", "AID done")).unwrap();
        let error = run(folder.path(), &testing::job(), &mut Vec::new()).unwrap_err().to_string();
        assert!(error.contains("made-up.toml") && error.contains("unknown status `done`"), "{error}");
    }
}
