//! Documents.

use store::query::{Cell, DocumentDetail, DocumentFilter, DocumentItem, Filter, Level, Order};

use super::Listed;
use crate::{
    fault::Fault,
    route::{Ask, Handlers},
    sink::Sink,
    views::incidents::row_head,
};

/// Documents read at once for a long list.
const READ: usize = 500;

/// `/documents`
pub const DOCUMENTS: Handlers<Listed<DocumentItem>> = (list, list_rows);

fn filter(ask: &Ask<'_>) -> Result<DocumentFilter, Fault> {
    let query = ask.query;
    let (from, to) = (query.value("published_from")?, query.value("published_to")?);
    Ok(DocumentFilter { words: query.text("q"), source: query.text("source"), from, to })
}

fn list(ask: &Ask<'_>) -> Result<Listed<DocumentItem>, Fault> {
    let after = ask.query.cursor()?;
    Ok(Listed::from(ask.reader.documents(&filter(ask)?, after.as_ref(), ask.query.rows()?)?))
}

fn list_rows(ask: &Ask<'_>, sink: &mut Sink) -> Result<(), Fault> {
    let names =
        ["id", "key", "version", "source", "url", "title", "published", "language", "not_coded", "copy_of", "events"];
    sink.head(&names)?;
    let filter = filter(ask)?;
    super::every(
        ask,
        READ,
        |after, limit| Ok(ask.reader.documents(&filter, after, limit)?),
        |item| {
            let text = |value: &Option<String>| value.clone().map_or(Cell::Null, Cell::Text);
            let head = &item.head;
            let cells = [
                Cell::Integer(head.id),
                Cell::Text(head.key.clone()),
                Cell::Integer(head.version),
                text(&head.source),
                text(&head.url),
                text(&head.title),
                text(&head.published),
                Cell::Text(head.language.clone()),
                text(&head.not_coded),
                head.copy_of.map_or(Cell::Null, Cell::Integer),
                Cell::Integer(item.events),
            ];
            sink.cells(&names, &cells)
        },
    )
}

/// `/documents/{id}`
pub const DOCUMENT: Handlers<DocumentDetail> = (document, |ask, sink| {
    row_head(sink)?;
    // The document must be there, also where it has no events.
    document(ask)?;
    let filter = Filter { document: Some(ask.ids[0]), ..Filter::default() };
    ask.reader.rows(&filter, Level::Report, Order::Id, None, |row| sink.row(&row))
});

fn document(ask: &Ask<'_>) -> Result<DocumentDetail, Fault> {
    let id = ask.ids[0];
    ask.reader.document(id)?.ok_or_else(|| Fault::no_such("document", id))
}
