//! An article's markup as blocks of text, with the elements they stand in.

use dom_query::{Document, NodeRef};

use super::vocabulary::{Suspicion, suspicion};

/// Elements that never hold an article's text.
const NEVER: [&str; 22] = [
    "script", "style", "noscript", "iframe", "svg", "button", "select", "input", "textarea", "option", "object",
    "embed", "canvas", "video", "audio", "map", "head", "template", "datalist", "label", "math", "progress",
];
/// Elements that hold it in badly made pages alone.
const SELDOM: [&str; 8] = ["nav", "footer", "aside", "figure", "figcaption", "dialog", "menu", "cite"];
/// Elements that end a line of text.
const BLOCK: [&str; 39] = [
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
/// Elements whose class names say nothing against them.
const TRUSTED: [&str; 5] = ["blockquote", "p", "body", "html", "main"];
/// Characters from which a block counts as running text.
const RUNNING: usize = 60;
/// Share of linked characters from which it does not.
const LINKED: f64 = 0.35;

/// An element around blocks.
#[derive(Debug)]
pub(super) struct Element {
    name: String,
    parent: usize,
    /// Share of the running text above which it is kept nevertheless.
    limit: Option<f64>,
    /// Characters of running text in it.
    running: usize,
    holds_quote: bool,
}

/// A line or paragraph of text.
#[derive(Debug)]
pub(super) struct Block {
    /// Its words, parted by single spaces.
    pub text: String,
    /// Characters of it.
    pub length: usize,
    /// How many of them are links.
    pub linked: usize,
    owner: usize,
}

impl Block {
    /// Whether it reads like a sentence and not like a list of links.
    pub fn is_running(&self) -> bool {
        weight(&self.text) >= RUNNING && (self.linked as f64) < LINKED * self.length as f64
    }
}

/// All blocks of a piece of markup, and the elements they stand in.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    elements: Vec<Element>,
    blocks: Vec<Block>,
}

impl Blocks {
    /// Reads markup.
    pub fn read(html: &str) -> Self {
        let page = Document::fragment(html);
        let mut reader = Reader::default();
        reader.walk(page.root());
        let mut blocks = reader.done;
        blocks.count();
        blocks
    }

    /// The blocks in order, without those in elements that hold something else than the article.
    pub fn kept(self) -> impl Iterator<Item = (Block, Place)> {
        let all: usize = self.blocks.iter().filter(|block| block.is_running()).map(|block| block.length).sum();
        let mut dropped = Vec::with_capacity(self.elements.len());
        for (at, element) in self.elements.iter().enumerate() {
            let share = element.running as f64 / all.max(1) as f64;
            let own = element.limit.is_some_and(|limit| share < limit && !element.holds_quote);
            dropped.push(own || (at > 0 && dropped[element.parent]));
        }
        let elements = self.elements;
        self.blocks.into_iter().filter(move |block| !dropped[block.owner]).map(move |block| {
            let place = place(&elements, block.owner);
            (block, place)
        })
    }

    fn count(&mut self) {
        for block in self.blocks.iter().filter(|block| block.is_running()) {
            let mut at = block.owner;
            loop {
                let element = &mut self.elements[at];
                element.running += block.length;
                element.holds_quote |= element.name == "blockquote";
                if at == 0 {
                    break;
                }
                let quoted = element.holds_quote;
                at = element.parent;
                self.elements[at].holds_quote |= quoted;
            }
        }
    }
}

/// What a block is by its elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// The headline.
    Title,
    /// A heading in the text.
    Heading,
    /// A cell of a table.
    Cell,
    /// Anything else.
    Text,
}

fn place(elements: &[Element], owner: usize) -> Place {
    let mut at = owner;
    match elements[owner].name.as_str() {
        "h1" => return Place::Title,
        "h2" | "h3" | "h4" | "h5" | "h6" => return Place::Heading,
        _ => (),
    }
    loop {
        match elements[at].name.as_str() {
            "td" | "th" => return Place::Cell,
            _ if at == 0 => return Place::Text,
            _ => at = elements[at].parent,
        }
    }
}

/// Characters, those of scripts that write words with one or two counted threefold.
fn weight(text: &str) -> usize {
    text.chars().map(|c| if matches!(c, '\u{3040}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}') { 3 } else { 1 }).sum()
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

/// Up to which share of the running text an element is taken for something else than the article.
fn limit(name: &str, node: &NodeRef<'_>) -> Option<f64> {
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
pub(super) fn names(node: &NodeRef<'_>) -> impl Iterator<Item = String> {
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
