//! From an article's markup to its text: what is not the article's own goes.

use record::BoilerplateKind;

use super::{
    blocks::{Block, Blocks, Place},
    vocabulary::heads_other,
};
use crate::boilerplate;

/// Characters from which running text ends a list of other articles.
const PARAGRAPH: usize = 100;
/// Characters of its own from which a paragraph of links is kept.
const OWN: usize = 40;

/// The paragraphs of an article, parted by empty lines; `headlines` are left out.
pub(super) fn text(html: &str, headlines: &[String]) -> String {
    let mut kept: Vec<(Block, Place)> = Vec::new();
    let mut skipping = false;
    for (block, place) in Blocks::read(html).kept() {
        if place == Place::Title || is_headline(&block.text, headlines) {
            continue;
        }
        skipping = match skipping {
            true => !(block.is_running() && block.length >= PARAGRAPH),
            false => heads_other(&block.text),
        };
        if !skipping && is_own(&block, place) {
            kept.push((block, place));
        }
    }
    while kept.last().is_some_and(|(_, place)| *place == Place::Heading) {
        kept.pop();
    }
    kept.into_iter().map(|(block, _)| block.text).collect::<Vec<_>>().join("\n\n")
}

fn is_headline(text: &str, headlines: &[String]) -> bool {
    headlines.iter().any(|headline| headline.eq_ignore_ascii_case(text))
}

fn is_own(block: &Block, place: Place) -> bool {
    let own = block.length - block.linked;
    let is_links = 2 * block.linked > block.length && own < OWN;
    let is_figure = place == Place::Cell && !block.is_running();
    let is_other = boilerplate::kind(&block.text).is_some_and(|kind| kind != BoilerplateKind::Legal);
    !is_links && !is_figure && !is_other
}
