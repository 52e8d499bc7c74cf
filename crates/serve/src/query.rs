//! Query strings: strict, and no name that a route does not declare.

use std::{fmt::Display, str::FromStr};

use jiff::civil::Date;
use store::query::{Filter, Level, Mark, Order};
use url::form_urlencoded;

use crate::{
    fault::{Fault, Kind},
    params::{Holds, Param},
};

/// Values given in one query string at most.
const VALUES: usize = 500;
/// Rows of a page where none are asked for.
const ROWS: usize = 50;

/// A query string, checked against what a route declares.
#[derive(Debug, Clone)]
pub struct Query {
    params: Vec<Param>,
    pairs: Vec<(String, String)>,
}

impl Query {
    /// Reads a query string. Empty values count as not given.
    pub fn read(text: &str, params: Vec<Param>) -> Result<Self, Fault> {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(text.as_bytes()).into_owned().filter(|(_, value)| !value.is_empty()).collect();
        if pairs.len() > VALUES {
            return Err(Fault::new(Kind::BadParameter, "too many parameters", format!("give {VALUES} at most")));
        }
        let query = Self { params, pairs };
        for (at, (name, value)) in query.pairs.iter().enumerate() {
            let Some(param) = query.params.iter().find(|param| param.name == name) else {
                let known: Vec<&str> = query.params.iter().map(|param| param.name).collect();
                return Err(Fault::new(
                    Kind::BadParameter,
                    format!("`{}` is no parameter of this route", short(name)),
                    format!("parameters: {}", known.join(", ")),
                ));
            };
            if !param.many && query.pairs[..at].iter().any(|(other, _)| other == name) {
                return Err(Fault::new(Kind::BadParameter, format!("`{name}` is given twice"), "give it once"));
            }
            check(param, value)?;
        }
        Ok(query)
    }

    fn given(&self, name: &str) -> impl Iterator<Item = &str> {
        debug_assert!(self.params.iter().any(|param| param.name == name), "`{name}` is not declared");
        self.pairs.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The text of a parameter.
    pub fn text(&self, name: &str) -> Option<String> {
        self.given(name).next().map(str::to_owned)
    }

    /// All texts of a parameter, commas and all.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.given(name).map(str::to_owned).collect()
    }

    /// Words given between commas or one by one.
    pub fn words(&self, name: &str) -> Vec<&str> {
        self.given(name).flat_map(|value| value.split(',')).map(str::trim).filter(|word| !word.is_empty()).collect()
    }

    /// The value of a parameter, read; what `check` let pass can be read.
    pub fn value<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Option<T>, Fault> {
        self.given(name).next().map(|value| read(name, value)).transpose()
    }

    /// All values of a parameter, read.
    pub fn values<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Vec<T>, Fault> {
        self.words(name).into_iter().map(|word| read(name, word)).collect()
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.given(name).next().map(|value| value == "true")
    }

    /// The number of rows asked for.
    pub fn limit(&self) -> Result<Option<usize>, Fault> {
        self.value("limit")
    }

    /// The rows of a page.
    pub fn rows(&self) -> Result<usize, Fault> {
        Ok(self.limit()?.unwrap_or(ROWS))
    }

    /// Where the page before ended.
    pub fn cursor(&self) -> Result<Option<Mark>, Fault> {
        self.given("cursor").next().map(unpack).transpose()
    }

    /// What is counted.
    pub fn level(&self) -> Level {
        if self.given("level").next() == Some("report") { Level::Report } else { Level::Incident }
    }

    /// The order of rows.
    pub fn order(&self) -> Order {
        match self.given("order").next() {
            Some("earliest") => Order::Earliest,
            Some("id") => Order::Id,
            _ => Order::Latest,
        }
    }

