//! The brief, the calendar and demands.

use store::{
    brief::Brief,
    query::{Calendar, Demands},
};

use super::incidents::row_head;
use crate::{
    fault::{Fault, Kind},
    route::{Ask, Handlers},
};

/// Lines a section where no limit is given.
const LINES: usize = 10;
/// Rows where no limit is given.
const ROWS: usize = 200;

/// `/brief`
pub const BRIEF: Handlers<Brief> = (brief, |ask, sink| {
    row_head(sink)?;
    let brief = brief(ask)?;
    let lines = [&brief.latest, &brief.positions, &brief.to_come, &brief.unmet];
    lines.into_iter().flatten().try_for_each(|line| sink.row(&line.incident))
});

fn brief(ask: &Ask<'_>) -> Result<Brief, Fault> {
    let hint = "topic=Mombasa; words, a participant or a place";
    let topic = ask.query.text("topic").filter(|topic| !topic.trim().is_empty());
    let topic = topic.ok_or_else(|| Fault::new(Kind::BadParameter, "`topic` is missing", hint))?;
    Ok(ask.reader.brief(&topic, ask.query.value("as_of")?, ask.query.limit()?.unwrap_or(LINES))?)
}

/// `/calendar`
pub const CALENDAR: Handlers<Calendar> = (
    |ask| calendar(ask, ask.query.limit()?.unwrap_or(ROWS)),
    |ask, sink| {
        row_head(sink)?;
        let calendar = calendar(ask, ask.query.limit()?.unwrap_or(usize::MAX))?;
        calendar.items.iter().try_for_each(|item| sink.row(&item.incident))
    },
);

fn calendar(ask: &Ask<'_>, limit: usize) -> Result<Calendar, Fault> {
    let past = ask.query.flag("past").unwrap_or_default();
    Ok(ask.reader.calendar(&ask.query.filter()?, ask.query.value("as_of")?, past, limit)?)
}

/// `/demands`
pub const DEMANDS: Handlers<Demands> = (
    |ask| demands(ask, ask.query.limit()?.unwrap_or(ROWS)),
    |ask, sink| {
        row_head(sink)?;
        let demands = demands(ask, ask.query.limit()?.unwrap_or(usize::MAX))?;
        demands.items.iter().try_for_each(|item| sink.row(&item.incident))
    },
);

fn demands(ask: &Ask<'_>, limit: usize) -> Result<Demands, Fault> {
    Ok(ask.reader.demands(&ask.query.filter()?, ask.query.value("as_of")?, limit)?)
}
