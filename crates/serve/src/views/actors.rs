//! Entities.

use store::query::{ActorProfile, Cell, EntityFilter, EntityItem, Period};

use super::{Listed, dyads::period};
use crate::{
    fault::Fault,
    route::{Ask, Handlers},
    sink::Sink,
};

/// Entities read at once for a long list.
const READ: usize = 1000;

/// `/entities`
pub const ENTITIES: Handlers<Listed<EntityItem>> = (list, list_rows);

fn filter(ask: &Ask<'_>) -> EntityFilter {
    let owned = |name: &str| ask.query.words(name).into_iter().map(str::to_owned).collect();
    EntityFilter {
        words: ask.query.text("q"),
        kinds: owned("type"),
        countries: ask.query.words("country").into_iter().map(str::to_uppercase).collect(),
        all: ask.query.flag("all").unwrap_or_default(),
    }
}

fn list(ask: &Ask<'_>) -> Result<Listed<EntityItem>, Fault> {
    let after = ask.query.cursor()?;
    Ok(Listed::from(ask.reader.entities(&filter(ask), after.as_ref(), ask.query.rows()?)?))
}

fn list_rows(ask: &Ask<'_>, sink: &mut Sink) -> Result<(), Fault> {
    let names = ["id", "name", "key", "kb", "type", "country", "named", "reports"];
    sink.head(&names)?;
    let filter = filter(ask);
    super::every(
        ask,
        READ,
        |after, limit| Ok(ask.reader.entities(&filter, after, limit)?),
        |item| {
            let text = |value: &Option<String>| value.clone().map_or(Cell::Null, Cell::Text);
            let cells = [
                Cell::Integer(item.id),
                Cell::Text(item.name.clone()),
                Cell::Text(item.key.clone()),
                text(&item.kb),
                Cell::Text(item.kind.clone()),
                text(&item.country),
                Cell::Text(item.named.to_string()),
                Cell::Integer(item.reports),
            ];
            sink.cells(&names, &cells)
        },
    )
}

/// `/entities/{id}`
pub const ENTITY: Handlers<ActorProfile> = (profile, |ask, sink| {
    let names = ["entity", "name", "done", "suffered", "mean_score", "first", "last"];
    sink.head(&names)?;
    for partner in profile(ask)?.partners {
        let cells = [
            Cell::Integer(partner.entity),
            Cell::Text(partner.name),
            Cell::Integer(partner.done),
            Cell::Integer(partner.suffered),
            Cell::Real(partner.mean_score),
            partner.first.map_or(Cell::Null, Cell::Text),
            partner.last.map_or(Cell::Null, Cell::Text),
        ];
        sink.cells(&names, &cells)?;
    }
    Ok(())
});

fn profile(ask: &Ask<'_>) -> Result<ActorProfile, Fault> {
    let id = ask.ids[0];
    let found = ask.reader.actor(id, period(ask.query, Period::Month))?;
    found.ok_or_else(|| Fault::no_such("entity", id))
}
