use super::*;

fn values(text: &str) -> Vec<String> {
    let published = "2024-03-11".parse().ok();
    find(&crate::segment(text), published).into_iter().map(|time| time.value).collect()
}

#[test]
fn accepted_phrasings() {
    for (text, value) in [
        ("They met on Friday.", "2024-03-08"),
        ("They met on Monday.", "2024-03-11"),
        ("They will meet on Friday.", "2024-03-15"),
        ("They met last Friday.", "2024-03-08"),
        ("They met Friday evening.", "2024-03-08TEV"),
        ("It began on 7 February 2024.", "2024-02-07"),
        ("It began on February 7, 2024.", "2024-02-07"),
        ("It began on February 7.", "2024-02-07"),
        ("It began on Dec. 7.", "2023-12-07"),
        ("It began in October.", "2023-10"),
        ("It began in May 2021.", "2021-05"),
        ("It has gone on since mid-October.", "2023-10"),
        ("It began in 2019.", "2019"),
        ("It began yesterday.", "2024-03-10"),
        ("It began last week.", "2024-W10"),
        ("It began three days ago.", "2024-03-08"),
        ("It lasted five months.", "P5M"),
        ("It began in the 1990s.", "199"),
    ] {
        assert_eq!(values(text), [value], "{text}");
    }
}

#[test]
fn refused_phrasings() {
    for text in [
        "They may march on the town.",
        "He sat in the sun for a second.",
        "It cost 2019 dollars.",
        "They took part in the march.",
        "It began on 32 March.",
    ] {
        let days: Vec<String> = values(text).into_iter().filter(|value| value.len() > 7).collect();
        assert!(days.is_empty(), "{text}: {days:?}");
    }
}

#[test]
fn hostile_phrasings_are_survived() {
    for text in [
        "It was 99999999999999 years ago.",
        "9223372036854775807 decades ago",
        "2024-13-45",
        "30 February 2024",
        "mid-",
    ] {
        values(text);
    }
}

#[test]
fn since_reaches_to_the_day_of_publication() {
    let found = find(&crate::segment("Attacks rose since mid-October."), "2024-03-11".parse().ok());
    let interval = found[0].interval.as_ref().unwrap();
    assert_eq!(
        (interval.from.unwrap().to_string(), interval.to.unwrap().to_string()),
        ("2023-10-01".into(), "2024-03-11".into())
    );
}

#[test]
fn nothing_is_guessed_without_a_date() {
    let found = find(&crate::segment("They met on Friday."), None);
    assert_eq!((found[0].value.as_str(), &found[0].interval), ("XXXX-WXX-5", &None));
}
