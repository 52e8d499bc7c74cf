//! Formats of rows, and which routes have which.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

mod common;

use common::server;

#[tokio::test]
async fn incidents_are_points_on_a_map() {
    let server = server();
    let all = server.get("/api/v1/incidents?format=geojson").await;
    assert_eq!((all.status.as_u16(), all.header("content-type")), (200, "application/geo+json"));
    assert_eq!(all.header("content-disposition"), "attachment; filename=\"incidents.geojson\"");
    let collection = all.json();
    assert_eq!(collection["type"], "FeatureCollection");
    let features = collection["features"].as_array().unwrap();
    let lines = server.get("/api/v1/incidents?format=jsonl").await;
    let rows: Vec<serde_json::Value> = lines.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(!rows.is_empty() && features.len() == rows.len());
    for (feature, row) in features.iter().zip(&rows) {
        assert_eq!((&feature["type"], &feature["properties"]["incident"]), (&"Feature".into(), &row["incident"]));
        match row["lat"].is_null() {
            true => assert!(feature["geometry"].is_null(), "{feature}"),
            false => assert_eq!(feature["geometry"]["coordinates"], serde_json::json!([row["lon"], row["lat"]])),
        }
    }
    assert!(features.iter().any(|feature| feature["geometry"]["type"] == "Point"));
}

#[tokio::test]
async fn geojson_is_whole_without_rows_and_refused_where_there_are_no_places() {
    let server = server();
    let none = server.get_with("/api/v1/reports?from=2199-01-01", &[("accept", "application/geo+json")]).await;
    assert_eq!(none.json()["features"], serde_json::json!([]));
    let refused = server.get("/api/v1/entities?format=geojson").await;
    assert_eq!((refused.status.as_u16(), refused.code().as_str()), (400, "bad_parameter"));
    let refused = server.get_with("/api/v1/entities", &[("accept", "application/geo+json")]).await;
    assert_eq!(refused.status.as_u16(), 406);
}
