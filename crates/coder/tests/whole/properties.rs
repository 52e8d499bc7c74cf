//! What holds for any text: nothing panics, every span lies in the text, every reference leads somewhere, and threads do not
//! matter.

use jiff::civil::date;
use proptest::{collection::vec, prelude::*, sample::select, test_runner::FileFailurePersistence};
use record::{Argument, CharIndex, Event, Record, Span};

use crate::code;

/// Words that make events, times, figures and quotations, beside signs that upset readers of text.
const WORDS: [&str; 48] = [
    "Rebels",
    "police",
    "the",
    "president",
    "Iran",
    "U.S.",
    "Gen.",
    "attacked",
    "killed",
    "arrested",
    "said",
    "urged",
    "never",
    "may",
    "if",
    "to",
    "of",
    "in",
    "Aden",
    "at least",
    "12",
    "dozens",
    "3.5",
    "on Friday",
    "last week",
    "31 February",
    "protests",
    "talks",
    "and",
    "who",
    "it",
    "its",
    "n't",
    "'s",
    "“",
    "”",
    "\"",
    "'",
    "(",
    ")",
    ",",
    ".",
    "?",
    ";",
    "—",
    "\n\n",
    "\u{200b}",
    "\u{202e}",
];

fn settings(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: Some(Box::new(FileFailurePersistence::Off)), ..Default::default() }
}

proptest! {
    #![proptest_config(settings(48))]

    #[test]
    fn any_unicode_is_coded(text in "\\PC{0,120}|(?s).{0,60}") {
        sound(&text);
    }

    #[test]
    fn any_order_of_words_is_coded(words in vec(select(&WORDS[..]), 0..40)) {
        sound(&words.join(" "));
    }

    #[test]
    fn signs_without_spaces_are_coded(words in vec(select(&WORDS[..]), 0..25)) {
        sound(&words.concat());
    }

    #[test]
    fn marks_within_words_are_coded(
        at in vec(0_usize..90, 1..8),
        mark in select(&["\u{200b}", "\u{200d}", "\u{feff}", "\u{202e}", "\u{2067}", "\u{0301}", "\u{ad}", "א", "🙂", "\0", "\r"][..]),
    ) {
        let mut letters: Vec<char> =
            "On Friday rebels attacked the town of Aden, “killing 12 people”, the ministry’s spokesman said.".chars().collect();
        for at in at {
            letters.splice(at..at, mark.chars());
        }
        sound(&letters.into_iter().collect::<String>());
    }
}

proptest! {
    #![proptest_config(settings(4))]

    #[test]
    fn quotations_nest_as_deep_as_they_like(depth in 1_usize..200) {
        sound(&("“‘".repeat(depth) + "Rebels attacked Aden." + &"’”".repeat(depth) + " The mayor said."));
        sound(&("\"".repeat(depth) + "Rebels attacked Aden, he said"));
    }

    #[test]
    fn sentences_are_as_long_as_they_like(words in vec(select(&WORDS[..40]), 600..2_200)) {
        sound(&words.join(" "));
    }
}

#[test]
fn threads_do_not_matter() {
    let texts: Vec<String> = (1..7)
        .map(|count| "Rebels attacked Aden on Friday. Police arrested 12 men, the ministry said. ".repeat(count))
        .collect();
    let record = |text: &String| serde_json::to_string(&code(text, None)).unwrap();
    let on = |threads: usize| -> Vec<String> {
        std::thread::scope(|scope| {
            let parts = texts.chunks(texts.len() / threads);
            let workers: Vec<_> =
                parts.map(|part| scope.spawn(move || part.iter().map(record).collect::<Vec<_>>())).collect();
            workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
        })
    };
    assert_eq!(on(1), on(3));
}

/// Codes a text and checks all that records promise.
fn sound(text: &str) {
    let record = code(text, Some(date(2024, 3, 11)));
    assert_eq!(record.document.text, text, "the text never changes");
    let index = CharIndex::new(text);
    let words = |start: usize, end: usize, words: &str| {
        assert!(start <= end && end <= index.len(), "{start}..{end} lies outside of {text:?}");
        assert_eq!(index.slice(Span::new(start, end)), words, "in {text:?}");
    };
    for sentence in &record.sentences {
        assert!(sentence.start <= sentence.end && sentence.end <= index.len(), "{sentence:?} lies outside of {text:?}");
    }
    for mention in record.entities.iter().flat_map(|entity| &entity.mentions) {
        words(mention.start, mention.end, &mention.text);
    }
    for event in &record.events {
        words(event.trigger.start, event.trigger.end, &event.trigger.text);
        for Argument { start, end, text, .. } in event.actors.iter().chain(&event.recipients) {
            words(*start, *end, text);
        }
        if let Some(source) = &event.attributed_to {
            words(source.start, source.end, &source.text);
        }
        if let Some(content) = &event.content {
            words(content.start, content.end, &content.text);
        }
        if let Some(place) = &event.place {
            words(place.start, place.end, &place.text);
        }
        references(&record, event);
    }
}

/// Every id that an event names is there, and its numbers make sense.
fn references(record: &Record, event: &Event) {
    let is_entity = |id: &String| record.entities.iter().any(|entity| entity.id == *id);
    let is_event = |id: &String| record.events.iter().any(|other| other.id == *id);
    assert!(event.actors.iter().chain(&event.recipients).all(|argument| is_entity(&argument.entity)), "{event:?}");
    assert!(event.attributed_to.iter().filter_map(|source| source.entity.as_ref()).all(is_entity), "{event:?}");
    assert!(event.links.iter().all(|link| is_event(&link.event)), "{event:?}");
    assert!(event.content.iter().filter_map(|content| content.event.as_ref()).all(is_event), "{event:?}");
    assert!(event.sentence < record.sentences.len(), "{event:?}");
    assert!((0.0..=1.0).contains(&event.confidence), "{event:?}");
    assert!(
        event.when.as_ref().is_none_or(|when| when.from.zip(when.to).is_none_or(|(from, to)| from <= to)),
        "{event:?}"
    );
    let bounds = event.deaths.iter().chain(&event.injured).map(|figure| (figure.min, figure.max));
    let mut bounds = bounds.chain(event.count.map(|count| (count.min, count.max)));
    assert!(bounds.all(|(min, max)| min.zip(max).is_none_or(|(min, max)| min <= max)), "{event:?}");
}
