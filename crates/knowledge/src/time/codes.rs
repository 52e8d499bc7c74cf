//! What TIMEX3 calls seasons, parts of the day, modifiers and references.

use super::{DayPart, Season, TimeModifier, TimeReference};

impl Season {
    /// TIMEX3 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "FA",
            Self::Winter => "WI",
        }
    }

    /// Its first month.
    pub fn first_month(self) -> i8 {
        3 + 3 * self as i8
    }
}

impl DayPart {
    /// TIMEX3 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Daytime => "TDT",
            Self::Morning => "TMO",
            Self::Midday => "TMI",
            Self::Afternoon => "TAF",
            Self::Evening => "TEV",
            Self::Night => "TNI",
        }
    }
}

impl TimeModifier {
    /// TIMEX3 code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Start | Self::Earlier => "START",
            Self::Mid => "MID",
            Self::End | Self::Later => "END",
            Self::Approx => "APPROX",
            Self::LessThan => "LESS_THAN",
            Self::MoreThan => "MORE_THAN",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::EqualOrMore => "EQUAL_OR_MORE",
        }
    }
}

impl TimeReference {
    /// TIMEX3 value.
    pub fn value(self) -> &'static str {
        match self {
            Self::Past => "PAST_REF",
            Self::Present => "PRESENT_REF",
            Self::Future => "FUTURE_REF",
        }
    }
}
