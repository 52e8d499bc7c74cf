//! Each route against a store of the sample articles.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use std::collections::BTreeSet;

use axum::http::Method;
use common::{SCRIPT, TOKEN, operations, server, server_at};
use serde_json::Value;
use store::{
    Reader,
    query::{Filter, Level, Order},
};

/// The path of an operation with ids that there are, and a topic.
fn with_ids(path: &str) -> String {
    let path = path.replace("{id}", "1").replace("{actor}", "5").replace("{recipient}", "27");
    if path.ends_with("/brief") { format!("{path}?topic=Mombasa") } else { path }
}

#[tokio::test]
async fn every_view_answers_in_every_format() {
    let server = server();
    for (method, path, operation) in operations() {
        if method != Method::GET {
            continue;
        }
        let path = with_ids(&path);
        let answer = server.get(&path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("content-type")),
            (200, "application/json"),
            "{path}: {}",
            answer.text()
        );
        if operation["responses"]["200"]["content"].get("text/csv").is_none() {
            continue;
        }
        let csv = server.get_with(&path, &[("accept", "text/csv")]).await;
        assert_eq!((csv.status.as_u16(), csv.header("content-type")), (200, "text/csv; charset=utf-8"), "{path}");
        assert!(csv.header("content-disposition").starts_with("attachment"), "{path}");
        let lines =
            csv::Reader::from_reader(csv.body.as_slice()).into_records().collect::<Result<Vec<_>, _>>().unwrap();
        let jsonl = server.get(&format!("{path}{}format=jsonl", if path.contains('?') { '&' } else { '?' })).await;
        let objects: Vec<Value> = jsonl.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(lines.len(), objects.len(), "{path}: CSV and JSON Lines differ in rows");
    }
}

