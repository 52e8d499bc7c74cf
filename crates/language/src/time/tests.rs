use std::sync::OnceLock;

use knowledge::Knowledge;
use proptest::prelude::*;

use super::*;
use crate::{Engine, segment};

fn knowledge() -> &'static Knowledge {
    static KNOWLEDGE: OnceLock<Knowledge> = OnceLock::new();
    KNOWLEDGE.get_or_init(|| Knowledge::embedded().unwrap())
}

/// The times of a text published on Monday, 11 March 2024.
fn times(text: &str) -> Vec<TimeExpression> {
    static ENGINE: OnceLock<Engine> = OnceLock::new();
    let engine = ENGINE.get_or_init(|| Engine::embedded(knowledge()).unwrap());
    engine.analyse(text, "2024-03-11".parse().ok()).unwrap().times
}

fn values(text: &str) -> Vec<String> {
    times(text).into_iter().map(|time| time.value).collect()
}

/// First and last day of the first time that has any.
fn days(text: &str) -> (String, String) {
    let interval = times(text).into_iter().find_map(|time| time.interval).unwrap();
    (interval.from.unwrap().to_string(), interval.to.unwrap().to_string())
}

#[track_caller]
fn are_valued(corpus: &[(&str, &str)]) {
    for (text, value) in corpus {
        assert_eq!(values(text), [*value], "{text}");
    }
}

#[test]
fn dates_in_all_written_forms() {
    are_valued(&[
        ("It began on 7 February 2024.", "2024-02-07"),
        ("It began on February 7, 2024.", "2024-02-07"),
        ("It began on Wednesday, Feb. 7.", "2024-02-07"),
        ("It began on February 7.", "2024-02-07"),
        ("It began on Dec. 7.", "2023-12-07"),
        ("It began on the 7th of February.", "2024-02-07"),
        ("It began on 2024-02-07.", "2024-02-07"),
        ("It began on 02/07/2024.", "2024-02-07"),
        ("It began on 27/02/2024.", "2024-02-27"),
        ("It began in October.", "2023-10"),
        ("It began in May 2021.", "2021-05"),
        ("It began in October last year.", "2023-10"),
        ("It began in January of this year.", "2024-01"),
        ("It began in 2019.", "2019"),
        ("It began in late 2019.", "2019"),
        ("It began in the 1990s.", "199"),
        ("It was built in the 19th century.", "18"),
        ("It began in summer 2006.", "2006-SU"),
        ("It grew in the second quarter of 2020.", "2020-Q2"),
        ("It grew in the second half of 2020.", "2020-H2"),
        ("It grew in fiscal 2020.", "2020"),
        ("It began on Christmas Day.", "2023-12-25"),
        ("It began on Thanksgiving.", "2023-11-23"),
        ("The attacks of 9/11 changed it.", "2001-09-11"),
        ("The 1995 law was repealed.", "1995"),
    ]);
}

#[test]
fn times_counted_from_publication() {
    are_valued(&[
        ("They met on Friday.", "2024-03-08"),
        ("They met on Monday.", "2024-03-11"),
        ("They will meet on Friday.", "2024-03-15"),
        ("They will discuss implementation of the January 19 agreement.", "2024-01-19"),
        ("They will meet on January 19.", "2025-01-19"),
        ("The talks are scheduled for Friday.", "2024-03-15"),
        ("The vote will be held in June.", "2024-06"),
        ("They met last Friday.", "2024-03-08"),
        ("They met Friday evening.", "2024-03-08TEV"),
        ("They met this morning.", "2024-03-11TMO"),
        ("They met last night.", "2024-03-10TNI"),
        ("It began yesterday.", "2024-03-10"),
        ("It began last week.", "2024-W10"),
        ("It will begin next month.", "2024-04"),
        ("It began early this year.", "2024"),
        ("It began last summer.", "2023-SU"),
        ("It began three days ago.", "2024-03-08"),
        ("It began six weeks ago.", "2024-W05"),
        ("It began five years ago.", "2019"),
        ("It rose from 3 million two years ago to 5 million.", "2022"),
        ("It has gone on since mid-October.", "2023-10"),
        ("It will be done by the end of the month.", "2024-03"),
        ("It begins in the week of May 6.", "2024-W19"),
        ("It happened over the weekend.", "2024-W10-WE"),
        ("It is now over.", "PRESENT_REF"),
        ("He was recently freed.", "PAST_REF"),
        ("They may return in the future.", "FUTURE_REF"),
        ("They fought in recent weeks.", "PAST_REF"),
        ("They will vote in the coming weeks.", "FUTURE_REF"),
    ]);
}

