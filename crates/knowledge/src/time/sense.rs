//! What a time word may say.

use jiff::civil::Date;
use serde::Deserialize;

/// One sense of a word or phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeSense {
    /// A month; January is 1.
    Month(i8),
    /// A day of the week; Monday is 1.
    Weekday(i8),
    /// Every such day of the week.
    Weekdays(i8),
    /// A season.
    Season(Season),
    /// A part of the day.
    DayPart(DayPart),
    /// An hour that has a name: "noon" is 12.
    Hour(i8),
    /// AM or PM.
    HalfDay(HalfDay),
    /// A holiday.
    Holiday(Holiday),
    /// A day known by its name alone.
    Date(Date),
    /// A unit of time, and how many of it ("decade": 10 years).
    Unit(Measure),
    /// Its plural.
    Units(Measure),
    /// Days counted from the day of publication: "yesterday".
    Days(NamedDays),
    /// A number.
    Number(i64),
    /// What multiplies a number before it: "hundred".
    Scale(i64),
    /// A half.
    Half,
    /// A place in order: "third" is 3.
    Ordinal(i64),
    /// An amount left open: "several".
    Vague(Bounds),
    /// Moves a unit, weekday, month or season after it: "last".
    Shift(Shift),
    /// Moves by the length before it: "ago", "later".
    Offset(Shift),
    /// After a length, ties it to an act that is named next: 1 counts on from that act ("nine days after a clash"), -1 back from it.
    Tied(i64),
    /// What part of the period after it is meant, or how well it fits: "early", "about".
    Modifier(TimeModifier),
    /// What a number of units after it stands for: "more than".
    Bound(TimeModifier),
    /// Past, present or future in general.
    Reference(TimeReference),
    /// A recurring time: "daily".
    Recurring(Measure),
    /// Makes what follows recur: "every".
    Each,
    /// A time zone.
    Zone,
    /// May stand between a number and its unit: "full".
    Filler,
    /// May stand before a bare year, and before a month that could be another word.
    Lead,
    /// After a number, shows that it counts something other than years: "dollars".
    Counted,
    /// Before a number, shows that it names something: "resolution".
    Label,
    /// Beside an act, sets it apart from what is reported: "an earlier attack". A lemma.
    Background,
    /// A verb, noun or adjective whose complement is still to come: "scheduled". A lemma.
    Ahead,
    /// As [`TimeSense::Ahead`], of speech: what hangs from itself in the past tense is when it was said. A lemma.
    Promise,
}

/// Seasons, as on the northern half of the earth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Season {
    /// From March.
    Spring,
    /// From June.
    Summer,
    /// From September.
    Autumn,
    /// From December.
    Winter,
}

/// Parts of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum DayPart {
    Daytime,
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

/// Before or after noon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum HalfDay {
    Am,
    Pm,
}

/// When a holiday falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Holiday {
    /// The same month and day every year.
    Fixed(i8, i8),
    /// The first such weekday (Monday is 1) on or after a month and day: `floating = [11, 22, 4]`.
    Floating(i8, i8, i8),
    /// Days from Easter Sunday.
    Easter(i64),
}

/// So many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// How many.
    #[serde(default = "one")]
    pub count: i64,
    /// Of what.
    pub unit: TimeUnit,
}

fn one() -> i64 {
    1
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
}

/// Days from the day of publication, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedDays {
    /// The first.
    pub from: i64,
    /// The last.
    pub to: i64,
    /// What part of the first.
    pub part: Option<DayPart>,
}

/// At least and at most so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the names say it")]
pub struct Bounds {
    pub min: i64,
    pub max: i64,
}

/// A move along the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// How many units; negative is back.
    pub by: i64,
    /// From where.
    pub from: Anchor,
    /// Whether the period reaches to that day itself ("the past week"), or is the next unit of the calendar ("last week").
    #[serde(default)]
    pub adjoins: bool,
}

/// What a relative time is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Anchor {
    /// The day of publication.
    Publication,
    /// The time that the text told of last.
    Text,
}

/// TIMEX3 modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names of TIMEX3")]
pub enum TimeModifier {
    Start,
    Mid,
    End,
    /// From the start to the day of publication: "earlier this year". TIMEX3 knows no other than `START`.
    Earlier,
    /// From the day of publication to the end. TIMEX3 knows no other than `END`.
    Later,
    Approx,
    LessThan,
    MoreThan,
    EqualOrLess,
    EqualOrMore,
}

/// TIMEX3 values of times in general.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names say it")]
pub enum TimeReference {
    Past,
    Present,
    Future,
}

impl TimeSense {
    /// What is wrong with its numbers, if anything is.
    pub(super) fn problem(self) -> Option<String> {
        let within = |value: i8, last: i8| (1..=last).contains(&value);
        let (holds, wanted) = match self {
            Self::Month(month) => (within(month, 12), "a month is 1 to 12"),
            Self::Weekday(day) | Self::Weekdays(day) => (within(day, 7), "a weekday is 1 (Monday) to 7"),
            Self::Hour(hour) => ((0..=24).contains(&hour), "an hour is 0 to 24"),
            Self::Holiday(Holiday::Fixed(month, day)) => (within(month, 12) && within(day, 31), "no such day"),
            Self::Holiday(Holiday::Floating(month, day, weekday)) => {
                (within(month, 12) && within(day, 31) && within(weekday, 7), "no such day or weekday")
            }
            Self::Vague(bounds) => (0 < bounds.min && bounds.min <= bounds.max, "bounds must be above 0 and in order"),
            Self::Unit(measure) | Self::Units(measure) | Self::Recurring(measure) => {
                (measure.count > 0, "a count must be above 0")
            }
            Self::Days(days) => (days.from <= days.to, "the first day must not lie after the last"),
            Self::Scale(scale) => (scale > 1, "a scale must be above 1"),
            Self::Tied(side) => (side == 1 || side == -1, "a tie is 1 (after the act) or -1 (before it)"),
            _ => (true, ""),
        };
        (!holds).then(|| wanted.to_owned())
    }
}
