//! The columns of each table: name, type, meaning. The meaning stands in the field's metadata under [`ABOUT`].

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

/// Key of a column's meaning in its field's metadata.
pub const ABOUT: &str = "about";

/// A column that may hold nothing.
fn column(name: &str, kind: DataType, about: &str) -> Field {
    Field::new(name, kind, true).with_metadata([(ABOUT.to_owned(), about.to_owned())].into())
}

/// Declares the schema of a table.
macro_rules! table {
    ($(#[$doc:meta])* $name:ident { $($column:literal $kind:ident $about:literal;)* }) => {
        $(#[$doc])*
        pub fn $name() -> SchemaRef {
            static SCHEMA: LazyLock<SchemaRef> =
                LazyLock::new(|| Arc::new(Schema::new(vec![$(column($column, DataType::$kind, $about)),*])));
            SCHEMA.clone()
        }
    };
}

table! {
    /// One row a coded document.
    documents {
        "input" Utf8 "file and line, or row, it came from";
        "document" Utf8 "id: the input's own, else a hash of text and source";
        "source" Utf8 "outlet or file";
        "url" Utf8 "web address";
        "title" Utf8 "headline";
        "published" Date32 "day of publication";
        "published_from" Utf8 "metadata, argument, text";
        "language" Utf8 "ISO 639-1";
        "characters" Int64 "length of the text in code points";
        "sentences" Int64 "number of sentences";
        "events" Int64 "number of events";
    }
}

table! {
    /// One row an event: flat columns. Several values of one column are joined by `;`.
    events {
        "document" Utf8 "id of the document";
        "source" Utf8 "outlet or file";
        "url" Utf8 "web address";
        "title" Utf8 "headline";
        "published" Date32 "day of publication";
        "event" Utf8 "id within the document";
        "incident" Utf8 "mentions of one act within the document share it";
        "type" Utf8 "PLOVER type";
        "mode" Utf8 "PLOVER modes";
        "context" Utf8 "PLOVER contexts";
        "cameo" Utf8 "CAMEO code";
        "quad" Utf8 "quad class";
        "score" Float64 "PLOVER 2.0 conflict–cooperation score, -10 to 10";
        "status" Utf8 "actual, future, hypothetical, negated";
        "historical" Boolean "whether it lies outside the reported situation";
        "trigger" Utf8 "the words that name the act";
        "start" Int64 "their first code point in the document's text";
        "end" Int64 "one past their last code point";
        "actors" Utf8 "names of actors";
        "actor_countries" Utf8 "their countries (ISO3), in the same order";
        "actor_sectors" Utf8 "their PLOVER sectors, in the same order";
        "actor_keys" Utf8 "their keys in the actor base, in the same order";
        "recipients" Utf8 "names of recipients";
        "recipient_countries" Utf8 "their countries (ISO3), in the same order";
        "recipient_sectors" Utf8 "their PLOVER sectors, in the same order";
        "recipient_keys" Utf8 "their keys in the actor base, in the same order";
        "attributed_to" Utf8 "on whose word";
        "content" Utf8 "what a demand, promise or accusation is about";
        "place" Utf8 "where, as the gazetteer names it";
        "country" Utf8 "country of the place (ISO3)";
        "admin1" Utf8 "first-level division";
        "lat" Float64 "degrees north";
        "lon" Float64 "degrees east";
        "geonames" Int64 "GeoNames id";
        "place_precision" Utf8 "site, city, admin1, country, region, unresolved";
        "from" Date32 "first day";
        "to" Date32 "last day";
        "day_precision" Utf8 "day, week, month, quarter, year, interval";
        "deaths_min" Int64 "deaths, at least";
        "deaths_max" Int64 "deaths, at most";
        "injured_min" Int64 "injured, at least";
        "injured_max" Int64 "injured, at most";
        "count_min" Int64 "such acts, at least";
        "count_max" Int64 "such acts, at most";
        "sentence" Utf8 "the sentence";
        "confidence" Float64 "calibrated probability that type and trigger are right";
    }
}

table! {
    /// One row a participant of a document.
    entities {
        "document" Utf8 "id of the document";
        "entity" Utf8 "id within the document";
        "name" Utf8 "the actor base's name, else the fullest form in the text";
        "type" Utf8 "person, organisation, armed_group, government_body, country, population, place";
        "country" Utf8 "ISO3";
        "sector" Utf8 "PLOVER sector";
        "key" Utf8 "key in the actor base";
        "aliases" Utf8 "other names, joined by ;";
        "mentions" Int64 "number of mentions";
    }
}

table! {
    /// One row an input that gave no record.
    errors {
        "input" Utf8 "file and line, or row";
        "reason" Utf8 "what was wrong";
    }
}

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn whole(name: &str) -> Field {
    Field::new(name, DataType::Int64, true)
}

fn number(name: &str) -> Field {
    Field::new(name, DataType::Float64, true)
}

fn flag(name: &str) -> Field {
    Field::new(name, DataType::Boolean, true)
}

fn day(name: &str) -> Field {
    Field::new(name, DataType::Date32, true)
}

fn object(name: &str, fields: Vec<Field>) -> Field {
    Field::new(name, DataType::Struct(Fields::from(fields)), true)
}

fn list(name: &str, item: DataType) -> Field {
    Field::new(name, DataType::List(Arc::new(Field::new("item", item, true))), true)
}

fn objects(name: &str, fields: Vec<Field>) -> Field {
    list(name, DataType::Struct(Fields::from(fields)))
}

/// Fields of a span of the text, with what follows them.
fn span(more: Vec<Field>) -> Vec<Field> {
    [vec![whole("start"), whole("end")], more].concat()
}

/// One row an input: the fields of the record contract, or `error`. Sorted as the inputs are.
pub fn records() -> SchemaRef {
    static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
        Arc::new(Schema::new(vec![
            text("input"),
            text("error"),
            text("schema"),
            object("coder", ["version", "ontology", "model", "knowledge"].map(text).to_vec()),
            document(),
            objects("sentences", span(vec![flag("boilerplate")])),
            objects("entities", entity()),
            objects("events", event()),
        ]))
    });
    SCHEMA.clone()
}

