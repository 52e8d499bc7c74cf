//! How likely two mentions tell of one act.
//!
//! Logistic regressions weigh what the mentions share ([`features`], [`weights`]). What fitting had no dated texts for (days, places, and days
//! with many acts of a kind by others) adds evidence set by hand, in the manner of Fellegi and Sunter (1969): a weight where two
//! documents agree, less where they differ, nothing where one is silent. Days and towns apart rule one act out.

use jiff::civil::Date;
use record::{EventType, Status};

use super::{
    features,
    mention::{Mention, Spot},
    weights,
};

/// Days that an announced act may lie ahead, where it or its announcement carries no date.
pub const AHEAD: i32 = 30;
/// Days between reports of one act, where the acts carry no dates.
pub const REACH: i32 = 4;
/// Kilometres within which two points are one place.
pub const NEAR: f64 = 15.0;
/// Kilometres beyond which two towns are different places.
pub const FAR: f64 = 60.0;

/// Evidence against one act where the places lie in two countries: texts often name only whose people an act is about.
const OTHER_COUNTRY: f64 = -2.5;
/// Evidence against one act where both sides know actors and recipients by name and share none: a day of news has many acts of a kind.
const OTHER_PARTIES: f64 = -2.5;
/// Names that two texts without dates share in their leads at least, if no participant.
pub const SHARED_NAMES: usize = 2;

/// How likely two mentions tell of one act; `None` where their days or places rule it out.
pub fn agreement(a: &Mention, b: &Mention) -> Option<f64> {
    if !compatible(a.kind, b.kind) {
        return Some(0.0);
    }
    // Within a document, days and places are as often the coder's errors as differences.
    if a.document == b.document {
        return Some(weights::within(&features::within(a, b)));
    }
    let known = evidence(a, b)?;
    Some(weights::across(&features::across(a, b), known))
}

/// What the days and places of mentions in two documents say of one act.
pub fn evidence(a: &Mention, b: &Mention) -> Option<f64> {
    let days = days(a, b)?;
    // Who speaks speaks of many matters a day.
    let days = if features::speech(a.kind) && features::speech(b.kind) { days.min(0.0) } else { days };
    let parties = if features::parted(a, b) { OTHER_PARTIES } else { 0.0 };
    Some(days + spots(&a.spot, &b.spot)? + parties)
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

/// Whether the act is told as done, or as done and denied.
pub(super) fn done(mention: &Mention) -> bool {
    matches!(mention.status, Status::Actual | Status::Negated)
}

fn days(a: &Mention, b: &Mention) -> Option<f64> {
    if let (Some(first), Some(second)) = (a.days, b.days) {
        return both_dated(first, second);
    }
    if is_undated(a) && is_undated(b) {
        return Some(0.0);
    }
    let (first, second) = (anchor(a)?, anchor(b)?);
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

/// Whether its document says no day of publication: such a mention is compared with its like, by who and what their texts name.
pub fn is_undated(mention: &Mention) -> bool {
    mention.reported.is_none()
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
    let apart = a.point.zip(b.point).filter(|_| a.exact && b.exact).map(|(a, b)| kilometres(a, b));
    let both = a.country.as_ref().zip(b.country.as_ref());
    match apart {
        Some(apart) if apart > FAR => None,
        _ if both.is_some_and(|(a, b)| a != b) => Some(OTHER_COUNTRY),
        _ if a.name.is_some() && a.name == b.name => Some(if a.exact { 1.3 } else { 0.5 }),
        Some(apart) => Some(if apart <= NEAR { 1.0 } else { 0.0 }),
        None if both.is_some() => Some(0.4),
        None => Some(0.0),
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
