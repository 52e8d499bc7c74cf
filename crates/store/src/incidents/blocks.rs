//! Which clusters a mention may agree with at all: those with a mention of a compatible type near in time, or of its document;
//! of documents without a day, those with a mention of one that names the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan, civil::Date};
use record::EventType;

use super::{
    agree::{AHEAD, REACH, SHARED_NAMES, anchor, compatible, done, is_undated},
    mention::Mention,
};

/// Days that a mention is filed under one by one; longer stretches are filed apart.
const SHORT: i32 = 31;

/// Positions of clusters by what their mentions are filed under.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    days: BTreeMap<(EventType, bool, Date), BTreeSet<usize>>,
    long: BTreeMap<EventType, BTreeSet<usize>>,
    documents: BTreeMap<i64, BTreeSet<usize>>,
    /// Of documents without a day: by type and participant, and the documents by the names in their leads.
    parties: BTreeMap<(EventType, i64), BTreeSet<usize>>,
    leads: BTreeMap<u32, BTreeSet<i64>>,
}

impl Blocks {
    /// Files a mention of the cluster at a position.
    pub fn file(&mut self, cluster: usize, mention: &Mention) {
        self.documents.entry(mention.document).or_default().insert(cluster);
        if is_undated(mention) {
            self.file_undated(cluster, mention);
        }
        let Some(first) = anchor(mention) else { return };
        let last = mention.days.map_or(first, |days| days.1);
        if last > shifted(first, SHORT) {
            self.long.entry(mention.kind).or_default().insert(cluster);
        }
        let days = (0..=SHORT).map(|days| shifted(first, days)).take_while(|day| *day <= last.max(first));
        for day in days {
            self.days.entry((mention.kind, done(mention), day)).or_default().insert(cluster);
        }
    }

    fn file_undated(&mut self, cluster: usize, mention: &Mention) {
        for party in mention.parties() {
            self.parties.entry((mention.kind, party.entity)).or_default().insert(cluster);
        }
        for name in mention.lead.names.hashes() {
            self.leads.entry(*name).or_default().insert(mention.document);
        }
    }

    /// Positions of all clusters that a mention is to be compared with, and of some more.
    pub fn near(&self, mention: &Mention) -> BTreeSet<usize> {
        let mut near = self.documents.get(&mention.document).cloned().unwrap_or_default();
        if is_undated(mention) {
            near.extend(self.naming_the_same(mention));
        }
        let Some(first) = anchor(mention) else { return near };
        let last = mention.days.map_or(first, |days| days.1);
        for kind in EventType::ALL.iter().copied().filter(|kind| compatible(mention.kind, *kind)) {
            near.extend(self.long.get(&kind).into_iter().flatten());
            for other_done in [false, true] {
                let reach = if other_done && done(mention) { REACH } else { AHEAD };
                let (from, to) = (shifted(first, -reach), shifted(first, reach).max(shifted(last, 1)));
                let range = (kind, other_done, from)..=(kind, other_done, to);
                near.extend(self.days.range(range).flat_map(|(_, clusters)| clusters));
            }
        }
        near
    }

    /// Clusters of documents without a day that share a participant, or names in the lead.
    fn naming_the_same(&self, mention: &Mention) -> BTreeSet<usize> {
        let kinds = EventType::ALL.iter().copied().filter(|kind| compatible(mention.kind, *kind));
        let keys = kinds.flat_map(|kind| mention.parties().map(move |party| (kind, party.entity)));
        let mut found: BTreeSet<usize> = keys.filter_map(|key| self.parties.get(&key)).flatten().copied().collect();
        let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
        for document in mention.lead.names.hashes().iter().filter_map(|name| self.leads.get(name)).flatten() {
            *shared.entry(*document).or_default() += 1;
        }
        let alike = shared.into_iter().filter(|(_, names)| *names >= SHARED_NAMES);
        found.extend(alike.filter_map(|(document, _)| self.documents.get(&document)).flatten());
        found
    }
}

fn shifted(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use record::Status;

    use super::*;
    use crate::incidents::{
        agree::agreement,
        mention::{Bag, Lead, Party, Spot, Trigger},
    };

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
            trigger: Trigger::new("hit"),
            words: Bag::default(),
            names: Bag::default(),
            lead: Lead::default(),
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
                // Without a day it is names that bring mentions together; these have none.
                let apart = is_undated(a) && is_undated(b) || agreement(a, b).is_none_or(|agreement| agreement == 0.0);
                assert!(near.contains(&at) || apart, "{a:?} {b:?}");
                far += usize::from(!near.contains(&at));
            }
        }
        assert!(far > mentions.len() * mentions.len() / 4, "{far}");
    }

    #[test]
    fn without_a_day_names_bring_mentions_together() {
        let told = |document: i64, entity: i64, text: &str| Mention {
            document,
            days: None,
            reported: None,
            kind: EventType::Assault,
            actors: vec![Party { entity, country: None, named: true, head: 0 }],
            lead: Lead::new(text),
            ..mention(document)
        };
        let mut blocks = Blocks::default();
        blocks.file(0, &told(1, 1, "Rebels shelled Aden, Yemen says."));
        blocks.file(1, &told(2, 2, "Rebels shelled Sanaa, Iran says."));
        blocks.file(2, &Mention { reported: Some(date(2024, 1, 1)), ..told(3, 1, "Shelling in Aden, Yemen.") });
        let near = |entity, text: &str| blocks.near(&told(9, entity, text)).into_iter().collect::<Vec<_>>();
        assert_eq!(near(9, "Shells hit Aden as Yemen waits."), [0]);
        assert_eq!(near(2, "Shells hit a town."), [1]);
        assert!(near(9, "Yemen waits.").is_empty(), "one name is not enough");
    }
}
