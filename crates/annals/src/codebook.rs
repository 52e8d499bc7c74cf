//! `annals codebook`.

use std::io::{self, Write};

use anyhow::{Context, anyhow};
use knowledge::{Knowledge, TypeDefinition};
use record::EventType;

/// Prints all types, or one with its modes.
pub fn run(kind: Option<&str>) -> anyhow::Result<()> {
    let knowledge = Knowledge::embedded()?;
    let mut out = io::stdout();
    let Some(name) = kind else {
        for definition in knowledge.ontology.types() {
            writeln!(
                out,
                "{:<10} {:<21} {:>5}  {}",
                definition.kind, definition.quad, definition.score, definition.definition
            )?;
        }
        return Ok(());
    };
    let kind: EventType = name.to_uppercase().parse().with_context(|| "`annals codebook` lists the types")?;
    let definition = knowledge.ontology.definition(kind).ok_or_else(|| anyhow!("{kind} is not defined"))?;
    one(&mut out, definition)?;
    Ok(())
}

fn one(out: &mut impl Write, definition: &TypeDefinition) -> io::Result<()> {
    writeln!(out, "{} ({}, score {}, CAMEO {})", definition.kind, definition.quad, definition.score, definition.cameo)?;
    writeln!(out, "  {}", definition.definition)?;
    for mode in &definition.modes {
        writeln!(out, "  {:<15} {:>5}  CAMEO {:<5} {}", mode.name, mode.score, mode.cameo, mode.definition)?;
    }
    Ok(())
}
