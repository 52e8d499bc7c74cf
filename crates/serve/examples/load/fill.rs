//! A store of made-up incidents.

use std::{path::Path, time::Instant};

use jiff::{ToSpan, civil::date};
use record::{Event, EventType, Record, Status};
use store::{Item, Reader, Writer};

use crate::common::{With, article, event, version};

/// Events an article.
const EVENTS: u64 = 10;
/// Articles a batch.
const BATCH: u64 = 200;
/// Days that the articles run over.
const DAYS: u64 = 1826;

/// Fills a new store with some more than as many incidents.
pub fn fill(path: &Path, incidents: u64) {
    let begun = Instant::now();
    let mut writer = Writer::open(path).unwrap();
    let run = writer.start_run(&version("sha256:m"), "ingest").unwrap();
    // A few acts are told of twice.
    let articles = (incidents + incidents / 50).div_ceil(EVENTS);
    let mut chance = Chance(42);
    for start in (0..articles).step_by(BATCH as usize) {
        let made = |number| Item::Coded(Box::new(made_up(number, number * DAYS / articles, &mut chance)));
        let items: Vec<Item> = (start..articles.min(start + BATCH)).map(made).collect();
        writer.add(run, &items).unwrap();
    }
    writer.finish_run(run).unwrap();
    drop(writer);
    let holdings = Reader::open(path).unwrap().holdings(1).unwrap();
    println!("{} incidents made up in {:.0} s", holdings.incidents, begun.elapsed().as_secs_f64());
}

/// An article of some day, with events among two thousand parties, some far commoner than others.
fn made_up(number: u64, day: u64, chance: &mut Chance) -> Record {
    let published = date(2020, 1, 1) + (day as i64).days();
    let sentences: Vec<(String, Event)> = (0..EVENTS).map(|_| act(&published.to_string(), chance)).collect();
    let acts = sentences.iter().map(|(sentence, act)| (sentence.as_str(), Some(act.clone()))).collect();
    article(&format!("Outlet {number}"), &published.to_string(), acts)
}

fn act(published: &str, chance: &mut Chance) -> (String, Event) {
    let published: jiff::civil::Date = published.parse().unwrap();
    let kind = EventType::ALL[chance.below(EventType::ALL.len() as u64) as usize];
    let (actor, recipient) = (format!("Group {}", chance.skewed(2000)), format!("Group {}", chance.skewed(2000)));
    let (row, column) = (chance.below(60), chance.below(120));
    let country = ["UKR", "KEN", "SDN", "FRA", "COL", "KGZ", "MOZ", "LBY"][(row * column % 8) as usize];
    let (status, days) = match chance.below(20) {
        0 => (Status::Negated, -1),
        1 => (Status::Hypothetical, -1),
        2 | 3 => (Status::Future, chance.below(30) as i64),
        _ => (Status::Actual, -(chance.below(3) as i64)),
    };
    let mut made = event(kind, "acted", &[&actor], &[&recipient])
        .on(&(published + days.days()).to_string())
        .at(&format!("Town {row} {column}"), country, row as f64 - 20.0, column as f64 - 60.0)
        .status(status);
    if kind == EventType::Assault && status == Status::Actual {
        made = made.deaths(chance.skewed(40), "police");
    }
    made.score = chance.below(200) as f64 / 10.0 - 10.0;
    made.confidence = 0.3 + chance.below(60) as f64 / 100.0;
    let words: Vec<String> = (0..12).map(|_| format!("word{}", chance.skewed(20_000))).collect();
    (format!("{actor} acted on {recipient} with {}.", words.join(" ")), made)
}

/// SplitMix64: the same store each time.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Small numbers far more often than great ones.
    fn skewed(&mut self, end: u64) -> u64 {
        let share = self.next() as f64 / u64::MAX as f64;
        ((end as f64).powf(share) - 1.0) as u64
    }
}
