//! `annals code --format table`: records for reading.

use std::io::{self, Write};

use record::{Argument, Casualties, Event, Interval, Record};

/// Columns of text a line.
const WIDTH: usize = 100;
const INDENT: usize = 4;

/// Writes one document: a head, then each event with its sentence.
pub fn write(out: &mut impl Write, record: &Record) -> io::Result<()> {
    let document = &record.document;
    let name = document.title.as_deref().or(document.source.as_deref()).unwrap_or(&document.id);
    let date = document.published.map_or("no date".to_owned(), |day| day.to_string());
    writeln!(out, "{name} ({date}): {} events", record.events.len())?;
    let text: Vec<char> = document.text.chars().collect();
    record.events.iter().try_for_each(|event| write_event(out, record, event, &text))?;
    writeln!(out)
}

fn write_event(out: &mut impl Write, record: &Record, event: &Event, text: &[char]) -> io::Result<()> {
    let modes = if event.mode.is_empty() { String::new() } else { format!("/{}", event.mode.join("+")) };
    let (actors, recipients) = (names(record, &event.actors), names(record, &event.recipients));
    writeln!(out)?;
    write!(out, "{:<4}{}{modes}  {actors} → {recipients}", event.id, event.kind)?;
    writeln!(out, "  [{}{}]", event.status, if event.historical { ", historical" } else { "" })?;
    let details = details(record, event);
    if !details.is_empty() {
        writeln!(out, "{:INDENT$}{}", "", details.join(" · "))?;
    }
    for line in wrap(&marked(record, event, text), WIDTH - INDENT) {
        writeln!(out, "{:INDENT$}{line}", "")?;
    }
    Ok(())
}

fn names(record: &Record, arguments: &[Argument]) -> String {
    let names: Vec<&str> =
        arguments.iter().map(|argument| name(record, Some(&argument.entity), &argument.text)).collect();
    if names.is_empty() { "?".to_owned() } else { names.join(", ") }
}

/// Name of an entity, or the words of the text where there is none.
fn name<'r>(record: &'r Record, entity: Option<&str>, text: &'r str) -> &'r str {
    let entity = record.entities.iter().find(|known| Some(known.id.as_str()) == entity);
    entity.map_or(text, |entity| &entity.name)
}

fn details(record: &Record, event: &Event) -> Vec<String> {
    let mut parts = Vec::new();
    if let Some(place) = &event.place {
        let country = place.country.as_deref().map_or(String::new(), |country| format!(", {country}"));
        parts.push(format!("at {}{country}", place.name));
    }
    parts.extend(event.when.as_ref().map(days));
    parts.extend(event.deaths.as_ref().map(|deaths| format!("deaths {}", bounds(deaths))));
    parts.extend(event.injured.as_ref().map(|injured| format!("injured {}", bounds(injured))));
    parts.extend(event.count.map(|count| format!("{} times", range(count.min, count.max))));
    let source = event.attributed_to.as_ref();
    parts.extend(source.map(|source| format!("says {}", name(record, source.entity.as_deref(), &source.text))));
    parts.extend(event.content.as_ref().map(|content| format!("about “{}”", content.text)));
    parts
}

fn days(when: &Interval) -> String {
    match (when.from, when.to) {
        (Some(from), Some(to)) if from == to => from.to_string(),
        (from, to) => {
            let day = |day: Option<jiff::civil::Date>| day.map_or("…".to_owned(), |day| day.to_string());
            format!("{} to {}", day(from), day(to))
        }
    }
}

fn bounds(casualties: &Casualties) -> String {
    let source = casualties.source.as_deref().map_or(String::new(), |source| format!(" ({source})"));
    format!("{}{source}", range(casualties.min, casualties.max))
}

fn range(min: Option<u64>, max: Option<u64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (Some(min), Some(max)) => format!("{min}–{max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("{max} or fewer"),
        (None, None) => "unknown".to_owned(),
    }
}

/// The sentence with the trigger in « ».
fn marked(record: &Record, event: &Event, text: &[char]) -> String {
    let span = record.sentences[event.sentence];
    let part = |start: usize, end: usize| text[start..end].iter().collect::<String>();
    let (before, after) = (part(span.start, event.trigger.start), part(event.trigger.end, span.end));
    let sentence = format!("{before}«{}»{after}", event.trigger.text);
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lines of at most `width` characters, broken between words.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_wrap_between_words() {
        assert_eq!(wrap("one two three four", 9), ["one two", "three", "four"]);
        assert_eq!(wrap("overlongword x", 5), ["overlongword", "x"]);
    }

    #[test]
    fn ranges_read_well() {
        assert_eq!(range(Some(3), Some(3)), "3");
        assert_eq!(range(Some(24), None), "24 or more");
        assert_eq!(range(Some(5), Some(7)), "5–7");
    }
}