fn document() -> Field {
    let mut fields = ["id", "source", "url", "title"].map(text).to_vec();
    fields.extend([day("published"), text("published_from"), text("language"), text("text")]);
    fields.push(objects("boilerplate", span(vec![text("kind")])));
    object("document", fields)
}

fn entity() -> Vec<Field> {
    let mut fields = ["id", "name", "type", "country", "sector", "kb"].map(text).to_vec();
    fields.push(list("aliases", DataType::Utf8));
    fields.push(objects("affiliation", [vec![text("entity"), text("relation")], span(vec![])].concat()));
    fields.push(objects("mentions", span(vec![text("text"), text("kind")])));
    fields
}

fn event() -> Vec<Field> {
    let participants = |name| objects(name, [vec![text("entity")], span(vec![text("text")])].concat());
    let casualties = |name| object(name, vec![whole("min"), whole("max"), text("victims"), text("source")]);
    vec![
        text("id"),
        text("incident"),
        text("type"),
        list("mode", DataType::Utf8),
        list("context", DataType::Utf8),
        text("cameo"),
        text("quad"),
        number("score"),
        text("status"),
        flag("historical"),
        object("trigger", span(vec![text("text")])),
        whole("sentence"),
        participants("actors"),
        participants("recipients"),
        object("attributed_to", [vec![text("entity"), text("text")], span(vec![list("via", DataType::Utf8)])].concat()),
        text("attribution_verb"),
        object("content", [vec![text("text")], span(vec![text("event")])].concat()),
        place(),
        object("when", [vec![text("text")], span(vec![day("from"), day("to"), text("precision")])].concat()),
        casualties("deaths"),
        casualties("injured"),
        object("count", vec![whole("min"), whole("max")]),
        objects("links", vec![text("kind"), text("event")]),
        objects("evidence", vec![text("field"), text("by"), number("score")]),
        number("confidence"),
    ]
}

fn place() -> Field {
    let more =
        vec![text("country"), text("admin1"), number("lat"), number("lon"), whole("geonames"), text("precision")];
    object("place", [vec![text("text"), text("name")], span(more)].concat())
}
