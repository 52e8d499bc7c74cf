//! Prints what the matcher knows of pairs of annotated mentions, for `training/fit_incidents.py`.
//!
//! `cargo run -p annals-store --example pairs -- RECORDS.jsonl ACTS.jsonl`: records as `annals code --format jsonl` prints them;
//! a line of acts is `{"id": DOCUMENT, "group": G, "acts": [{"start": 1, "end": 7, "act": A}, …]}`. Pairs are of one document or of
//! one group; one in twenty of those of different groups stands for what a store holds besides.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program may panic and print")]

use std::{collections::HashMap, fs};

use record::Record;
use serde::Deserialize;
use store::incidents::{
    agree::{compatible, evidence},
    archive::told,
    features,
    mention::Mention,
};

/// One in so many pairs of different groups is printed.
const RARELY: usize = 20;

#[derive(Deserialize)]
struct Acts {
    id: String,
    group: String,
    acts: Vec<Act>,
}

#[derive(Deserialize)]
struct Act {
    start: usize,
    end: usize,
    act: String,
}

/// A mention that tells of a known act.
struct Known {
    mention: Mention,
    group: String,
    act: String,
}

fn main() {
    let files: Vec<String> = std::env::args().skip(1).collect();
    let [records, acts] = files.as_slice() else { panic!("give records and acts") };
    let acts: HashMap<String, Acts> = fs::read_to_string(acts)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .map(|acts: Acts| (acts.id.clone(), acts))
        .collect();
    let mut known = Vec::new();
    for line in fs::read_to_string(records).unwrap().lines() {
        let record: Record = serde_json::from_str(line).unwrap();
        if let Some(acts) = acts.get(&record.document.id) {
            known.extend(mentions(&record, acts));
        }
    }
    let mut strangers = 0;
    for (at, a) in known.iter().enumerate() {
        for b in &known[..at] {
            strangers += usize::from(a.group != b.group);
            if a.group == b.group || strangers % RARELY == 0 {
                print(a, b);
            }
        }
    }
}

/// The mentions of a record that overlap an annotated one, one to one.
fn mentions(record: &Record, acts: &Acts) -> Vec<Known> {
    let told = told(record);
    let mut free: Vec<usize> = (0..told.len()).collect();
    let mut known = Vec::new();
    for act in &acts.acts {
        let overlaps = |at: &usize| {
            let trigger = &record.events[*at].trigger;
            trigger.start < act.end && act.start < trigger.end
        };
        if let Some(position) = free.iter().position(overlaps) {
            let mention = told[free.remove(position)].mention.clone();
            known.push(Known { mention, group: acts.group.clone(), act: act.act.clone() });
        }
    }
    known
}

fn print(a: &Known, b: &Known) {
    let within = a.mention.document == b.mention.document;
    let known = if within { Some(0.0) } else { evidence(&a.mention, &b.mention) };
    let Some(known) = known.filter(|_| compatible(a.mention.kind, b.mention.kind)) else { return };
    let features = match within {
        true => features::within(&a.mention, &b.mention).to_vec(),
        false => features::across(&a.mention, &b.mention).to_vec(),
    };
    let groups = [&a.group, &b.group];
    let same = a.group == b.group && a.act == b.act;
    println!(
        "{}",
        serde_json::json!({"within": within, "groups": groups, "same": same, "known": known, "features": features})
    );
}
