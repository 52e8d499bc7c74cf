//! Takes out of a page what its class names say is not the article, before the article is looked for.

use dom_query::{Document as Tree, NodeRef};

use super::{
    blocks::names,
    vocabulary::{Suspicion, suspicion},
};

/// Elements that are never taken out.
const FRAME: [&str; 6] = ["html", "body", "main", "article", "blockquote", "p"];
/// An element with this part of the page's text or more is not taken out: its names may tell of something small in it.
const PART: usize = 5;

/// Removes navigation, cookie notices, newsletters, comments, links to other articles and the like.
pub(super) fn prune(tree: &Tree) {
    let Some(body) = tree.body() else { return };
    let all = length(&body);
    let is_suspect = |node: &NodeRef<'_>| {
        let name = node.node_name().unwrap_or_default();
        !FRAME.contains(&&*name) && names(node).map(|names| suspicion(&names)).max() == Some(Suspicion::Strong)
    };
    let suspects: Vec<NodeRef<'_>> =
        body.descendants_it().filter(|node| node.is_element() && is_suspect(node)).collect();
    for suspect in suspects {
        if PART * length(&suspect) < all && !holds_quote(&suspect) {
            suspect.remove_from_parent();
        }
    }
}

/// Bytes of text below a node, scripts aside.
fn length(node: &NodeRef<'_>) -> usize {
    let is_code = |node: &NodeRef<'_>| node.has_name("script") || node.has_name("style") || node.has_name("noscript");
    let texts = node.descendants_it().filter(NodeRef::is_text);
    let texts = texts.filter(|text| text.parent().is_none_or(|parent| !is_code(&parent)));
    texts.map(|text| text.text().split_whitespace().map(|word| word.len() + 1).sum::<usize>()).sum()
}

fn holds_quote(node: &NodeRef<'_>) -> bool {
    node.descendants_it().any(|inner| inner.has_name("blockquote"))
}
