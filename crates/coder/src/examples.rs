//! The examples of the trigger patterns, run as tests.

use knowledge::{Knowledge, Pattern, Problems};
use language::{Engine, EngineError, Sentence};

use crate::propose::patterns::{self, Matches};

/// Runs every example sentence through the engine and its pattern; each that comes out wrong is a problem.
pub fn check(engine: &Engine, knowledge: &Knowledge) -> Result<Problems, EngineError> {
    let mut problems = Problems::default();
    for pattern in knowledge.patterns.iter() {
        check_pattern(engine, knowledge, pattern, &mut problems)?;
    }
    Ok(problems)
}

fn check_pattern(
    engine: &Engine,
    knowledge: &Knowledge,
    pattern: &Pattern,
    problems: &mut Problems,
) -> Result<(), EngineError> {
    let examples = || pattern.accept.iter().chain(&pattern.refuse);
    let text = examples().map(String::as_str).collect::<Vec<_>>().join("\n\n");
    let analysis = engine.analyse(&text, None)?;
    let mut start = 0;
    for (at, example) in examples().enumerate() {
        let end = start + example.chars().count();
        let inside = |sentence: &&Sentence| (start..end).contains(&sentence.span.start);
        let matched: Vec<String> = analysis
            .sentences
            .iter()
            .filter(inside)
            .flat_map(|sentence| ids(patterns::matches(sentence, 0, knowledge)))
            .collect();
        if matched.contains(&pattern.id) != (at < pattern.accept.len()) {
            problems.add(&pattern.file, Some(pattern.line), complaint(pattern, example, &matched));
        }
        start = end + 2;
    }
    Ok(())
}

/// The patterns that stand.
fn ids(matches: Matches) -> impl Iterator<Item = String> {
    let proposed = matches.proposals.into_iter().map(|proposal| proposal.by.trim_start_matches("pattern:").to_owned());
    proposed.chain(matches.lookalikes.into_iter().map(|(_, id)| id))
}

fn complaint(pattern: &Pattern, example: &str, matched: &[String]) -> String {
    let should = if matched.contains(&pattern.id) { "must not match" } else { "must match" };
    let others: Vec<&str> = matched.iter().map(String::as_str).filter(|id| *id != pattern.id).collect();
    let found = if others.is_empty() { String::new() } else { format!("; matched by {}", others.join(", ")) };
    format!("{} {should} \"{example}\"{found}", pattern.id)
}
