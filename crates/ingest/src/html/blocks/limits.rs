//! What speaks for an element's holding something else than the article.

use dom_query::NodeRef;

use crate::html::vocabulary::{Suspicion, suspicion};

/// Elements that hold the article's text in badly made pages alone.
const SELDOM: [&str; 7] = ["nav", "footer", "aside", "figure", "figcaption", "dialog", "menu"];
/// Elements whose class names say nothing against them.
const TRUSTED: [&str; 5] = ["blockquote", "p", "body", "html", "main"];

/// Up to which share of the running text an element is taken for something else than the article.
pub(super) fn limit(name: &str, node: &NodeRef<'_>) -> Option<f64> {
    if is_hidden(node) {
        return Some(0.6);
    }
    if SELDOM.contains(&name) {
        return Some(0.4);
    }
    if TRUSTED.contains(&name) {
        return None;
    }
    match names(node).map(|names| suspicion(&names)).max() {
        Some(Suspicion::Strong) => Some(0.4),
        Some(Suspicion::Weak) => Some(0.15),
        _ => None,
    }
}

/// Class names and the like of an element.
pub(in crate::html) fn names(node: &NodeRef<'_>) -> impl Iterator<Item = String> {
    let keys = ["class", "id", "role", "data-component", "data-testid", "itemprop"];
    keys.into_iter().filter_map(|key| node.attr(key)).map(|names| names.to_string())
}

fn is_hidden(node: &NodeRef<'_>) -> bool {
    let style = node.attr("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || node.has_attr("hidden")
        || node.attr("aria-hidden").as_deref() == Some("true")
}