#[test]
fn lengths_sets_and_clock_times() {
    are_valued(&[
        ("It lasted five months.", "P5M"),
        ("It lasted more than two years.", "P2Y"),
        ("It lasted 2 1/2 years.", "P2Y6M"),
        ("It lasted half an hour.", "PT30M"),
        ("They have 24 hours to leave.", "PT24H"),
        ("They left two days prior to the vote.", "P2D"),
        ("It was a two-day strike.", "P2D"),
        ("They waited for months.", "PXM"),
        ("It rose in the past three months.", "P3M"),
        ("It lasted a few days.", "PXD"),
        ("They meet every day.", "P1D"),
        ("They meet every Thursday.", "XXXX-WXX-4"),
        ("They meet annually.", "P1Y"),
        ("They met at 9 a.m. on Friday.", "2024-03-08T09:00"),
        ("The bomb exploded around 7:15 p.m.", "2024-03-11T19:15"),
        ("The bomb exploded at 0735 GMT.", "2024-03-11T07:35"),
    ]);
}

#[test]
fn times_counted_from_what_was_told() {
    for (text, last) in [
        ("They met on March 5, 2019. Two days later they signed.", "2019-03-07"),
        ("They met on March 5, 2019. The next day they signed.", "2019-03-06"),
        ("They met in March 2019. The following month they signed.", "2019-04"),
        ("They met in 2019. That year they signed.", "2019"),
        ("It rose in the third quarter of 2019. A year earlier it fell.", "2018-Q3"),
    ] {
        assert_eq!(values(text).last().map(String::as_str), Some(last), "{text}");
    }
}

#[test]
fn refused_phrasings() {
    for text in [
        "They may march on the town.",
        "May he rest in peace.",
        "He sat in the sun for a second.",
        "It was the second attack.",
        "It cost 2019 dollars.",
        "They took part in the march.",
        "It began on 32 March.",
        "They drank spring water.",
        "They live in the 300 block.",
        "They sent 2,000 troops.",
        "They sent 2000 troops.",
        "They will fall from power.",
        "The Council adopted resolution 1973.",
        "He is 23 years old.",
        "The four-year-old boy survived.",
        "April Smith spoke.",
    ] {
        assert_eq!(values(text), [""; 0], "{text}");
    }
}

#[test]
fn days_of_ranges() {
    for (text, from, to) in [
        ("Attacks rose since mid-October.", "2023-10-15", "2024-03-11"),
        ("Attacks rose since 2011.", "2011-01-01", "2024-03-11"),
        ("They met in early March.", "2024-03-01", "2024-03-10"),
        ("They met in late February.", "2024-02-21", "2024-02-29"),
        ("He ruled from 2013 to 2019.", "2013-01-01", "2019-12-31"),
        ("It happened in 1997 and 1998.", "1997-01-01", "1998-12-31"),
        ("They will meet on May 21-24.", "2024-05-21", "2024-05-24"),
        ("They will leave by June 5.", "2024-03-11", "2024-06-05"),
        ("It rose in the past five years.", "2019-03-11", "2024-03-11"),
        ("They will meet in the coming week.", "2024-03-11", "2024-03-18"),
        ("It rose this year.", "2024-01-01", "2024-03-11"),
        ("It will rise this year.", "2024-01-01", "2024-12-31"),
        ("Shells fell overnight.", "2024-03-10", "2024-03-11"),
    ] {
        assert_eq!(days(text), (from.to_owned(), to.to_owned()), "{text}");
    }
}

#[test]
fn nothing_is_guessed_without_a_date() {
    let found = find(&segment("They met on Friday."), None, &knowledge().times);
    assert_eq!((found[0].value.as_str(), &found[0].interval), ("XXXX-WXX-5", &None));
}

#[test]
fn hostile_phrasings_are_survived() {
    for text in [
        "It was 99999999999999 years ago.",
        "9223372036854775807 decades ago",
        "a million million million million centuries later",
        "2024-13-45",
        "30 February 2024",
        "99/99/99",
        "mid-",
        "the",
        "every 9223372036854775807 quarters",
        "winter 2199",
    ] {
        times(text);
    }
}

proptest! {
    /// Any mix of the words that rules look at leaves spans inside the text.
    #[test]
    fn no_mix_of_words_panics(
        words in proptest::collection::vec(
            prop_oneof![
                Just("the"), Just("last"), Just("May"), Just("5"), Just("2019"), Just("-"), Just("quarter"), Just("of"),
                Just("year"), Just("'s"), Just("two"), Just("hundred"), Just("ago"), Just("later"), Just("Friday"),
                Just("early"), Just("end of"), Just("1/2"), Just("10:30"), Just("p.m."), Just("GMT"), Just("every"),
                Just("third"), Just("half"), Just("1990s"), Just("Easter"), Just("spring"), Just("since"), Just("next"),
                Just("9999999999"), Just("weekend"), Just("mid-June"), Just("12-15"), Just("morning"), Just("ſept"),
            ],
            0..12,
        ),
        day in proptest::option::of(0i64..80_000),
    ) {
        let text = words.join(" ");
        let published = day.and_then(|day| calendar::shifted("1900-01-01".parse().ok()?, knowledge::time::TimeUnit::Day, day));
        let end = text.chars().count();
        for time in find(&segment(&text), published, &knowledge().times) {
            prop_assert!(time.span.start < time.span.end && time.span.end <= end);
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}") {
        find(&segment(&text), "9999-12-31".parse().ok(), &knowledge().times);
    }
}
