//! The article among the JSON-LD objects of a page (schema.org).

use dom_query::Document as Tree;
use jiff::civil::Date;
use serde_json::Value;

use crate::dates;

/// Ends of the names of article types.
const TYPES: [&str; 4] = ["Article", "Posting", "Report", "Reportage"];

/// What JSON-LD tells.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub title: Option<String>,
    pub authors: Vec<String>,
    pub outlet: Option<String>,
    pub published: Option<Date>,
    pub body: Option<String>,
}

/// The first article of a page, or nothing. Scripts that are no JSON are passed over.
pub(super) fn read(tree: &Tree) -> Told {
    let scripts = tree.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|script| article(&parse(&script.text())?)).unwrap_or_default()
}

/// JSON, with the line breaks in strings that some pages leave in them.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let text = text.trim_start_matches("//<![CDATA[").trim_end_matches("//]]>");
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&text.replace(|c: char| c.is_control(), " "))).ok()
}

/// The first object of an article type, objects in `@graph` and lists included.
fn article(value: &Value) -> Option<Told> {
    match value {
        Value::Array(items) => items.iter().find_map(article),
        Value::Object(object) if object.get("@type").is_some_and(is_article) => Some(told(value)),
        Value::Object(object) => ["@graph", "mainEntity"].iter().find_map(|key| article(object.get(*key)?)),
        _ => None,
    }
}

fn is_article(kind: &Value) -> bool {
    let fits = |kind: &Value| kind.as_str().is_some_and(|kind| TYPES.iter().any(|end| kind.ends_with(end)));
    kind.as_array().map_or_else(|| fits(kind), |kinds| kinds.iter().any(fits))
}

fn told(article: &Value) -> Told {
    let text = |key: &str| article.get(key).and_then(Value::as_str).map(unescaped).filter(|text| !text.is_empty());
    Told {
        title: text("headline").or_else(|| text("name")),
        authors: article.get("author").map(names).unwrap_or_default(),
        outlet: article.get("publisher").map(names).unwrap_or_default().into_iter().next(),
        published: text("datePublished").or_else(|| text("dateCreated")).and_then(|date| dates::day(&date)),
        body: article.get("articleBody").and_then(Value::as_str).map(str::to_owned),
    }
}

/// Names of persons or organisations: strings, objects with `name`, or lists of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) if !name.contains("://") && !name.trim().is_empty() => vec![unescaped(name)],
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Some pages escape text in JSON as if it were HTML.
fn unescaped(text: &str) -> String {
    if text.contains('&') { Tree::fragment(text).text().trim().to_owned() } else { text.trim().to_owned() }
}
