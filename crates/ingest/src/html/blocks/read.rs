//! From markup to blocks.

use dom_query::NodeRef;

use super::{Block, Blocks, Element, limits::limit};

/// Elements that never hold an article's text.
const NEVER: [&str; 22] = [
    "script", "style", "noscript", "iframe", "svg", "button", "select", "input", "textarea", "option", "object",
    "embed", "canvas", "video", "audio", "map", "head", "template", "datalist", "label", "math", "progress",
];
/// Elements that end a line of text.
const BLOCK: [&str; 43] = [
    "nav",
    "figcaption",
    "dialog",
    "menu",
    "p",
    "div",
    "section",
    "article",
    "main",
    "body",
    "html",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "form",
    "header",
    "hr",
    "address",
    "fieldset",
    "center",
    "details",
    "summary",
    "figure",
    "aside",
    "footer",
];

/// All blocks below a node.
pub(super) fn read(root: NodeRef<'_>) -> Blocks {
    let mut reader = Reader::default();
    reader.walk(root);
    reader.done
}

/// Collects text until a block ends.
#[derive(Debug, Default)]
struct Reader {
    done: Blocks,
    text: String,
    linked: usize,
    links: usize,
    open: Vec<usize>,
}

impl Reader {
    /// Goes through all nodes below `root` in document order without recursion: pages may be nested deeply.
    fn walk(&mut self, root: NodeRef<'_>) {
        self.done.elements.push(element("html", 0, None));
        self.open.push(0);
        let mut next = root.first_child();
        while let Some(node) = next {
            let inside = self.enter(&node);
            next = node.first_child().filter(|_| inside);
            let mut last = node;
            while next.is_none() {
                self.leave(&last);
                next = last.next_sibling();
                match last.parent().filter(|_| next.is_none()) {
                    Some(parent) if parent.id != root.id => last = parent,
                    _ => break,
                }
            }
        }
        self.flush();
    }

    /// Whether to go on with the node's children.
    fn enter(&mut self, node: &NodeRef<'_>) -> bool {
        if node.is_text() {
            let text = node.text();
            if self.links > 0 {
                self.linked += text.split_whitespace().map(|word| word.chars().count() + 1).sum::<usize>();
            }
            self.text.push_str(&text);
            return false;
        }
        let Some(name) = node.node_name() else { return false };
        if NEVER.contains(&&*name) {
            return false;
        }
        if &*name == "br" {
            let again = node.next_element_sibling().is_some_and(|next| next.has_name("br"));
            if again { self.flush() } else { self.text.push('\n') }
        } else if &*name == "a" {
            self.links += 1;
        } else if BLOCK.contains(&&*name) {
            self.flush();
            let parent = self.open.last().copied().unwrap_or_default();
            self.open.push(self.done.elements.len());
            self.done.elements.push(element(&name, parent, limit(&name, node)));
        }
        true
    }

    fn leave(&mut self, node: &NodeRef<'_>) {
        let Some(name) = node.node_name() else { return };
        if &*name == "a" {
            self.links = self.links.saturating_sub(1);
        } else if BLOCK.contains(&&*name) && !NEVER.contains(&&*name) {
            self.flush();
            self.open.pop();
        }
    }

    fn flush(&mut self) {
        let text = self.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let owner = self.open.last().copied().unwrap_or_default();
        if !text.is_empty() {
            let length = text.chars().count();
            self.done.blocks.push(Block { text, length, linked: self.linked.min(length), owner });
        }
        self.text.clear();
        self.linked = 0;
    }
}

fn element(name: &str, parent: usize, limit: Option<f64>) -> Element {
    Element { name: name.to_owned(), parent, limit, running: 0, holds_quote: false }
}
