//! Which clusters a mention may agree with at all: those with a mention of a compatible type near in time, or of its document.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use record::EventType;

use super::{
    agree::{AHEAD, REACH, anchor, compatible, done},
    mention::Mention,
};

/// Days that a mention is filed under one by one; longer stretches are filed apart.
const SHORT: i32 = 31;

/// Positions of clusters by what their mentions are filed under.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    days: BTreeMap<(EventType, bool, Date), BTreeSet<usize>>,
    long: BTreeMap<EventType, BTreeSet<usize>>,
    undated: BTreeMap<EventType, BTreeSet<usize>>,
    documents: BTreeMap<i64, BTreeSet<usize>>,
}

impl Blocks {
    /// Files a mention of the cluster at a position.
    pub fn file(&mut self, cluster: usize, mention: &Mention) {
        self.documents.entry(mention.document).or_default().insert(cluster);
        let Some(first) = anchor(mention) else {
            self.undated.entry(mention.kind).or_default().insert(cluster);
            return;
        };
        let last = mention.days.map_or(first, |days| days.1);
        if last > shifted(first, SHORT) {
            self.long.entry(mention.kind).or_default().insert(cluster);
        }
        let days = (0..=SHORT).map(|days| shifted(first, days)).take_while(|day| *day <= last.max(first));
        for day in days {
            self.days.entry((mention.kind, done(mention), day)).or_default().insert(cluster);
        }
    }

    /// Positions of all clusters that a mention can agree with, and of some that it cannot.
    pub fn near(&self, mention: &Mention) -> BTreeSet<usize> {
        let mut near = self.documents.get(&mention.document).cloned().unwrap_or_default();
        for kind in EventType::ALL.iter().copied().filter(|kind| compatible(mention.kind, *kind)) {
            let Some(first) = anchor(mention) else {
                near.extend(self.undated.get(&kind).into_iter().flatten());
                continue;
            };
            near.extend(self.long.get(&kind).into_iter().flatten());
            let last = mention.days.map_or(first, |days| days.1);
            for other_done in [false, true] {
                let reach = if other_done && done(mention) { REACH } else { AHEAD };
                let (from, to) = (shifted(first, -reach), shifted(first, reach).max(shifted(last, 1)));
                let range = (kind, other_done, from)..=(kind, other_done, to);
                near.extend(self.days.range(range).flat_map(|(_, clusters)| clusters));
            }
        }
        near
    }
}

fn shifted(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;
    use record::Status;

    use super::*;
    use crate::incidents::{agree::agreement, mention::Spot};

    /// Mentions of all sorts of times, statuses and types, by number.
    fn mention(number: i64) -> Mention {
        let day = |days: i64| date(2024, 1, 1) + (days % 70).days();
        let kind = [EventType::Assault, EventType::Agree, EventType::Consult, EventType::Coerce][number as usize % 4];
        let first = day(number * 13);
        let last = shifted(first, [0, 0, 3, 60][number as usize / 4 % 4]);
        Mention {
            event: number,
            document: number / 3,
            local: number.to_string(),
            kind,
            mode: Vec::new(),
            status: [Status::Actual, Status::Future, Status::Negated][number as usize % 3],
            historical: false,
            actors: Vec::new(),
            recipients: Vec::new(),
            spot: Spot::default(),
            days: (number % 5 < 3).then_some((first, last)),
            reported: (number % 7 < 5).then(|| day(number * 29)),
            deaths: None,
            trigger: 0,
            words: BTreeSet::new(),
        }
    }

    #[test]
    fn whatever_may_agree_is_near() {
        let mentions: Vec<Mention> = (0..240).map(mention).collect();
        let mut blocks = Blocks::default();
        mentions.iter().enumerate().for_each(|(at, mention)| blocks.file(at, mention));
        let mut far = 0;
        for a in &mentions {
            let near = blocks.near(a);
            for (at, b) in mentions.iter().enumerate() {
                assert!(near.contains(&at) || agreement(a, b).is_none(), "{a:?} {b:?}");
                far += usize::from(!near.contains(&at));
            }
        }
        assert!(far > mentions.len() * mentions.len() / 4, "{far}");
    }
}
