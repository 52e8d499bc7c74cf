//! Prints a text file's sentences and tokens as CoNLL-U, each sentence with a flat tree so that tools accept it.
//!
//! `cargo run --release --example segment -- article.txt`; without a file it reads standard input. With `--time` it
//! prints the speed instead.

use std::io::{Read, Write};

use language::{Analysis, conllu, segment};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = match arguments.iter().find(|argument| !argument.starts_with("--")) {
        Some(path) => std::fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?,
        None => {
            let mut text = String::new();
            std::io::stdin().read_to_string(&mut text)?;
            text
        }
    };
    let start = std::time::Instant::now();
    let mut sentences = segment(&text);
    let seconds = start.elapsed().as_secs_f64();
    let mut out = std::io::stdout().lock();
    if arguments.iter().any(|argument| argument == "--time") {
        let tokens: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
        let speed = sentences.len() as f64 / seconds;
        writeln!(out, "{} sentences, {tokens} tokens, {seconds:.3} s, {speed:.0} sentences/s", sentences.len())?;
        return Ok(());
    }
    for sentence in &mut sentences {
        for (at, token) in sentence.tokens.iter_mut().enumerate() {
            token.head = (at > 0).then_some(0);
            token.deprel = if at > 0 { "dep" } else { "root" }.to_owned();
        }
    }
    out.write_all(conllu::write(&Analysis { sentences, ..Analysis::default() }, &text).as_bytes())?;
    Ok(())
}
