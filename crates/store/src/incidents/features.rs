//! What two mentions share, as numbers that the regressions weigh.

use std::collections::BTreeSet;

use record::{EventType, Status};

use super::{
    agree::{FAR, NEAR, kilometres},
    mention::{Mention, Party, Spot},
};

/// Numbers of features: of any two mentions, of two in one document, of two in different ones.
pub const SHARED: usize = 15;
/// See [`within`].
pub const WITHIN: usize = SHARED + 10;
/// See [`across`].
pub const ACROSS: usize = SHARED + 10;

/// Names in two sentences beyond which more say no more.
const NAMES_ENOUGH: usize = 3;

/// Of two mentions in one document.
pub fn within(a: &Mention, b: &Mention) -> [f64; WITHIN] {
    let [here, elsewhere] = places(&a.spot, &b.spot);
    let [then, another_day] = days(a, b);
    let of_both = [
        number(a.historical == b.historical),
        here,
        elsewhere,
        then,
        another_day,
        number(a.local == b.local),
        // One sentence seldom tells of one act twice.
        number(a.words == b.words),
        number(named_apart(&a.actors, &b.actors)),
        number(named_apart(&a.recipients, &b.recipients)),
        number(a.kind == b.kind && speech(a.kind)),
    ];
    chained(&shared(a, b, false), &of_both)
}

/// Of two mentions in different documents: besides, what their leads share, alone and with what names the act.
pub fn across(a: &Mention, b: &Mention) -> [f64; ACROSS] {
    let both = shared(a, b, announced(a.status, b.status));
    let [stem, root, _, kind, words, ..] = both;
    let [leads, leads_smaller] = a.lead.words.overlap(&b.lead.words);
    let [names, names_smaller] = a.lead.names.overlap(&b.lead.names);
    let named_alike = stem + root;
    let texts = [leads, leads_smaller, names, names_smaller];
    let joint =
        [named_alike * leads, named_alike * names, kind * names, stem * names_smaller, stem * kind, stem * words];
    chained(&both, &[texts.as_slice(), &joint].concat())
}

fn chained<const N: usize>(first: &[f64], second: &[f64]) -> [f64; N] {
    let mut all = first.iter().chain(second);
    std::array::from_fn(|_| all.next().copied().unwrap_or_default())
}

/// Trigger, type, sentence, participants, mode, status and deaths. An act announced in another document has another type and
/// status than the act done.
fn shared(a: &Mention, b: &Mention, announced: bool) -> [f64; SHARED] {
    let stem = a.trigger.stem == b.trigger.stem;
    let [words, _] = a.words.overlap(&b.words);
    let names = a.names.shared(&b.names).min(NAMES_ENOUGH) as f64 / NAMES_ENOUGH as f64;
    let [actor, other_actor] = parties(&a.actors, &b.actors);
    let [recipient, other_recipient] = parties(&a.recipients, &b.recipients);
    let [mode, other_mode] = modes(&a.mode, &b.mode);
    let [deaths, other_deaths] = figures(a.deaths, b.deaths);
    [
        number(stem),
        number(!stem && a.trigger.root == b.trigger.root),
        // "accused" and "demanded" stand for many acts a day.
        number(stem && speech(a.kind) && speech(b.kind)),
        number(a.kind == b.kind || announced),
        words,
        names,
        actor,
        other_actor,
        recipient,
        other_recipient,
        mode,
        other_mode,
        number(a.status == b.status || announced),
        deaths,
        other_deaths,
    ]
}