    /// Which events.
    pub fn filter(&self) -> Result<Filter, Fault> {
        let codes = |name| self.words(name).into_iter().map(str::to_uppercase).collect();
        let quads = self.words("quad").into_iter().map(|quad| read("quad", &quad.replace('-', " ")));
        Ok(Filter {
            actor: self.texts("actor"),
            recipient: self.texts("recipient"),
            party: self.texts("party"),
            actor_country: codes("actor_country"),
            recipient_country: codes("recipient_country"),
            actor_sector: self.values("actor_sector")?,
            recipient_sector: self.values("recipient_sector")?,
            kind: self.values("type")?,
            mode: self.words("mode").into_iter().map(str::to_owned).collect(),
            status: self.values("status")?,
            quad: quads.collect::<Result<_, _>>()?,
            country: codes("country"),
            place: self.texts("place"),
            area: self.numbers("box")?,
            near: self.numbers("near")?,
            from: self.value("from")?,
            to: self.value("to")?,
            reported_from: self.value("reported_from")?,
            reported_to: self.value("reported_to")?,
            attributed_to: self.text("attributed_to"),
            text: self.text("text"),
            topic: self.text("topic"),
            min_confidence: self.value("min_confidence")?,
            current_only: self.flag("current").unwrap_or_default(),
            incident: self.value("incident")?,
            outcome: self.values("outcome")?,
            document: self.value("document")?,
            matched: Vec::new(),
            changed_since: None,
        })
    }

    fn numbers<const N: usize>(&self, name: &str) -> Result<Option<[f64; N]>, Fault> {
        let Some(text) = self.given(name).next() else { return Ok(None) };
        let numbers: Vec<f64> = text.split(',').map(|number| read(name, number.trim())).collect::<Result<_, _>>()?;
        Ok(numbers.try_into().ok())
    }
}

/// Refuses a value that a parameter cannot have.
fn check(param: &Param, value: &str) -> Result<(), Fault> {
    let name = param.name;
    match param.holds {
        Holds::Text if value.contains('\0') => Err(wrong(name, value, "it holds a null character")),
        Holds::Text => Ok(()),
        Holds::Count(most) => match read::<usize>(name, value)? {
            1.. if read::<usize>(name, value)? <= most => Ok(()),
            _ => Err(wrong(name, value, &format!("give 1 to {most}"))),
        },
        Holds::Id => read::<i64>(name, value).map(drop),
        Holds::Number => finite(name, value),
        Holds::Flag if ["true", "false"].contains(&value) => Ok(()),
        Holds::Flag => Err(wrong(name, value, "give true or false")),
        Holds::Day => read::<Date>(name, value).map(drop),
        Holds::Numbers(wanted) => {
            value.split(',').try_for_each(|number| finite(name, number.trim()))?;
            let given = value.split(',').count();
            if given == wanted { Ok(()) } else { Err(wrong(name, value, &format!("give {wanted} numbers"))) }
        }
        Holds::Choice(words) => {
            let words = words();
            let given: Vec<&str> = if param.many { value.split(',').map(str::trim).collect() } else { vec![value] };
            let fits = |word: &&str| words.contains(word) || words.contains(&word.replace('-', " ").as_str());
            match given.iter().find(|word| !fits(word) && !word.is_empty()) {
                None => Ok(()),
                Some(word) => Err(wrong(name, word, &format!("one of {}", words.join(", ")))),
            }
        }
    }
}

fn finite(name: &str, value: &str) -> Result<(), Fault> {
    match read::<f64>(name, value)?.is_finite() {
        true => Ok(()),
        false => Err(wrong(name, value, "give a number")),
    }
}

fn read<T: FromStr<Err: Display>>(name: &str, value: &str) -> Result<T, Fault> {
    value.parse().map_err(|error: T::Err| wrong(name, value, &error.to_string()))
}

fn wrong(name: &str, value: &str, hint: &str) -> Fault {
    Fault::new(Kind::BadParameter, format!("`{}` is no value of `{name}`", short(value)), hint)
}

/// The first few characters of what may be long.
fn short(text: &str) -> String {
    text.chars().take(60).collect()
}

/// A mark as text for addresses.
pub fn pack(mark: &Mark) -> String {
    format!("{}.{}", mark.day, mark.id)
}

fn unpack(text: &str) -> Result<Mark, Fault> {
    let day = |day: &str| day.is_empty() || day.len() <= 32 && !day.contains('\0');
    let parts = text.rsplit_once('.').and_then(|(day, id)| Some((day, id.parse().ok()?)));
    match parts {
        Some((start, id)) if day(start) => Ok(Mark { day: start.to_owned(), id }),
        _ => Err(Fault::new(
            Kind::BadCursor,
            format!("`{}` is no cursor", short(text)),
            "take `next` of the page before, as it is",
        )),
    }
}
