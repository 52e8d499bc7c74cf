//! Codes any text; what comes out must serialise.

#![no_main]

use std::sync::LazyLock;

use coder::Coder;
use libfuzzer_sys::fuzz_target;
use record::Document;

static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::embedded().expect("the built-in knowledge and weights load"));

fuzz_target!(|text: &str| {
    let document = Document { text: text.to_owned(), language: "en".into(), ..Document::default() };
    let record = CODER.code(document).expect("any text can be coded");
    let length = text.chars().count();
    assert!(record.events.iter().all(|event| event.trigger.start < event.trigger.end && event.trigger.end <= length));
});
