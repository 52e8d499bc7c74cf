use record::{CoderVersion, Document, EventType, Quad, SentenceSpan, Trigger};

use super::*;

/// A document with one drone attack on a town in Ukraine.
fn report(id: &str, day: Option<&str>) -> Record {
    let coder = CoderVersion { version: "1".into(), ontology: "o".into(), model: "m".into(), knowledge: "k".into() };
    let text = "Russian drones attacked the port of Odesa at night.";
    let document = Document {
        id: id.into(),
        text: text.into(),
        published: day.map(|day| day.parse().unwrap()),
        ..Document::default()
    };
    let mut record = Record::new(coder, document);
    record.sentences = vec![SentenceSpan { start: 0, end: text.len(), boilerplate: false }];
    record.events = vec![event()];
    record
}

fn event() -> Event {
    let place = serde_json::json!({"text": "Odesa", "name": "Odesa", "start": 36, "end": 41, "country": "UKR",
        "admin1": null, "lat": 46.5, "lon": 30.7, "geonames": null, "precision": "city"});
    Event {
        id: "v1".into(),
        incident: "i1".into(),
        kind: EventType::Assault,
        mode: vec!["drone".into()],
        context: vec![],
        cameo: None,
        quad: Quad::MaterialConflict,
        score: -10.0,
        status: Status::Actual,
        historical: false,
        trigger: Trigger { start: 15, end: 23, text: "attacked".into() },
        sentence: 0,
        actors: vec![],
        recipients: vec![],
        attributed_to: None,
        attribution_verb: None,
        content: None,
        place: serde_json::from_value(place).unwrap(),
        when: None,
        deaths: None,
        injured: None,
        count: None,
        links: vec![],
        evidence: vec![],
        confidence: 0.9,
    }
}

fn incidents(records: &[Record]) -> Vec<String> {
    let mut found = assign(records.iter().flat_map(told).collect());
    found.sort_by(|a, b| a.0.document.cmp(&b.0.document));
    found.into_iter().map(|(_, incident)| incident).collect()
}

#[test]
fn reports_of_one_act_share_an_incident_whatever_their_order() {
    let records = [report("b", Some("2024-02-10")), report("a", Some("2024-02-11")), report("c", Some("2024-06-01"))];
    assert_eq!(incidents(&records), ["b/v1", "b/v1", "c/v1"]);
    let mut turned = records.clone();
    turned.reverse();
    assert_eq!(incidents(&turned), incidents(&records));
}

#[test]
fn a_document_given_twice_counts_once() {
    let records = [report("a", Some("2024-02-10")), report("a", Some("2024-02-10"))];
    assert_eq!(incidents(&records), ["a/v1"]);
}

#[test]
fn an_act_on_the_border_of_blocks_bears_one_id_in_both() {
    let border = date(1970, 1, 1).checked_add(jiff::ToSpan::days(PERIOD * 309)).unwrap();
    let days = [border.yesterday().unwrap().to_string(), border.to_string()];
    let told: Vec<Told> = ["a", "b"].iter().zip(&days).flat_map(|(id, day)| told(&report(id, Some(day)))).collect();
    let homes: Vec<Vec<Block>> = told.iter().map(blocks).collect();
    assert_eq!((homes[0].len(), homes[1].len()), (2, 1));
    assert_eq!((&homes[0][1].name, homes[0][1].home), (&homes[1][0].name, false));
    assert!(assign(told.clone()).iter().all(|(_, incident)| incident == "a/v1"), "the later block sees both");
    assert_eq!(assign(told[..1].to_vec())[0].1, "a/v1", "the earlier one sees the first");
}

#[test]
fn an_event_without_any_day_has_a_block() {
    let told = told(&report("a", None));
    assert_eq!(blocks(&told[0]), [Block { name: "UKR:".into(), home: true }]);
}

#[test]
fn members_are_summed_up() {
    let records = [report("a", Some("2024-02-10")), report("b", Some("2024-02-11"))];
    let told: Vec<Told> = records.iter().flat_map(told).collect();
    let summary = summarise(&told).unwrap();
    assert_eq!((summary.reports, summary.mentions, summary.event), (2, 2, 0));
    assert_eq!(summary.country.as_deref(), Some("UKR"));
}
