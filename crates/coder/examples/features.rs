//! Writes what the first stages of the coder see of annotated articles, for fitting their weights:
//! `cargo run --release --example features -- ARTICLES_FOLDER > FEATURES.jsonl`
//!
//! One line an article, in the shape of the record contract, with a `fillers` list and a `features` list for each event.

use std::{error::Error, fs, io::Write, path::Path};

use coder::{
    arbitrate,
    arguments::{self, Described},
    attribution,
    candidate::{Candidate, Phrase},
    confidence, content, place, propose, status,
};
use knowledge::Knowledge;
use language::{Analysis, Engine};
use record::CharIndex;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder of articles")?;
    let knowledge = Knowledge::embedded()?;
    let engine = Engine::embedded(&knowledge)?;
    let mut files: Vec<_> = fs::read_dir(&folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    files.sort();
    for file in files {
        writeln!(std::io::stdout(), "{}", code(&file, &knowledge, &engine)?)?;
    }
    Ok(())
}

fn code(file: &Path, knowledge: &Knowledge, engine: &Engine) -> Result<Value, Box<dyn Error>> {
    let article: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
    let text = article["text"].as_str().ok_or("an article without text")?;
    let published = article["published"].as_str().and_then(|date| date.get(..10)?.parse().ok());
    let analysis = engine.analyse(text, published)?;
    let proposals = propose::propose(&analysis, knowledge);
    let clusters = arbitrate::describe(&analysis, proposals.clone()).into_iter();
    let clusters: Vec<Value> = clusters
        .map(|(span, features)| json!({"trigger": {"start": span.start, "end": span.end}, "features": features}))
        .collect();
    let mut candidates = arbitrate::arbitrate(&analysis, proposals, knowledge, &[]);
    arguments::fill(&analysis, knowledge, &mut candidates);
    status::decide(&analysis, knowledge, published, &mut candidates);
    attribution::attribute(&analysis, knowledge, &mut candidates);
    content::find(&analysis, &mut candidates);
    let index = CharIndex::new(text);
    let places = place::Context::new(&analysis, knowledge, &index, Vec::new());
    let fillers = arguments::describe(&analysis, knowledge, &candidates);
    let described = |(candidate, fillers): (&Candidate, Vec<Described>)| {
        let mut event = event(&analysis, &index, candidate, fillers);
        let names = places.describe(candidate).into_iter();
        event["places"] =
            names.map(|(span, features)| json!({"text": index.slice(span), "features": features})).collect();
        event
    };
    let events: Vec<Value> = candidates.iter().zip(fillers).map(described).collect();
    Ok(json!({"id": article["id"], "document": {"text": text}, "entities": [], "events": events, "clusters": clusters}))
}

fn event(analysis: &Analysis, index: &CharIndex<'_>, candidate: &Candidate, fillers: Vec<Described>) -> Value {
    let sentence = &analysis.sentences[candidate.sentence];
    let phrase = |phrase: &Phrase| json!({"text": index.slice(phrase.span), "path": phrase.path});
    let span = sentence.span_of(candidate.trigger.clone());
    let fillers: Vec<Value> = fillers
        .into_iter()
        .map(|Described { tokens, mutual, numbers }| {
            json!({"text": index.slice(sentence.span_of(tokens)), "mutual": mutual, "numbers": numbers})
        })
        .collect();
    json!({
        "type": candidate.kind.name(), "mode": candidate.modes, "status": candidate.status.name(),
        "trigger": {"start": span.start, "end": span.end, "text": index.slice(span)},
        "actors": candidate.actors.iter().map(phrase).collect::<Vec<_>>(),
        "recipients": candidate.recipients.iter().map(phrase).collect::<Vec<_>>(),
        "attributed_to": candidate.source.as_ref().map(|source| phrase(&source.source)),
        "content": candidate.content.as_ref().map(phrase),
        "evidence": candidate.evidence, "score": candidate.score,
        "confidence": confidence::score(analysis, candidate),
        "features": confidence::features(analysis, candidate),
        "fillers": fillers,
    })
}
