//! Fills a store with made-up events and times the commonest questions.
//!
//! `cargo run --release -p annals-store --example million -- FILE [EVENTS]`

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a measuring program may panic and print")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/made_up.rs"]
mod made_up;

use std::{path::Path, time::Instant};

use common::version;
use made_up::{Chance, EVENTS, made_up};
use store::{
    Item, Reader, Writer,
    query::{Filter, Key, Level, Order},
};

/// Articles a batch.
const BATCH: u64 = 200;
/// Days that the articles run over.
const DAYS: u64 = 3650;
/// Runs of a question; the middle one counts.
const RUNS: usize = 15;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("give a file for the store");
    let events: u64 = arguments.next().map_or(1_000_000, |number| number.parse().expect("a number of events"));
    let path = Path::new(&path);
    if !path.exists() {
        fill(path, events);
    }
    ask(&Reader::open(path).unwrap());
}

fn fill(path: &Path, events: u64) {
    let mut writer = Writer::open(path).unwrap();
    let run = writer.start_run(&version("sha256:m"), "ingest").unwrap();
    let articles = events / EVENTS;
    let mut chance = Chance(42);
    let (mut making, mut writing) = (0.0, 0.0);
    for start in (0..articles).step_by(BATCH as usize) {
        let begun = Instant::now();
        let items: Vec<Item> = (start..articles.min(start + BATCH))
            .map(|number| Item::Coded(Box::new(made_up(number, number * DAYS / articles, &mut chance))))
            .collect();
        making += begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        writer.add(run, &items).unwrap();
        writing += begun.elapsed().as_secs_f64();
    }
    writer.finish_run(run).unwrap();
    println!("{events} events written in {writing:.0} s ({:.0}/s); made up in {making:.0} s", events as f64 / writing);
}

fn ask(reader: &Reader) {
    let dyad = reader.aggregate(&Filter::default(), Level::Report, &[Key::Dyad], Some(1)).unwrap();
    let name = |at: usize| vec![dyad.rows[0][at].to_string()];
    let pair = Filter { actor: name(0), recipient: name(1), ..Filter::default() };
    let area = Filter { area: Some([10.0, 10.0, 12.0, 12.0]), ..Filter::default() };
    let text = Filter { text: Some("word7 word11".into()), ..Filter::default() };
    let count = |filter: &Filter, level, keys: &[Key]| reader.aggregate(filter, level, keys, None).unwrap().rows.len();
    let list = |filter: &Filter, level| reader.list(filter, level, Order::Latest, Some(50)).unwrap().len();
    let all = Filter::default();
    time("top dyads", || reader.aggregate(&all, Level::Report, &[Key::Dyad], Some(20)).unwrap().rows.len());
    time("month × type, reports", || count(&all, Level::Report, &[Key::Month, Key::Type]));
    time("dyad per day, reports", || count(&pair, Level::Report, &[Key::Day]));
    time("dyad per day, incidents", || count(&pair, Level::Incident, &[Key::Day]));
    time("box, 50 reports", || list(&area, Level::Report));
    time("box, 50 incidents", || list(&area, Level::Incident));
    time("text, 50 reports", || list(&text, Level::Report));
    time("text, 50 incidents", || list(&text, Level::Incident));
}

fn time(name: &str, mut question: impl FnMut() -> usize) {
    let mut times: Vec<f64> = Vec::new();
    let mut rows = 0;
    for _ in 0..RUNS {
        let begun = Instant::now();
        rows = question();
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    println!("{name}: {:.1} ms ({rows} rows)", times[RUNS / 2]);
}
