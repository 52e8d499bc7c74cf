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
    let placed: Vec<_> = rows.iter().filter(|row| !row["lat"].is_null()).collect();
    assert!(!placed.is_empty() && placed.len() < rows.len() && features.len() == placed.len());
    for (feature, row) in features.iter().zip(placed) {
        assert_eq!((&feature["type"], &feature["properties"]["incident"]), (&"Feature".into(), &row["incident"]));
        let point = serde_json::json!({"type": "Point", "coordinates": [row["lon"], row["lat"]]});
        assert_eq!(feature["geometry"], point);
    }
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

#[tokio::test]
async fn the_map_gives_rows_like_the_list() {
    let server = server();
    for format in ["csv", "jsonl", "geojson"] {
        let list = server.get(&format!("/api/v1/incidents?format={format}")).await;
        let map = server.get(&format!("/api/v1/overview?format={format}")).await;
        assert_eq!(map.status.as_u16(), 200, "{format}");
        assert!(list.body.len() > 1000 && list.body == map.body, "{format}");
    }
}
