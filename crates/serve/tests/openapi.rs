//! The OpenAPI document says what the server does, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeSet;

use axum::http::Method;
use common::{operations, server};
use serde_json::Value;

#[tokio::test]
async fn what_is_documented_is_there() {
    let server = server();
    for (method, path, operation) in operations() {
        let concrete = path.replace("{id}", "1").replace("{actor}", "1").replace("{recipient}", "2");
        let wrong = if method == Method::GET {
            server.post(concrete.trim_start_matches("/api/v1"), None, "{}").await
        } else {
            server.get(&concrete).await
        };
        let both = operations().iter().filter(|(_, other, _)| *other == path).count() == 2;
        assert!(both || wrong.status == 405, "{method} {path}: the other method gives {}", wrong.status);
        let in_path: Vec<&str> = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        let documented: Vec<&str> = parameters(&operation, "path").collect();
        assert_eq!(in_path, documented, "{path}");
    }
}

fn parameters<'o>(operation: &'o Value, place: &'static str) -> impl Iterator<Item = &'o str> {
    let parameters = operation["parameters"].as_array().into_iter().flatten();
    parameters.filter(move |parameter| parameter["in"] == place).map(|parameter| parameter["name"].as_str().unwrap())
}

/// The hint to a wrong parameter lists those that the route takes: the same as the document's.
#[tokio::test]
async fn parameters_are_those_that_are_taken() {
    let server = server();
    for (method, path, operation) in operations() {
        if method != Method::GET {
            continue;
        }
        let path = path.replace("{id}", "1").replace("{actor}", "1").replace("{recipient}", "2");
        let answer = server.get(&format!("{path}?nonsense=1")).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (400, "bad_parameter"), "{path}");
        let body = answer.json();
        let taken = body["error"]["hint"].as_str().unwrap().trim_start_matches("parameters: ");
        let taken: BTreeSet<&str> = taken.split(", ").filter(|name| !name.is_empty()).collect();
        let documented: BTreeSet<&str> = parameters(&operation, "query").collect();
        assert_eq!(taken, documented, "{path}");
        assert_eq!(
            operation["parameters"].as_array().map_or(0, Vec::len),
            documented.len() + parameters(&operation, "path").count(),
            "{path}"
        );
    }
}

#[test]
fn everything_has_its_words_and_every_reference_its_end() {
    let document = serde_json::to_value(serve::openapi()).unwrap();
    for (method, path, operation) in operations() {
        assert!(operation["summary"].as_str().is_some_and(|summary| !summary.is_empty()), "{method} {path}");
        for parameter in operation["parameters"].as_array().into_iter().flatten().filter(|p| p["in"] == "query") {
            assert!(parameter["description"].as_str().is_some_and(|about| about.len() > 5), "{path}: {parameter}");
        }
        for status in ["400", "403", "405", "414", "500"] {
            assert!(operation["responses"].get(status).is_some(), "{method} {path} may answer {status}");
        }
    }
    let mut references = BTreeSet::new();
    gather(&document, &mut references);
    assert!(references.len() > 20);
    for reference in references {
        assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
}

fn gather(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            references.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
            map.values().for_each(|value| gather(value, references));
        }
        Value::Array(list) => list.iter().for_each(|value| gather(value, references)),
        _ => {}
    }
}

/// A schema that lost its parts on the way would describe anything.
#[test]
fn schemas_describe_their_fields() {
    let document = serde_json::to_value(serve::openapi()).unwrap();
    let row = &document["components"]["schemas"]["Row"];
    for field in ["event", "incident", "type", "actors", "deaths_low", "document_id"] {
        assert!(row["properties"].get(field).is_some(), "{field}: {row}");
    }
    let overview = &document["components"]["schemas"]["Columns"]["properties"];
    assert_eq!(overview["day"]["type"], "array", "{overview}");
}

/// Alternatives of a vocabulary that say the same would let no value fit one of them alone.
#[test]
fn alternatives_differ() {
    fn look(schema: &Value, place: &str) {
        if let Some(alternatives) = schema["oneOf"].as_array() {
            let mut meant: Vec<Value> = alternatives.clone();
            meant.iter_mut().filter_map(Value::as_object_mut).for_each(|one| drop(one.remove("description")));
            let different: BTreeSet<String> = meant.iter().map(Value::to_string).collect();
            assert_eq!(different.len(), alternatives.len(), "{place}: {meant:?}");
        }
        let parts = schema.as_object().into_iter().flatten();
        parts.for_each(|(name, part)| look(part, &format!("{place}/{name}")));
        schema.as_array().into_iter().flatten().for_each(|part| look(part, place));
    }
    let document = serde_json::to_value(serve::openapi()).unwrap();
    look(&document["components"]["schemas"], "");
    assert_eq!(document["components"]["schemas"]["State"]["oneOf"][0]["enum"], serde_json::json!(["to_come"]));
}