#[tokio::test]
async fn pages_hold_every_row_once() {
    let server = server();
    let reader = Reader::open(&server.store).unwrap();
    for (path, level, key) in [("/incidents", Level::Incident, "incident"), ("/reports", Level::Report, "event")] {
        for (name, order) in [("latest", Order::Latest), ("earliest", Order::Earliest), ("id", Order::Id)] {
            let whole = reader.list(&Filter::default(), level, order, None).unwrap();
            let whole: Vec<i64> =
                whole.iter().map(|row| if key == "event" { row.event } else { row.incident.unwrap() }).collect();
            assert!(whole.len() > 20);
            let (mut paged, mut cursor) = (Vec::new(), String::new());
            loop {
                let page = server.json(&format!("{path}?order={name}&limit=7{cursor}")).await;
                paged.extend(page["items"].as_array().unwrap().iter().map(|row| row[key].as_i64().unwrap()));
                let Some(next) = page["next"].as_str() else { break };
                cursor = format!("&cursor={next}");
            }
            assert_eq!(paged, whole, "{path} {name}");
        }
    }
    for path in ["/entities?all=true", "/documents", "/reviews/queue"] {
        let mut seen = BTreeSet::new();
        let (mut rows, mut cursor) = (0, String::new());
        loop {
            let joint = if path.contains('?') { '&' } else { '?' };
            let page = server.json(&format!("{path}{joint}limit=3{cursor}")).await;
            let items = page["items"].as_array().unwrap();
            rows += items.len();
            seen.extend(items.iter().map(|item| item.to_string()));
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        let all = server.json(&format!("{path}{}limit=1000", if path.contains('?') { '&' } else { '?' })).await;
        assert_eq!((rows, seen.len()), (all["items"].as_array().unwrap().len(), rows), "{path}");
    }
}

#[tokio::test]
async fn every_parameter_of_the_filter_narrows() {
    let server = server();
    let total = server.json("/facets?level=report").await["total"].as_i64().unwrap();
    let mut wrong = Vec::new();
    for filter in [
        "actor=Raila Odinga",
        "recipient=seven people",
        "party=id:5",
        "actor_country=som",
        "recipient_country=KEN",
        "actor_sector=MIL",
        "recipient_sector=GOV",
        "type=ASSAULT,COERCE",
        "mode=explosives",
        "status=future",
        "outcome=future",
        "quad=verbal-conflict",
        "country=KEN",
        "place=Mombasa",
        "box=-5,39,-4,40",
        "near=-4.05,39.67,50",
        "from=2024-05-10",
        "to=2024-05-06",
        "reported_from=2024-05-10",
        "reported_to=2024-05-08",
        "attributed_to=ministry",
        "text=market bomb*",
        "topic=Somalia",
        "min_confidence=0.9",
        "incident=1",
        "document=1",
    ] {
        let (name, value) = filter.split_once('=').unwrap();
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
        let narrowed = server.json(&format!("/facets?level=report&{query}")).await["total"].as_i64().unwrap();
        if narrowed == 0 || narrowed >= total {
            wrong.push(format!("{filter}: {narrowed} of {total}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(server.json("/facets?level=report&current=true").await["total"].as_i64().unwrap() <= total);
}

#[tokio::test]
async fn validators_hold_until_the_store_changes() {
    let server = server();
    let first = server.get("/api/v1/incidents").await;
    let tag = first.header("etag").to_owned();
    let again = server.get_with("/api/v1/incidents", &[("if-none-match", &tag)]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    assert_eq!(server.get_with("/api/v1/reports", &[("if-none-match", &tag)]).await.status, 200);
    assert_eq!(server.post("/reviews", Some(TOKEN), r#"{"event":1,"verdict":"accept"}"#).await.status, 201);
    assert_eq!(server.get_with("/api/v1/incidents", &[("if-none-match", &tag)]).await.status, 200);
    let packed = server.get_with("/api/v1/incidents", &[("accept-encoding", "gzip")]).await;
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.body.len() < first.body.len() / 2);
}

#[tokio::test]
async fn overview_series_and_counts_agree() {
    let server = server();
    let overview = server.json("/overview?type=ASSAULT").await;
    let count = overview["count"].as_i64().unwrap();
    for (name, column) in overview["columns"].as_object().unwrap() {
        assert_eq!(column.as_array().unwrap().len() as i64, count, "{name}");
    }
    let series = server.json("/series?type=ASSAULT&by=month").await;
    let dated: i64 = series["counts"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|class| class.as_array().unwrap())
        .map(|n| n.as_i64().unwrap())
        .sum();
    assert_eq!(dated + series["undated"].as_i64().unwrap(), count);
    assert_eq!(server.json("/facets?type=ASSAULT").await["total"], count);
    let page = server.json("/incidents?type=ASSAULT&limit=1000").await;
    let ids: Vec<&Value> = page["items"].as_array().unwrap().iter().map(|row| &row["incident"]).collect();
    assert_eq!(ids, overview["columns"]["id"].as_array().unwrap().iter().collect::<Vec<_>>());
}

#[tokio::test]
async fn an_incident_keeps_figures_apart_and_tells_its_history() {
    let server = server();
    let story = server.json("/incidents/1").await;
    let deaths: BTreeSet<i64> = story["figures"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["kind"] == "deaths")
        .filter_map(|f| f["low"].as_i64())
        .collect();
    assert!(deaths.contains(&7) && deaths.contains(&9), "{deaths:?}");
    let reports: Vec<u64> =
        story["history"].as_array().unwrap().iter().map(|stage| stage["reports"].as_u64().unwrap()).collect();
    assert!(reports.len() > 1 && reports.is_sorted(), "{reports:?}");
    assert_eq!(reports.last(), story["incident"]["reports"].as_u64().as_ref());
    let explained = server.json("/events/1/explain").await;
    assert!(
        explained["chain"].as_str().unwrap().contains("sentence 0") && explained["same_coder"] == true,
        "{explained}"
    );
}

#[tokio::test]
async fn spans_of_a_document_are_its_words() {
    let server = server();
    for id in 1..=9 {
        let document = server.json(&format!("/documents/{id}")).await;
        let text: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let slice = |span: &Value| -> String {
            text[span["start"].as_u64().unwrap() as usize..span["end"].as_u64().unwrap() as usize].iter().collect()
        };
        for event in document["events"].as_array().unwrap() {
            assert_eq!(slice(&event["trigger"]), event["trigger"]["text"].as_str().unwrap());
        }
        let spans = document["spans"].as_array().unwrap();
        assert!(spans.iter().all(|span| !slice(span).is_empty()));
        assert!(spans.windows(2).all(|pair| pair[0]["start"].as_u64() <= pair[1]["start"].as_u64()));
    }
}

#[tokio::test]
async fn a_review_is_applied_and_taken_back() {
    let server = server();
    let event = async |name: &str| server.json("/events/1").await[name].clone();
    assert_eq!(server.post("/reviews", None, r#"{"event":1,"verdict":"reject"}"#).await.status, 401);
    assert_eq!(server.post("/reviews", Some("wrong-token"), r#"{"event":1,"verdict":"reject"}"#).await.status, 401);
    let before = event("type").await;
    let edit = server
        .post("/reviews", Some(TOKEN), r#"{"event":1,"verdict":"edit","field":"type","value":"COERCE","reviewer":"a"}"#)
        .await;
    assert_eq!((edit.status.as_u16(), event("type").await), (201, "COERCE".into()));
    let withdrawn = server.post(&format!("/reviews/{}/withdraw", edit.json()["id"]), Some(TOKEN), "{}").await;
    assert_eq!((withdrawn.status.as_u16(), event("type").await), (201, before));
    server.post("/reviews", Some(TOKEN), r#"{"event":1,"verdict":"reject","reviewer":"a"}"#).await;
    assert_eq!((event("live").await, event("rejected").await), (false.into(), true.into()));
    server.post("/reviews", Some(TOKEN), r#"{"event":1,"verdict":"accept","reviewer":"b"}"#).await;
    assert_eq!((event("live").await, event("rejected").await), (true.into(), false.into()));
    for body in [
        r#"{"event":1,"verdict":"edit","field":"type","value":"NOTHING"}"#,
        r#"{"event":99999,"verdict":"accept"}"#,
        r#"{"event":1,"verdict":"edit"}"#,
    ] {
        assert_eq!(server.post("/reviews", Some(TOKEN), body).await.status, 422, "{body}");
    }
    assert_eq!(server.post("/reviews", Some(TOKEN), "{").await.code(), "bad_body");
    assert_eq!(server.post("/reviews", Some(TOKEN), &" ".repeat(70_000)).await.status, 413);
    let _writer = store::Writer::open(&server.store).unwrap();
    assert_eq!(server.post("/reviews", Some(TOKEN), r#"{"event":1,"verdict":"accept"}"#).await.status, 409);
}

#[tokio::test]
async fn reviewers_who_disagree_are_a_conflict_until_somebody_settles_it() {
    let server = server();
    let review = async |reviewer: &str, value: &str| {
        let body =
            format!(r#"{{"event":2,"verdict":"edit","field":"type","value":"{value}","reviewer":"{reviewer}"}}"#);
        assert_eq!(server.post("/reviews", Some(TOKEN), &body).await.status, 201);
    };
    let conflicts = async || server.json("/reviews/queue?kind=conflicts").await["items"].as_array().unwrap().len();
    review("a", "COERCE").await;
    assert_eq!(conflicts().await, 0);
    review("b", "PROTEST").await;
    assert_eq!(conflicts().await, 1);
    review("c", "ASSAULT").await;
    assert_eq!(conflicts().await, 0);
}

#[tokio::test]
async fn an_event_that_one_accepts_and_another_rejects_is_a_conflict() {
    let server = server();
    let review = async |reviewer: &str, verdict: &str| {
        let body = format!(r#"{{"event":3,"verdict":"{verdict}","reviewer":"{reviewer}"}}"#);
        assert_eq!(server.post("/reviews", Some(TOKEN), &body).await.status, 201);
    };
    let conflicts = async || {
        let queue = server.json("/reviews/queue?kind=conflicts").await;
        queue["items"].as_array().unwrap().iter().map(|item| item["report"]["event"].clone()).collect::<Vec<_>>()
    };
    review("a", "accept").await;
    review("b", "reject").await;
    assert_eq!(conflicts().await, [3]);
    review("c", "accept").await;
    assert!(conflicts().await.is_empty());
    assert_eq!(server.json("/events/3").await["live"], true);
}

#[tokio::test]
async fn beyond_loopback_reading_takes_the_token() {
    let server = server_at("192.0.2.1:8080");
    assert_eq!(server.get("/api/v1/incidents").await.status, 401);
    assert_eq!(server.get_with("/api/v1/incidents", &[("authorization", "Bearer correct-horse")]).await.status, 200);
    assert_eq!(server.get("/").await.status, 200);
    assert_eq!(server.json("/session").await["read"], false);
    let no_token = serve::Options {
        store: server.store.clone(),
        listen: "0.0.0.0:0".parse().unwrap(),
        token: serve::Token::random().unwrap(),
        hosts: Vec::new(),
        explain: None,
    };
    assert!(matches!(serve::serve(no_token, |_| {}), Err(serve::ServeError::NeedsToken(_))));
}

#[tokio::test]
async fn only_its_own_names_are_answered_to() {
    let server = server();
    for (host, status) in [
        ("localhost:8080", 200),
        ("127.0.0.1", 200),
        ("[::1]:8080", 200),
        ("annals.example", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("", 403),
        ("127.0.0.1.evil.example:80", 403),
    ] {
        assert_eq!(server.get_with("/api/v1/session", &[("host", host)]).await.status, status, "{host}");
    }
}

#[tokio::test]
async fn the_page_is_served_with_a_strict_policy() {
    let server = server();
    for path in ["/", "/incidents/3", "/brief"] {
        let page = server.get(path).await;
        assert_eq!((page.status.as_u16(), page.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
        assert_eq!((page.header("x-content-type-options"), page.header("x-frame-options")), ("nosniff", "DENY"));
        let policy = page.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && !policy.contains("unsafe") && !policy.contains("http"),
            "{policy}"
        );
    }
    for path in [
        "/nothing.js",
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/assets/..%2f..%2fCargo.toml",
        "/api/v2/incidents",
        "/api/v1/nothing",
    ] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn scripts_in_articles_stay_text() {
    let server = server();
    let answer = server.get("/api/v1/documents/9").await;
    assert_eq!(
        (answer.header("content-type"), answer.header("x-content-type-options")),
        ("application/json", "nosniff")
    );
    let document = answer.json();
    assert_eq!(document["title"], "<script>alert(1)</script>");
    assert!(SCRIPT.contains(document["text"].as_str().unwrap().trim()));
    let csv = server.get("/api/v1/documents?format=csv").await;
    assert!(csv.text().contains("'=HYPERLINK"), "a spreadsheet would run this: {}", csv.text());
}
