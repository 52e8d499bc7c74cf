//! `annals brief`: a situation brief for reading, in Markdown.

use std::io::{self, BufWriter, Write};

use store::{
    Reader,
    brief::{Brief, Citation, Line, Tally},
};

use super::{
    options::{BriefFormat, BriefOptions},
    print::{figure, kind, one_line, range, who},
};
use crate::DONE;

/// Prints what the store knows of a topic.
pub fn run(options: &BriefOptions) -> anyhow::Result<u8> {
    let brief = Reader::open(&options.store.store)?.brief(&options.topic, options.as_of, options.limit)?;
    let mut out = BufWriter::new(io::stdout());
    match options.format {
        BriefFormat::Text => write(&mut out, &brief)?,
        BriefFormat::Json => writeln!(out, "{}", serde_json::to_string_pretty(&brief)?)?,
    }
    out.flush()?;
    Ok(DONE)
}

fn write(out: &mut impl Write, brief: &Brief) -> io::Result<()> {
    let day = brief.as_of.as_deref().map_or(String::new(), |day| format!(", {day}"));
    writeln!(out, "# {}{day}", brief.topic)?;
    section(out, "Latest", &brief.latest, happened)?;
    section(out, "Positions", &brief.positions, position)?;
    section(out, "Tallies", &brief.tallies, tally)?;
    section(out, "Announced, still to come", &brief.to_come, position)?;
    section(out, "Demands, no report that they were met", &brief.unmet, position)?;
    if !brief.citations.is_empty() {
        writeln!(out, "\n## Sources")?;
    }
    for (at, citation) in brief.citations.iter().enumerate() {
        writeln!(out, "[{}] {}", at + 1, source(citation))?;
    }
    Ok(())
}

/// One section; left out where it has no lines.
fn section<T>(out: &mut impl Write, title: &str, lines: &[T], line: impl Fn(&T) -> String) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## {title}")?;
    lines.iter().try_for_each(|item| writeln!(out, "- {}", line(item)))
}

fn happened(line: &Line) -> String {
    let row = &line.incident;
    let mut parts = vec![format!("{}{}: {} → {}", day(line), kind(row), who(&row.actors), who(&row.recipients))];
    parts.extend(row.place.as_ref().map(|place| format!("at {place}")));
    let mut given: Vec<String> = line.figures.iter().map(figure).collect();
    given.dedup();
    parts.extend(given);
    if row.status == "disputed" {
        parts.push("denied by some".to_owned());
    }
    format!("{} {}", parts.join("; "), cites(&line.cites))
}

fn position(line: &Line) -> String {
    let row = &line.incident;
    let addressee = if row.recipients.is_empty() { String::new() } else { format!(" → {}", who(&row.recipients)) };
    let content = row.content.as_deref().map_or(String::new(), |content| format!(": “{}”", one_line(content)));
    format!("{}{} {}{addressee}{content} {}", day(line), who(&row.actors), kind(row), cites(&line.cites))
}

fn day(line: &Line) -> String {
    match (&line.incident.from, &line.incident.published) {
        (Some(day), _) => format!("{day} "),
        (None, Some(published)) => format!("(reported {published}) "),
        (None, None) => String::new(),
    }
}

fn tally(tally: &Tally) -> String {
    let deaths = match (tally.deaths_low, tally.deaths_high) {
        (0, 0) => String::new(),
        (low, high) => format!(", deaths {}", range(Some(low), Some(high))),
    };
    let count = |number: i64, what: &str| format!("{number} {what}{}", if number == 1 { "" } else { "s" });
    let incidents = count(tally.incidents as i64, "incident");
    let line =
        format!("{}: {incidents} in {}{deaths} {}", tally.kind, count(tally.reports, "report"), cites(&tally.cites));
    line.trim_end().to_owned()
}

fn cites(numbers: &[usize]) -> String {
    numbers.iter().map(|number| format!("[{number}]")).collect()
}

fn source(citation: &Citation) -> String {
    let name = citation.source.as_deref().or(citation.url.as_deref()).unwrap_or(&citation.document);
    let published = citation.published.as_deref().unwrap_or("no date");
    format!("{name}, {published}: “{}”", one_line(&citation.sentence))
}
