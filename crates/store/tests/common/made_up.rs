//! Articles made up by chance, for measuring: the same ones every time.

use jiff::{ToSpan, civil::date};
use record::{Event, EventType, Record};

use super::common::{With, article, event};

/// Events an article.
pub const EVENTS: u64 = 10;

/// An article of some day, with events among a few hundred parties, some far commoner than others.
pub fn made_up(number: u64, day: u64, chance: &mut Chance) -> Record {
    let published = date(2015, 1, 1) + (day as i64).days();
    let sentences: Vec<(String, Event)> = (0..EVENTS)
        .map(|_| {
            let kind = EventType::ALL[chance.below(16) as usize];
            let (actor, recipient) = (party(chance), party(chance));
            let (row, column) = (chance.below(60), chance.below(120));
            let words: Vec<String> = (0..12).map(|_| format!("word{}", chance.skewed(20_000))).collect();
            let act = event(kind, "acted", &[&actor], &[&recipient])
                .on(&(published - (chance.below(3) as i64).days()).to_string())
                .at(&format!("Town {row} {column}"), "UKR", row as f64 - 20.0, column as f64 - 60.0);
            (format!("{actor} acted on {recipient} with {}.", words.join(" ")), act)
        })
        .collect();
    let acts = sentences.iter().map(|(sentence, act)| (sentence.as_str(), Some(act.clone()))).collect();
    article(&format!("Outlet {number}"), &published.to_string(), acts)
}

fn party(chance: &mut Chance) -> String {
    let number = chance.skewed(2000);
    format!("Group {number}")
}

/// SplitMix64.
pub struct Chance(pub u64);

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
