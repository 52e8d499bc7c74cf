//! An article's markup as blocks of text, with the elements they stand in.

mod limits;
mod read;

use dom_query::Document;
pub(super) use limits::names;

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
        let mut blocks = read::read(Document::fragment(html).root());
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
