//! What a store is asked most often, and how fast it grows: `cargo bench -p annals-store`. Its articles are made up
//! (`tests/common/made_up.rs`); `examples/million.rs` asks the same of a million events.

#![allow(clippy::unwrap_used, reason = "a measuring program may panic")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../tests/common/made_up.rs"]
mod made_up;

use std::{path::PathBuf, sync::LazyLock};

use common::version;
use divan::{Bencher, counter::ItemsCount};
use made_up::{Chance, EVENTS, made_up};
use store::{
    Item, Reader, Writer,
    query::{Filter, Key, Level, Order},
};
use tempfile::TempDir;

/// Articles in the store that is asked.
const ARTICLES: u64 = 2000;
/// Articles added at once.
const BATCH: u64 = 100;
/// Days that the articles run over.
const DAYS: u64 = 730;

static FILLED: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("annals.db");
    let mut writer = Writer::open(&path).unwrap();
    let run = writer.start_run(&version("sha256:m"), "ingest").unwrap();
    let mut chance = Chance(42);
    for start in (0..ARTICLES).step_by(BATCH as usize) {
        writer.add(run, &articles(start, &mut chance)).unwrap();
    }
    writer.finish_run(run).unwrap();
    folder
});

fn filled() -> PathBuf {
    FILLED.path().join("annals.db")
}

fn articles(start: u64, chance: &mut Chance) -> Vec<Item> {
    let article = |number| Item::Coded(Box::new(made_up(number, number * DAYS / ARTICLES, chance)));
    (start..start + BATCH).map(article).collect()
}

fn main() {
    divan::main();
}

/// A batch of articles written to a copy of the store, their acts matched to its incidents.
#[divan::bench(sample_count = 10)]
fn add(bencher: Bencher<'_, '_>) {
    let copied = || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("annals.db");
        std::fs::copy(filled(), &path).unwrap();
        let mut writer = Writer::open(&path).unwrap();
        let run = writer.start_run(&version("sha256:m"), "ingest").unwrap();
        (folder, writer, run, articles(ARTICLES / 2, &mut Chance(7)))
    };
    bencher.counter(ItemsCount::new(BATCH * EVENTS)).with_inputs(copied).bench_values(
        |(folder, mut writer, run, items)| {
            writer.add(run, &items).unwrap();
            (folder, writer)
        },
    );
}

#[divan::bench]
fn top_dyads(bencher: Bencher<'_, '_>) {
    ask(bencher, |reader| {
        reader.aggregate(&Filter::default(), Level::Report, &[Key::Dyad], Some(20)).unwrap().rows.len()
    });
}

#[divan::bench]
fn month_by_type(bencher: Bencher<'_, '_>) {
    let keys = [Key::Month, Key::Type];
    ask(bencher, |reader| reader.aggregate(&Filter::default(), Level::Report, &keys, None).unwrap().rows.len());
}

#[divan::bench(args = [Level::Report, Level::Incident])]
fn dyad_by_day(bencher: Bencher<'_, '_>, level: Level) {
    let all = Filter::default();
    let top = Reader::open(&filled()).unwrap().aggregate(&all, Level::Report, &[Key::Dyad], Some(1)).unwrap();
    let name = |at: usize| vec![top.rows[0][at].to_string()];
    let pair = Filter { actor: name(0), recipient: name(1), ..Filter::default() };
    ask(bencher, |reader| reader.aggregate(&pair, level, &[Key::Day], None).unwrap().rows.len());
}

#[divan::bench(args = [Level::Report, Level::Incident])]
fn latest_in_a_box(bencher: Bencher<'_, '_>, level: Level) {
    let area = Filter { area: Some([10.0, 10.0, 12.0, 12.0]), ..Filter::default() };
    ask(bencher, |reader| reader.list(&area, level, Order::Latest, Some(50)).unwrap().len());
}

#[divan::bench(args = [Level::Report, Level::Incident])]
fn latest_with_words(bencher: Bencher<'_, '_>, level: Level) {
    let words = Filter { text: Some("word7 word11".into()), ..Filter::default() };
    ask(bencher, |reader| reader.list(&words, level, Order::Latest, Some(50)).unwrap().len());
}

fn ask(bencher: Bencher<'_, '_>, question: impl Fn(&Reader) -> usize) {
    let reader = Reader::open(&filled()).unwrap();
    bencher.bench_local(|| question(&reader));
}
