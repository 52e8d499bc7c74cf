//! Days, weeks, months and years as steps of a series without gaps.

use jiff::{Span, ToSpan, civil::Date};

use crate::{Result, StoreError};

/// Length of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Period {
    /// One day.
    Day,
    /// Seven days from a Monday.
    Week,
    /// One month.
    #[default]
    Month,
    /// One year.
    Year,
}

impl Period {
    /// Every length.
    pub const ALL: [Self; 4] = [Self::Day, Self::Week, Self::Month, Self::Year];

    /// The name used in questions and answers.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// SQL of the label of the step that a day lies in.
    pub(crate) fn sql(self, day: &str) -> String {
        match self {
            Self::Day => day.to_owned(),
            Self::Week => format!("date({day}, '-6 days', 'weekday 1')"),
            Self::Month => format!("substr({day}, 1, 7)"),
            Self::Year => format!("substr({day}, 1, 4)"),
        }
    }

    fn length(self) -> Span {
        match self {
            Self::Day => 1.day(),
            Self::Week => 1.week(),
            Self::Month => 1.month(),
            Self::Year => 1.year(),
        }
    }

    /// First day of a step.
    pub(crate) fn first(self, label: &str) -> Option<Date> {
        let rest = match self {
            Self::Day | Self::Week => "",
            Self::Month => "-01",
            Self::Year => "-01-01",
        };
        format!("{label}{rest}").parse().ok()
    }

    /// Label of the step that a day lies in.
    pub(crate) fn label_of(self, day: &str) -> Option<String> {
        let date: Date = day.parse().ok()?;
        let back = if self == Self::Week { i64::from(date.weekday().to_monday_zero_offset()) } else { 0 };
        Some(self.label(date.checked_sub(back.days()).ok()?))
    }

    fn label(self, first: Date) -> String {
        let day = first.to_string();
        match self {
            Self::Day | Self::Week => day,
            Self::Month => day[..day.len() - 3].to_owned(),
            Self::Year => day[..day.len() - 6].to_owned(),
        }
    }

    /// All steps between those of some labels, both ends included; not more than `most`.
    pub(crate) fn steps<'l>(self, labels: impl Iterator<Item = &'l str>, most: usize) -> Result<Vec<Step>> {
        let days: Vec<Date> = labels.filter_map(|label| self.first(label)).collect();
        let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { return Ok(Vec::new()) };
        let mut steps = Vec::new();
        let mut at = *first;
        while at <= *last {
            if steps.len() == most {
                return Err(StoreError::Query(format!(
                    "more than {most} periods between {first} and {last}; give a later first day, or take longer periods"
                )));
            }
            let next = at.saturating_add(self.length());
            if next == at {
                break;
            }
            let end = next.yesterday().unwrap_or(at);
            steps.push(Step { label: self.label(at), from: at.to_string(), to: end.to_string() });
            at = next;
        }
        Ok(steps)
    }
}

/// One step of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    pub label: String,
    pub from: String,
    pub to: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_leave_no_gap() {
        let labels = |period: Period, labels: &[&str]| -> Vec<String> {
            period.steps(labels.iter().copied(), 100).unwrap().into_iter().map(|step| step.label).collect()
        };
        assert_eq!(labels(Period::Month, &["2024-02", "2023-12"]), ["2023-12", "2024-01", "2024-02"]);
        assert_eq!(labels(Period::Week, &["2024-04-29", "2024-05-13"]), ["2024-04-29", "2024-05-06", "2024-05-13"]);
        assert_eq!(labels(Period::Year, &["2023"]), ["2023"]);
        assert!(labels(Period::Day, &[]).is_empty());
        let of = |period: Period| period.label_of("2024-05-05").unwrap();
        assert_eq!(Period::ALL.map(of), ["2024-05-05", "2024-04-29", "2024-05", "2024"]);
        assert_eq!(Period::Week.label_of("2024-05-06").as_deref(), Some("2024-05-06"));
        assert_eq!(Period::Day.label_of("some day"), None);
        let february = Period::Month.steps(["2024-02"].into_iter(), 1).unwrap();
        assert_eq!((february[0].from.as_str(), february[0].to.as_str()), ("2024-02-01", "2024-02-29"));
        assert!(Period::Day.steps(["1900-01-01", "2024-01-01"].into_iter(), 1000).is_err());
    }
}