fn number(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

/// Whether a participant is shared, and whether all differ; neither where one side is silent.
fn parties(a: &[Party], b: &[Party]) -> [f64; 2] {
    let same = |one: &Party| b.iter().any(|other| one.entity == other.entity || one.head == other.head);
    agree_or_differ(!a.is_empty() && !b.is_empty(), a.iter().any(same))
}

/// Whether two mentions are of other actors and other recipients, all known by name, whoever did it to whom.
pub fn parted(a: &Mention, b: &Mention) -> bool {
    let crossed = a.parties().any(|one| b.parties().any(|other| one.entity == other.entity || one.head == other.head));
    !crossed && named_apart(&a.actors, &b.actors) && named_apart(&a.recipients, &b.recipients)
}

/// Whether both sides have participants known by name, and none in common.
fn named_apart(a: &[Party], b: &[Party]) -> bool {
    let known = |parties: &[Party]| parties.iter().filter(|party| party.named).map(|party| party.entity).collect();
    let (a, b): (BTreeSet<i64>, BTreeSet<i64>) = (known(a), known(b));
    !a.is_empty() && !b.is_empty() && a.is_disjoint(&b)
}

fn modes(a: &[String], b: &[String]) -> [f64; 2] {
    agree_or_differ(!a.is_empty() && !b.is_empty(), a.iter().any(|mode| b.contains(mode)))
}

fn figures(a: Option<i64>, b: Option<i64>) -> [f64; 2] {
    agree_or_differ(a.is_some() && b.is_some(), a == b)
}

fn agree_or_differ(both_speak: bool, agree: bool) -> [f64; 2] {
    [number(both_speak && agree), number(both_speak && !agree)]
}

/// One place; other countries or towns.
fn places(a: &Spot, b: &Spot) -> [f64; 2] {
    let other_country = a.country.is_some() && b.country.is_some() && a.country != b.country;
    let one_name = a.name.is_some() && a.name == b.name;
    let apart = a.point.zip(b.point).filter(|_| a.exact && b.exact).map(|(a, b)| kilometres(a, b));
    let here = !other_country && (one_name || apart.is_some_and(|apart| apart <= NEAR));
    [number(here), number(other_country || !one_name && apart.is_some_and(|apart| apart > FAR))]
}

/// One day (1), days that overlap (.5); days apart.
fn days(a: &Mention, b: &Mention) -> [f64; 2] {
    let Some((first, second)) = a.days.zip(b.days) else { return [0.0, 0.0] };
    if first.1 < second.0 || second.1 < first.0 {
        return [0.0, 1.0];
    }
    let days: BTreeSet<_> = [first.0, first.1, second.0, second.1].into();
    [if days.len() == 1 { 1.0 } else { 0.5 }, 0.0]
}

fn announced(a: Status, b: Status) -> bool {
    matches!((a, b), (Status::Future, Status::Actual) | (Status::Actual, Status::Future))
}

/// Whether an act of a type is one of words.
pub fn speech(kind: EventType) -> bool {
    use EventType::{Accuse, Agree, Concede, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Agree | Concede | Reject | Request | Support | Threaten)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_neither_agrees_nor_differs() {
        assert_eq!(figures(Some(7), None), [0.0, 0.0]);
        assert_eq!((figures(Some(7), Some(7)), figures(Some(7), Some(9))), ([1.0, 0.0], [0.0, 1.0]));
        let party = |entity| Party { entity, country: None, named: true, head: entity.unsigned_abs() };
        assert_eq!(parties(&[party(1)], &[]), [0.0, 0.0]);
        assert_eq!(parties(&[party(1), party(2)], &[party(2)]), [1.0, 0.0]);
        assert_eq!(parties(&[party(1)], &[party(2)]), [0.0, 1.0]);
        let unnamed = Party { named: false, ..party(3) };
        assert!(named_apart(&[party(1), unnamed.clone()], &[party(2)]));
        assert!(!named_apart(&[party(1)], &[unnamed]) && !named_apart(&[party(1)], &[party(1), party(2)]));
    }

    #[test]
    fn towns_are_told_apart_by_distance() {
        let town = |name: &str, lat: f64| Spot {
            name: Some(name.into()),
            country: Some("UKR".into()),
            point: Some((lat, 30.0)),
            exact: true,
        };
        assert_eq!(places(&town("Odesa", 46.5), &town("Odesa port", 46.52)), [1.0, 0.0]);
        assert_eq!(places(&town("Odesa", 46.5), &town("Kyiv", 50.4)), [0.0, 1.0]);
        assert_eq!(places(&town("Odesa", 46.5), &Spot::default()), [0.0, 0.0]);
        assert_eq!(
            places(&town("Odesa", 46.5), &Spot { country: Some("USA".into()), ..town("Odesa", 31.8) }),
            [0.0, 1.0]
        );
    }
}
