//! How far two mentions agree: a sum of evidence for and against one act, in the manner of Fellegi and Sunter (1969).
//!
//! Each feature adds its weight where the mentions agree, takes some off where they differ, and says nothing where one of
//! them is silent. Hard conflicts (types, countries apart, days apart) rule one act out.

use jiff::civil::Date;
use record::{EventType, Status};

use super::mention::{Mention, Party, Spot};

/// Evidence needed before two mentions are taken for one act.
const PRIOR: f64 = -3.0;
/// The coder saw two acts in one document: more is needed to overrule it.
const APART_IN_DOCUMENT: f64 = -2.0;
/// Days that an announced act may lie ahead, where it or its announcement carries no date.
pub const AHEAD: i32 = 30;
/// Days between reports of one act, where the acts carry no dates.
pub const REACH: i32 = 4;
/// Kilometres within which two points are one place.
const NEAR: f64 = 15.0;
/// Kilometres beyond which two towns are different places.
const FAR: f64 = 60.0;

/// Evidence that two mentions tell of one act (above 0: they do); `None` where they cannot.
pub fn agreement(a: &Mention, b: &Mention) -> Option<f64> {
    let mut sum = PRIOR;
    sum += types(a, b)?;
    sum += statuses(a, b);
    sum += days(a, b)?;
    sum += spots(&a.spot, &b.spot)?;
    sum += parties(&a.actors, &b.actors) + parties(&a.recipients, &b.recipients);
    sum += figures(a.deaths, b.deaths);
    sum += words(a, b);
    if a.document == b.document && a.local != b.local {
        sum += APART_IN_DOCUMENT;
    }
    Some(sum)
}

/// Types that may name one act in different words, or before and after it was done: a meeting to come is AGREE, a withdrawal
/// announced CONCEDE.
pub fn compatible(a: EventType, b: EventType) -> bool {
    use EventType::{Agree, Aid, Assault, Coerce, Concede, Consult, Cooperate, Mobilize, Protest, Retreat, Support};
    const PAIRS: [(EventType, EventType); 11] = [
        (Agree, Consult),
        (Agree, Cooperate),
        (Agree, Support),
        (Agree, Aid),
        (Concede, Retreat),
        (Concede, Agree),
        (Coerce, Assault),
        (Mobilize, Assault),
        (Protest, Assault),
        (Aid, Cooperate),
        (Consult, Cooperate),
    ];
    a == b || PAIRS.contains(&(a, b)) || PAIRS.contains(&(b, a))
}

fn types(a: &Mention, b: &Mention) -> Option<f64> {
    if !compatible(a.kind, b.kind) {
        return None;
    }
    let announced = (a.status == Status::Future) != (b.status == Status::Future);
    let kind = match a.kind == b.kind {
        true => 0.5,
        // An act announced has another type than the act done.
        false if announced => 0.3,
        false => -0.8,
    };
    let shared = a.mode.iter().any(|mode| b.mode.contains(mode));
    let mode = match (a.mode.is_empty() || b.mode.is_empty(), shared) {
        (true, _) => 0.0,
        (_, true) => 0.7,
        (_, false) => -0.8,
    };
    let trigger = match (a.trigger == b.trigger, speech(a.kind)) {
        (false, _) => 0.0,
        (true, false) => 0.8,
        // "accused" and "demanded" stand for many acts a day.
        (true, true) => 0.4,
    };
    Some(kind + mode + trigger)
}

fn statuses(a: &Mention, b: &Mention) -> f64 {
    let history = if a.historical == b.historical { 0.0 } else { -0.6 };
    let status = match (a.status, b.status) {
        (a, b) if a == b => 0.0,
        (Status::Actual, Status::Future) | (Status::Future, Status::Actual) => -0.1,
        (Status::Actual, Status::Negated) | (Status::Negated, Status::Actual) => -0.4,
        _ => -0.8,
    };
    history + status
}

/// Whether the act is told as done, or as done and denied.
pub(super) fn done(mention: &Mention) -> bool {
    matches!(mention.status, Status::Actual | Status::Negated)
}

fn days(a: &Mention, b: &Mention) -> Option<f64> {
    if let (Some(first), Some(second)) = (a.days, b.days) {
        return both_dated(first, second);
    }
    let (Some(first), Some(second)) = (anchor(a), anchor(b)) else { return undated(a, b) };
    // What is announced comes before what is done; a report after the deed is late, not early.
    let (gap, reach) = match (done(a), done(b)) {
        (true, false) => (between(second, first), AHEAD),
        (false, true) => (between(first, second), AHEAD),
        _ => (between(first, second).abs(), REACH),
    };
    match gap {
        -1..=1 => Some(0.4),
        -3..=3 => Some(0.0),
        _ if (-REACH..=reach).contains(&gap) => Some(-0.6),
        _ => None,
    }
}

