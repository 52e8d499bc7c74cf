//! Tags and parses a treebank on its gold tokens: `cargo run --release --example score_model -- FILE.conllu`.

use std::{error::Error, fs, io::Write, time::Instant};

use knowledge::Knowledge;
use language::{Engine, conllu};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("give a CoNLL-U file")?;
    let gold = conllu::parse_sentences(&fs::read_to_string(path)?)?;
    let engine = Engine::embedded(&Knowledge::embedded()?)?;
    let mut system = gold.clone();
    let began = Instant::now();
    for part in system.chunks_mut(40) {
        engine.tag(part)?;
    }
    let seconds = began.elapsed().as_secs_f64();
    let (mut words, mut upos, mut uas, mut las) = (0, 0, 0, 0);
    for (gold, system) in gold.iter().zip(&system) {
        for (gold, system) in gold.tokens.iter().zip(&system.tokens) {
            words += 1;
            upos += usize::from(gold.upos == system.upos);
            uas += usize::from(gold.head == system.head);
            las += usize::from(gold.head == system.head && gold.relation() == system.relation());
        }
    }
    let percent = |count: usize| 100.0 * count as f64 / words as f64;
    writeln!(
        std::io::stdout(),
        "UPOS {:.2} UAS {:.2} LAS {:.2}; {:.0} sentences/s",
        percent(upos),
        percent(uas),
        percent(las),
        gold.len() as f64 / seconds
    )?;
    Ok(())
}
