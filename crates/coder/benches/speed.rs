//! Sentences a second over the articles in `samples/`, on one thread: `cargo bench -p annals-coder`.

use std::sync::LazyLock;

use coder::Coder;
use divan::{Bencher, counter::ItemsCount};
use record::Document;

/// Articles written for this project; their head lines are coded like any other.
const SAMPLES: [&str; 4] = [
    include_str!("../../../samples/odesa.txt"),
    include_str!("../../../samples/assembly.txt"),
    include_str!("../../../samples/strait.txt"),
    include_str!("../../../samples/market.txt"),
];

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::embedded().expect("the built-in knowledge and weights load"));

fn main() {
    divan::main();
}

fn sentences() -> ItemsCount {
    ItemsCount::new(SAMPLES.iter().map(|text| language::segment(text).len()).sum::<usize>())
}

/// Sentences and tokens alone.
#[divan::bench]
fn segment(bencher: Bencher<'_, '_>) {
    bencher.counter(sentences()).bench(|| SAMPLES.map(language::segment));
}

/// Tags, trees, names, event scores, times and quantities.
#[divan::bench(sample_count = 20)]
fn parse(bencher: Bencher<'_, '_>) {
    let engine = CODER.engine();
    bencher.counter(sentences()).bench(|| SAMPLES.map(|text| engine.analyse(text, None).map(|it| it.sentences.len())));
}

/// From text to records.
#[divan::bench(sample_count = 20)]
fn code(bencher: Bencher<'_, '_>) {
    let document = |text: &str| Document { text: text.to_owned(), language: "en".into(), ..Document::default() };
    bencher.counter(sentences()).bench(|| SAMPLES.map(|text| CODER.code(document(text)).map(|it| it.events.len())));
}