/// Without any date, mentions of two documents must share a participant.
fn undated(a: &Mention, b: &Mention) -> Option<f64> {
    /// More than all else can outweigh.
    const NOBODY_SHARED: f64 = -9.0;
    if a.document == b.document {
        return Some(0.0);
    }
    let ids = |mention: &Mention| -> Vec<i64> {
        mention.actors.iter().chain(&mention.recipients).map(|party| party.entity).collect()
    };
    let known = ids(b);
    let shared = ids(a).iter().any(|id| known.contains(id));
    let neither = anchor(a).is_none() && anchor(b).is_none();
    neither.then_some(if shared { -0.3 } else { NOBODY_SHARED })
}

fn both_dated(a: (Date, Date), b: (Date, Date)) -> Option<f64> {
    let gap = between(a.1, b.0).max(between(b.1, a.0));
    let single = a.0 == a.1 && b.0 == b.1;
    match gap {
        ..=0 if single => Some(1.3),
        ..=0 => Some(0.5),
        1 => Some(-0.5),
        _ => None,
    }
}

/// The day a mention is filed under: its first day, else that of publication.
pub fn anchor(mention: &Mention) -> Option<Date> {
    mention.days.map(|days| days.0).or(mention.reported)
}

/// Days from `a` to `b`.
fn between(a: Date, b: Date) -> i32 {
    a.until(b).map_or(i32::MAX, |span| span.get_days())
}

fn spots(a: &Spot, b: &Spot) -> Option<f64> {
    if let (Some(first), Some(second)) = (&a.country, &b.country)
        && first != second
    {
        return None;
    }
    if a.name.is_some() && a.name == b.name {
        return Some(if a.exact { 1.3 } else { 0.5 });
    }
    match (a.point, b.point) {
        (Some(first), Some(second)) if a.exact && b.exact => match kilometres(first, second) {
            apart if apart <= NEAR => Some(1.0),
            apart if apart <= FAR => Some(0.0),
            _ => None,
        },
        _ if a.country.is_some() && b.country.is_some() => Some(0.4),
        _ => Some(0.0),
    }
}

/// Great-circle distance.
pub fn kilometres(a: (f64, f64), b: (f64, f64)) -> f64 {
    const RADIUS: f64 = 6371.0;
    let (lat_a, lat_b) = (a.0.to_radians(), b.0.to_radians());
    let (north, east) = ((lat_b - lat_a) / 2.0, (b.1 - a.1).to_radians() / 2.0);
    let h = north.sin().powi(2) + lat_a.cos() * lat_b.cos() * east.sin().powi(2);
    2.0 * RADIUS * h.sqrt().min(1.0).asin()
}

fn parties(a: &[Party], b: &[Party]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let best = a.iter().flat_map(|first| b.iter().map(move |second| party(first, second)));
    best.fold(f64::NEG_INFINITY, f64::max)
}

fn party(a: &Party, b: &Party) -> f64 {
    let one_country = a.country.is_some() && a.country == b.country;
    let countries_differ = a.country.is_some() && b.country.is_some() && !one_country;
    match (a.named, b.named) {
        _ if a.entity == b.entity => {
            if a.named {
                1.2
            } else {
                0.7
            }
        }
        _ if countries_differ => -1.2,
        _ if a.head == b.head => 0.6,
        (true, true) => {
            if one_country {
                0.1
            } else {
                -1.0
            }
        }
        _ => {
            if one_country {
                0.3
            } else {
                -0.2
            }
        }
    }
}

fn figures(a: Option<i64>, b: Option<i64>) -> f64 {
    match (a, b) {
        (Some(a), Some(b)) if a == b => {
            if a > 2 {
                0.9
            } else {
                0.4
            }
        }
        (Some(a), Some(b)) if a.max(b) > 4 * a.min(b).max(1) => -1.2,
        (Some(_), Some(_)) => -0.2,
        _ => 0.0,
    }
}

/// Overlap of the sentences' words. Of two acts of speech it tells whether they are about one matter.
fn words(a: &Mention, b: &Mention) -> f64 {
    let shared = a.words.intersection(&b.words).count() as f64;
    let all = (a.words.len() + b.words.len()) as f64 - shared;
    let jaccard = if all > 0.0 { shared / all } else { 0.0 };
    if speech(a.kind) && speech(b.kind) { 7.0 * jaccard - 2.6 } else { 3.5 * jaccard - 0.2 }
}

fn speech(kind: EventType) -> bool {
    use EventType::{Accuse, Agree, Concede, Reject, Request, Support, Threaten};
    matches!(kind, Accuse | Agree | Concede | Reject | Request | Support | Threaten)
}
