//! The gate in front of the encoder: what it holds back is not parsed, and what passes is coded as without it.

use coder::Coder;
use language::Upos;
use record::{Document, Record};

use crate::coder;

const NEWS: &str =
    "Rebels shelled the port of Hodeidah on Friday. The foreign minister condemned the attack and expelled two envoys.";
const RECIPE: &str = "Heat the oven to 180 degrees. Stir the butter into the flour until the dough is smooth. Roll it out and bake it \
                      for 30 minutes. Serve with cream and fresh berries.";

fn document(text: &str) -> Document {
    Document { text: text.to_owned(), language: "en".into(), ..Document::default() }
}

fn without_version(record: Record) -> Record {
    Record { coder: coder().version(), ..record }
}

#[test]
fn recipes_keep_tokens_and_times_alone() {
    let (record, analysis) = coder().code_analysed(document(RECIPE)).unwrap();
    assert_eq!((record.sentences.len(), record.events.len(), record.entities.len()), (4, 0, 0));
    assert!(analysis.sentences.iter().all(|sentence| sentence.tokens.len() > 4));
    let tagged = analysis.sentences.iter().flat_map(|sentence| &sentence.tokens).filter(|token| token.upos != Upos::X);
    assert_eq!(tagged.count(), 0, "the encoder has read a recipe");
    assert_eq!(analysis.times.len(), 1, "30 minutes");
}

#[test]
fn politics_is_coded_as_by_a_coder_that_reads_every_sentence() {
    let every = Coder::embedded().unwrap().reading_every_sentence(true);
    let whole = every.code(document(NEWS)).unwrap();
    assert!(whole.events.len() >= 3, "{:?}", whole.events);
    assert_eq!(without_version(whole.clone()), without_version(coder().code(document(NEWS)).unwrap()));
    assert_ne!(whole.coder.model, coder().version().model, "the gate is part of what settles the outcome");
    let (_, analysis) = every.code_analysed(document(RECIPE)).unwrap();
    let parsed = |sentence: &language::Sentence| sentence.tokens.iter().all(|token| token.upos != Upos::X);
    assert!(analysis.sentences.iter().all(parsed));
}
