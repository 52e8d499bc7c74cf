use super::*;
use crate::{Problems, Source};

fn senses(words: &TimeWords, phrase: &str) -> Vec<TimeSense> {
    let mut parts = phrase.split(' ');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    words.beginning(first).iter().filter(|known| known.rest == rest).map(|known| known.sense).collect()
}

#[test]
fn words_have_their_senses() {
    let mut problems = Problems::default();
    let words = TimeWords::load(&Source::embedded(), &mut problems);
    assert!(problems.is_empty(), "{problems}");
    assert_eq!(senses(&words, "january"), [TimeSense::Month(1)]);
    assert_eq!(senses(&words, "second").len(), 2);
    assert_eq!(senses(&words, "thanksgiving day"), [TimeSense::Holiday(Holiday::Floating(11, 22, 4))]);
    assert_eq!(senses(&words, "decades"), [TimeSense::Units(Measure { count: 10, unit: TimeUnit::Year })]);
    assert!(words.beginning("troops").iter().all(|known| known.sense == TimeSense::Counted));
    assert!(words.len() > 500);
}

#[test]
fn the_longest_phrase_comes_first() {
    let words = TimeWords::load(&Source::embedded(), &mut Problems::default());
    assert!(words.beginning("the").is_sorted_by_key(|known| std::cmp::Reverse(known.rest.len())));
}

#[test]
fn problems_name_their_lines() {
    let text = "group = [\n  { means = { month = 13 }, words = [\"smarch\"] },\n  { means = { month = 1 }, words = [\"january\",\n\
        \"january\", \"Jan\", \"\"] },\n]\n";
    let mut problems = Problems::default();
    TimeWords::load(&Source::of([("lang/en/time/calendar.toml", text)]), &mut problems);
    let lines: Vec<_> = problems.0.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [Some(2), Some(4), Some(4), Some(4)], "{problems}");
}

#[test]
fn unknown_senses_and_missing_files_are_problems() {
    let mut problems = Problems::default();
    let text = "group = [\n  { means = { moon = 1 }, words = [\"full moon\"] },\n]\n";
    TimeWords::load(&Source::of([("lang/en/time/calendar.toml", text)]), &mut problems);
    assert_eq!(problems.0[0].line, Some(2), "{problems}");
    let mut problems = Problems::default();
    TimeWords::load(&Source::of([]), &mut problems);
    assert_eq!(problems.0.len(), 1);
}
