//! Events as rows of a Markdown table.

use jiff::civil::Date;
use record::{Argument, Casualties, Event, Interval, Record};

/// Head of every table.
const HEAD: [&str; 9] = ["trigger", "type", "status", "actors", "recipients", "says", "place", "when", "figures"];

/// What stands where a sentence has no event.
const NOTHING: &str = "Nothing.";

/// The table of a record's events, its columns aligned; [`NOTHING`] where there are none.
pub fn render(record: &Record) -> Vec<String> {
    if record.events.is_empty() {
        return vec![NOTHING.to_owned()];
    }
    let mut rows = vec![HEAD.map(str::to_owned)];
    rows.extend(record.events.iter().map(|event| row(record, event)));
    align(&rows)
}

/// The same table with columns as wide as their cells need; any other line stays as it is.
pub fn tidy(table: &[String]) -> Vec<String> {
    let cells = |line: &String| -> Option<[String; 9]> {
        let inner = line.strip_prefix('|')?.strip_suffix('|')?;
        inner.split('|').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>().try_into().ok()
    };
    let rows: Option<Vec<_>> =
        table.iter().enumerate().filter(|(at, _)| *at != 1).map(|(_, line)| cells(line)).collect();
    rows.filter(|rows| !rows.is_empty()).map_or_else(|| table.to_vec(), |rows| align(&rows))
}

fn align(rows: &[[String; 9]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: [usize; 9] = std::array::from_fn(width);
    let line = |row: &[String; 9]| {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!(" {cell:<width$} ")).collect::<Vec<_>>();
        format!("|{}|", cells.join("|"))
    };
    let rule = format!("|{}|", widths.map(|width| "-".repeat(width + 2)).join("|"));
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1, rule);
    lines
}

fn row(record: &Record, event: &Event) -> [String; 9] {
    let modes = if event.mode.is_empty() { String::new() } else { format!("/{}", event.mode.join("+")) };
    let source = event.attributed_to.as_ref().map(|source| {
        let via: String = source.via.iter().map(|via| format!(", via {via}")).collect();
        format!("{}{via}", source.text)
    });
    [
        event.trigger.text.clone(),
        format!("{}{modes}", event.kind),
        format!("{}{}", event.status, if event.historical { ", historical" } else { "" }),
        arguments(record, &event.actors),
        arguments(record, &event.recipients),
        source.unwrap_or_default(),
        event.place.as_ref().map(|place| place.text.clone()).unwrap_or_default(),
        event.when.as_ref().map(days).unwrap_or_default(),
        figures(event),
    ]
}

/// "it = Kataib Hezbollah (IRQ PRM)": the words, the entity's name where it is another one, country and sector.
fn arguments(record: &Record, arguments: &[Argument]) -> String {
    let one = |argument: &Argument| {
        let Some(entity) = record.entities.iter().find(|entity| entity.id == argument.entity) else {
            return argument.text.clone();
        };
        let name = if entity.name == argument.text { String::new() } else { format!(" = {}", entity.name) };
        let codes: Vec<&str> =
            entity.country.as_deref().into_iter().chain(entity.sector.map(record::Sector::name)).collect();
        let codes = if codes.is_empty() { String::new() } else { format!(" ({})", codes.join(" ")) };
        format!("{}{name}{codes}", argument.text)
    };
    arguments.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn days(when: &Interval) -> String {
    let day = |day: Option<Date>| day.map_or("…".to_owned(), |day| day.to_string());
    if when.from == when.to { day(when.from) } else { format!("{} to {}", day(when.from), day(when.to)) }
}

fn figures(event: &Event) -> String {
    let casualties = |name: &str, given: &Option<Casualties>| {
        given.as_ref().map(|given| format!("{name} {}", bounds(given.min, given.max)))
    };
    let parts = [
        casualties("deaths", &event.deaths),
        casualties("injured", &event.injured),
        event.count.map(|count| format!("count {}", bounds(count.min, count.max))),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn bounds(min: Option<u64>, max: Option<u64>) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => min.to_string(),
        (min, max) => {
            let end = |end: Option<u64>| end.map_or("…".to_owned(), |end| end.to_string());
            format!("{} to {}", end(min), end(max))
        }
    }
}
