//! Requests that mean harm: whatever comes, an answer that the document knows, and never a fault of the server.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use axum::{
    body::Body,
    http::{Method, Request},
};
use common::{Answer, Server, TOKEN, operations, server};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};

const VALUES: &[&str] = &[
    "1",
    "0",
    "-1",
    "9223372036854775807",
    "99999999999999999999",
    "1e309",
    "NaN",
    "true",
    "2024-05-06",
    "9999-12-31",
    "-9999-01-01",
    "' OR 1=1 --",
    "'; DROP TABLE events; --",
    "\" UNION SELECT text FROM documents --",
    "%",
    "_",
    "\0",
    "../../../etc/passwd",
    "..%2f..%2fetc%2fpasswd",
    "<script>alert(1)</script>",
    "a\"b",
    "\"",
    "((",
    "NEAR(",
    "x*",
    "*",
    "AND",
    "NOT",
    "a:b",
    "^a",
    "{a b}",
    "id:1",
    "id:-1",
    "ASSAULT",
    "KEN",
    "Mombasa",
    "0,0,0,0",
    "90,0,-90,0",
    "1,2,3",
    "nan,inf,1",
    "day,week,actor,dyad",
    "csv",
    "jsonl",
    "xml",
    "2024-05-06.1",
    "..",
    ".1",
    "1.",
    "\u{202e}\u{fffd}é中",
    "\r\nSet-Cookie: a=b",
];

fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => select(VALUES).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => (select(VALUES), 1_usize..3000).prop_map(|(value, times)| value.repeat(times).chars().take(9000).collect()),
    ]
}

fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[derive(Debug, Clone)]
struct Attack {
    method: Method,
    template: Option<String>,
    address: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

fn attack() -> impl Strategy<Value = Attack> {
    let operations = operations();
    let mut names: Vec<String> = operations
        .iter()
        .flat_map(|(_, _, operation)| operation["parameters"].as_array().cloned().unwrap_or_default())
        .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
        .collect();
    names.extend(["", "constructor", "actor[]", "'"].map(str::to_owned));
    let templates: Vec<String> = operations.into_iter().map(|(_, path, _)| path).collect();
    let pairs = prop::collection::vec((select(names), value()), 0..5);
    let headers = prop::collection::vec(
        prop_oneof![
            value().prop_map(|value| ("authorization", format!("Bearer {value}"))),
            Just(("authorization", format!("bearer {TOKEN}"))),
            value().prop_map(|value| ("if-none-match", value)),
            value().prop_map(|value| ("accept", value)),
            Just(("accept", "text/csv;q=1".to_owned())),
            Just(("content-type", "application/json".to_owned())),
            value().prop_map(|value| ("range", value)),
        ],
        0..3,
    );
    let methods = select(vec![
        Method::GET,
        Method::GET,
        Method::GET,
        Method::POST,
        Method::PUT,
        Method::DELETE,
        Method::HEAD,
        Method::OPTIONS,
    ]);
    let body = prop_oneof![
        value(),
        (any::<i64>(), value(), value()).prop_map(|(event, field, value)| {
            serde_json::json!({"event": event.rem_euclid(60), "verdict": "edit", "field": field, "value": value})
                .to_string()
        }),
        select(store::review::FIELDS.to_vec()).prop_flat_map(|field| value().prop_map(move |value| {
            serde_json::json!({"event": 3, "verdict": "edit", "field": field, "value": value}).to_string()
        })),
    ];
    (methods, select(templates), value(), any::<bool>(), pairs, headers, body).prop_map(
        |(method, template, id, known, pairs, headers, body)| {
            let id = if known { "1".to_owned() } else { encoded(&id) };
            let path = template.replace("{id}", &id).replace("{actor}", &id).replace("{recipient}", "2");
            let query: Vec<String> =
                pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
            Attack { method, template: Some(template), address: format!("{path}?{}", query.join("&")), headers, body }
        },
    )
}

async fn send(server: &Server, attack: &Attack) -> Option<Answer> {
    let mut request = Request::builder().method(attack.method.clone()).uri(&attack.address).header("host", "localhost");
    for (name, value) in &attack.headers {
        request = request.header(*name, value);
    }
    // What no client could send is no request.
    let request = request.body(Body::from(attack.body.clone())).ok()?;
    Some(server.ask(request).await)
}

/// Statuses that the document gives an operation.
fn documented(attack: &Attack) -> Vec<String> {
    let method = if attack.method == Method::HEAD { Method::GET } else { attack.method.clone() };
    let found =
        operations().into_iter().find(|(other, path, _)| *other == method && Some(path) == attack.template.as_ref());
    found.map_or(vec!["405".to_owned(), "414".to_owned()], |(_, _, operation)| {
        operation["responses"].as_object().unwrap().keys().cloned().collect()
    })
}

#[test]
fn no_request_breaks_the_server() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let server = server();
    let mut runner = TestRunner::new(Config { cases: 1500, failure_persistence: None, ..Config::default() });
    let result = runner.run(&attack(), |attack| {
        let Some(answer) = runtime.block_on(send(&server, &attack)) else { return Ok(()) };
        let status = answer.status.as_u16();
        prop_assert!(status < 500, "{status}: {}", answer.text());
        prop_assert!(
            documented(&attack).contains(&status.to_string()) || answer.code() == "not_found",
            "{status} is not documented"
        );
        prop_assert_eq!(answer.header("x-content-type-options"), "nosniff");
        prop_assert!(!answer.header("content-type").contains("html"));
        prop_assert!(
            !answer.headers.contains_key("set-cookie") && !answer.headers.contains_key("access-control-allow-origin")
        );
        if status >= 400 && attack.method != Method::HEAD {
            let body = answer.json();
            let parts = ["code", "message", "hint"].map(|part| body["error"][part].is_string());
            prop_assert!(parts == [true; 3], "{body}");
            prop_assert!(
                !answer.text().contains("SELECT") || attack.address.contains("SELECT"),
                "tells of SQL: {body}"
            );
            prop_assert!(!answer.text().contains("annals.db"), "tells of files: {body}");
        }
        Ok(())
    });
    result.unwrap();
    let reader = store::Reader::open(&server.store).unwrap();
    assert_eq!(reader.holdings(1).unwrap().documents, 9);
}
