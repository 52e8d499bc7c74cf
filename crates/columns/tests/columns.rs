//! Rows and schemas agree, and records come back as they went.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use columns::{Outcome, Reader, Tables, read, record_rows, rows, schema, text_column};
use ingest::{Columns, Options, Skipped};
use record::Record;
use serde_json::{Value, json};
use std::sync::Arc;

/// A record with every field filled.
fn full() -> Record {
    let span = |text: &str| json!({"text": text, "start": 0, "end": 6});
    let argument = json!({"entity": "e1", "start": 0, "end": 6, "text": "Rebels"});
    let event = json!({"id": "v1", "incident": "i1", "type": "ASSAULT", "mode": ["drone", "explosives"], "context": ["military"],
        "cameo": "190", "quad": "material conflict", "score": -9.3, "status": "actual", "historical": false,
        "trigger": span("Rebels"), "sentence": 0, "actors": [argument], "recipients": [],
        "attributed_to": {"entity": "e1", "text": "army", "start": 0, "end": 6, "via": ["a paper"]},
        "attribution_verb": "said", "content": {"text": "x", "start": 0, "end": 6, "event": "v1"},
        "place": {"text": "Goma", "name": "Goma", "start": 0, "end": 6, "country": "COD", "admin1": "Nord-Kivu", "lat": -1.67409,
            "lon": 29.22845, "geonames": 216281, "precision": "city"},
        "when": {"text": "", "start": 0, "end": 0, "from": "2024-02-05", "to": "2024-02-05", "precision": "day"},
        "deaths": {"min": 12, "max": null, "victims": "people", "source": "army"}, "injured": {"min": 1, "max": 2, "victims": null, "source": null},
        "count": {"min": 1, "max": 3}, "links": [{"kind": "reason", "event": "v1"}],
        "evidence": [{"field": "type", "by": "model", "score": 0.123456789}, {"field": "place", "by": "rule"}], "confidence": 0.871});
    let entity = json!({"id": "e1", "name": "Rebels", "type": "armed_group", "country": "COD", "sector": "REB", "kb": "annals:m23",
        "aliases": ["M23", "“the” rebels"], "affiliation": [{"entity": "e1", "relation": "backed_by", "start": 0, "end": 6}],
        "mentions": [{"start": 0, "end": 6, "text": "Rebels", "kind": "nominal"}]});
    let document = json!({"id": "d", "source": "Outlet", "url": "https://a.example", "title": "T", "published": "2024-02-10",
        "published_from": "metadata", "language": "en", "text": "Rebels — “Ölpreis”\n\tend.",
        "boilerplate": [{"start": 0, "end": 1, "kind": "promo"}]});
    let coder = json!({"version": "1", "ontology": "o", "model": "m", "knowledge": "k"});
    let record = json!({"schema": "annals/1", "coder": coder, "document": document,
        "sentences": [{"start": 0, "end": 6, "boilerplate": false}], "entities": [entity], "events": [event]});
    serde_json::from_value(record).unwrap()
}

/// The same with everything that may be unknown unknown.
fn bare() -> Record {
    let mut record = full();
    let event = &mut record.events[0];
    (event.cameo, event.attributed_to, event.attribution_verb, event.content) = (None, None, None, None);
    (event.place, event.when, event.deaths, event.injured, event.count) = (None, None, None, None, None);
    event.mode.clear();
    record.entities.clear();
    record.document.published = None;
    record.document.boilerplate.clear();
    record
}

fn outcomes() -> Vec<Outcome> {
    let skipped = Skipped { input: "a:2".into(), reason: "has no text".into() };
    vec![Ok(("a:1".into(), full())), Err(skipped), Ok(("a:3".into(), bare()))]
}

fn names(row: impl serde::Serialize) -> Vec<String> {
    let Value::Object(row) = serde_json::to_value(row).unwrap() else { panic!("a row is an object") };
    row.keys().cloned().collect()
}

#[test]
fn rows_have_the_columns_of_their_schemas_in_order() {
    let record = full();
    let wanted = |schema: arrow_schema::SchemaRef| -> Vec<String> {
        schema.fields().iter().map(|field| field.name().clone()).collect()
    };
    assert_eq!(names(rows::DocumentRow::new("a", &record)), wanted(schema::documents()));
    assert_eq!(names(rows::EventRow::of(&record).next().unwrap()), wanted(schema::events()));
    assert_eq!(names(rows::EntityRow::of(&record).next().unwrap()), wanted(schema::entities()));
    assert_eq!(names(rows::ErrorRow { input: "a", reason: "b" }), wanted(schema::errors()));
}

#[test]
fn records_come_back_as_they_went() {
    let came = read(&record_rows(&outcomes()).unwrap()).unwrap();
    let json = |outcomes: &[Outcome]| -> Vec<String> {
        outcomes
            .iter()
            .map(|outcome| {
                outcome.as_ref().map_or_else(ToString::to_string, |(input, record)| {
                    format!("{input} {}", serde_json::to_string(record).unwrap())
                })
            })
            .collect()
    };
    assert_eq!(json(&came), json(&outcomes()));
}

#[test]
fn nothing_gives_empty_tables() {
    let tables = Tables::new(&[]).unwrap();
    assert_eq!((tables.documents.num_rows(), tables.events.num_columns()), (0, schema::events().fields().len()));
    assert_eq!(record_rows(&[]).unwrap().num_rows(), 0);
}

#[test]
fn tables_hold_documents_events_and_errors() {
    let tables = Tables::new(&outcomes()).unwrap();
    let rows = [&tables.documents, &tables.events, &tables.entities, &tables.errors].map(|batch| batch.num_rows());
    assert_eq!(rows, [2, 2, 1, 1]);
}

#[test]
fn columns_of_wrong_types_are_told() {
    let numbers: arrow_array::ArrayRef = Arc::new(arrow_array::Int64Array::from(vec![1]));
    let table = text_column(numbers, None).unwrap();
    let error = Reader::new(&table.schema(), &Columns::default()).unwrap_err().to_string();
    assert!(error.contains("column `text` holds Int64, not text"), "{error}");
}

#[test]
fn bytes_are_decoded_and_nulls_have_no_text() {
    let bytes: Vec<Option<&[u8]>> = vec![Some(b"The pr\xe9fet of Saint-\xc9tienne banned the rally on Monday."), None];
    let table = text_column(Arc::new(arrow_array::BinaryArray::from(bytes)), None).unwrap();
    let reader = Reader::new(&table.schema(), &Columns::default()).unwrap();
    let articles: Vec<_> =
        reader.rows(&table, "row", 5).unwrap().into_iter().map(|row| row.article(&Options::default())).collect();
    assert!(articles[0].as_ref().unwrap().document.text.contains("préfet"));
    assert_eq!(articles[1].as_ref().unwrap_err().to_string(), "row:6: has no text");
}
