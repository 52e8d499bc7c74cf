//! `annals query`, `annals timeline`, `annals actors`.

use std::io::{self, BufWriter, Write};

use store::{
    Reader,
    import::Beside,
    query::{COLUMNS, Cell, Figure, Key, Level, Order, Row, Table},
};

use super::{
    options::{ActorsOptions, QueryOptions, RowFormat, TimelineOptions},
    print::{self, figure, kind, one_line, range, who},
};
use crate::DONE;

/// Lists or counts.
pub fn run(options: &QueryOptions) -> anyhow::Result<u8> {
    let reader = Reader::open(&options.store.store)?;
    let (filter, level) = (options.filter.filter(), options.level.into());
    let limit = Some(options.limit).filter(|limit| *limit > 0);
    let mut out = BufWriter::new(io::stdout());
    if options.by.is_empty() {
        let rows = reader.list(&filter, level, options.order.into(), limit)?;
        list(&mut out, &rows, level, options.format)?;
    } else {
        let keys: Vec<Key> = options.by.iter().map(|by| Key::from(*by)).collect();
        print::table(&mut out, &reader.aggregate(&filter, level, &keys, limit)?, options.format)?;
    }
    out.flush()?;
    Ok(DONE)
}

fn list(out: &mut impl Write, rows: &[Row], level: Level, format: RowFormat) -> anyhow::Result<()> {
    match format {
        RowFormat::Table => print::table(out, &overview(rows, level), format),
        RowFormat::Json => Ok(writeln!(out, "{}", serde_json::to_string_pretty(rows)?)?),
        RowFormat::Csv => {
            let columns = COLUMNS.iter().map(|column| column.name.to_owned()).collect();
            let cells = |row: &Row| COLUMNS.iter().map(|column| (column.cell)(row)).collect();
            print::table(out, &Table { columns, rows: rows.iter().map(cells).collect() }, format)
        }
    }
}

/// The few columns that fit a terminal.
fn overview(rows: &[Row], level: Level) -> Table {
    let columns = ["id", "day", "type", "actors", "recipients", "status", "place", "deaths", "reports", "sentence"];
    let cells = |row: &Row| {
        let id = if level == Level::Incident { row.incident.unwrap_or(row.event) } else { row.event };
        let text = |value: String| Cell::Text(value);
        vec![
            Cell::Integer(id),
            text(row.from.clone().unwrap_or_default()),
            text(kind(row)),
            text(who(&row.actors)),
            text(who(&row.recipients)),
            text(row.status.clone()),
            text(row.place.clone().or_else(|| row.country.clone()).unwrap_or_default()),
            text(range(row.deaths_low, row.deaths_high)),
            row.reports.map_or(Cell::Null, Cell::Integer),
            text(one_line(row.sentence.as_deref().unwrap_or_default())),
        ]
    };
    Table { columns: columns.map(str::to_owned).to_vec(), rows: rows.iter().map(cells).collect() }
}

/// Prints the incidents of a filter day by day, each with its sources and the numbers they give.
pub fn timeline(options: &TimelineOptions) -> anyhow::Result<u8> {
    let reader = Reader::open(&options.store.store)?;
    let limit = Some(options.limit).filter(|limit| *limit > 0);
    let mut rows = reader.list(&options.filter.filter(), Level::Incident, Order::Latest, limit)?;
    rows.reverse();
    let mut out = BufWriter::new(io::stdout());
    let mut day = None;
    for row in &rows {
        let of_row = row.from.as_deref().unwrap_or("day not known");
        if day != Some(of_row) {
            writeln!(out, "{}{of_row}", if day.is_some() { "\n" } else { "" })?;
            day = Some(of_row);
        }
        let figures = row.incident.map_or(Ok(Vec::new()), |incident| reader.figures(incident))?;
        write_incident(&mut out, row, &figures)?;
        for beside in row.incident.map_or(Ok(Vec::new()), |incident| reader.beside(incident))? {
            writeln!(out, "         {}", elsewhere(&beside))?;
        }
    }
    out.flush()?;
    Ok(DONE)
}

fn write_incident(out: &mut impl Write, row: &Row, figures: &[Figure]) -> io::Result<()> {
    let place = row.place.as_deref().map_or(String::new(), |place| format!(" at {place}"));
    let id = row.incident.map_or(String::new(), |incident| format!("i{incident}"));
    writeln!(out, "  {id:<6} {}  {} → {}{place}  [{}]", kind(row), who(&row.actors), who(&row.recipients), row.status)?;
    writeln!(out, "         “{}”", one_line(row.sentence.as_deref().unwrap_or_default()))?;
    let reports = row.reports.unwrap_or(0);
    let source = row.source.as_deref().or(row.url.as_deref()).unwrap_or(&row.document);
    let more = if reports > 1 { format!(" and {} more", reports - 1) } else { String::new() };
    writeln!(out, "         {source}, {}{more}", row.published.as_deref().unwrap_or("no date"))?;
    let mut given: Vec<String> = figures.iter().map(figure).collect();
    given.dedup();
    if !given.is_empty() {
        writeln!(out, "         {}", given.join("; "))?;
    }
    Ok(())
}

/// "acled UKR1234: Battles: Armed clash, 2024-02-10, 3 deaths (Suspilne)".
fn elsewhere(beside: &Beside) -> String {
    let deaths = range(beside.deaths_low, beside.deaths_high);
    let deaths = if deaths.is_empty() { deaths } else { format!(", {deaths} deaths") };
    let source = beside.source.as_deref().map_or(String::new(), |source| format!(" ({source})"));
    format!("{} {}: {}, {}{deaths}{source}", beside.coder, beside.key, beside.code, beside.from)
}

/// Prints who takes part.
pub fn actors(options: &ActorsOptions) -> anyhow::Result<u8> {
    let reader = Reader::open(&options.store.store)?;
    let profiles = reader.parties(options.name.as_deref(), options.all, options.limit)?;
    let mut out = BufWriter::new(io::stdout());
    if options.format == RowFormat::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&profiles)?)?;
    } else {
        let columns = ["name", "key", "type", "country", "acts", "received", "reports", "first", "last"];
        let text = |value: &Option<String>| value.clone().map_or(Cell::Null, Cell::Text);
        let cells = profiles.iter().map(|profile| {
            vec![
                Cell::Text(profile.name.clone()),
                text(&profile.kb),
                Cell::Text(profile.kind.clone()),
                text(&profile.country),
                Cell::Integer(profile.acts),
                Cell::Integer(profile.received),
                Cell::Integer(profile.reports),
                text(&profile.first),
                text(&profile.last),
            ]
        });
        let table = Table { columns: columns.map(str::to_owned).to_vec(), rows: cells.collect() };
        print::table(&mut out, &table, options.format)?;
    }
    out.flush()?;
    Ok(DONE)
}
