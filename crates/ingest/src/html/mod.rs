//! News pages: the article's text without what stands around it, and what the page says about it.
//!
//! Readability (crate `dom_smoothie`) finds the article; rules that know no site take links to other articles, captions, share
//! bars, newsletters and comments out of it; metadata are those of JSON-LD, OpenGraph, `<time>` and the address.

mod blocks;
mod charset;
mod metadata;
mod nesting;
mod prune;
mod select;
mod vocabulary;

use dom_query::Document as Tree;
use dom_smoothie::{Config, Readability};
use metadata::Metadata;
use record::{Document, PublishedFrom};

use crate::{Article, Options, Skipped, article};

/// Bytes of a page at most.
const LARGEST: usize = 20 << 20;
/// Elements of a page at most.
const ELEMENTS: usize = 200_000;
/// Depth of elements in a page at most.
const DEEPEST: usize = 1000;
/// Characters from which the text in JSON-LD can stand for a page without one.
const BODY: usize = 400;

/// The article of a page. `charset` is what the server says, `url` where the page is from.
///
/// # Errors
/// Why the page gives none: binary, too large, nested too deeply, without an article.
pub fn read(
    input: &str,
    bytes: &[u8],
    charset: Option<&str>,
    url: Option<&str>,
    options: &Options,
) -> Result<Article, Skipped> {
    let skip = |reason: String| Skipped::new(input, reason);
    if bytes.len() > LARGEST {
        return Err(skip(format!("is {} MB long; pages above {} MB are not read", bytes.len() >> 20, LARGEST >> 20)));
    }
    let html = charset::decode(bytes, charset).map_err(skip)?;
    if nesting::is_deeper(&html, DEEPEST) {
        return Err(skip(format!("nests elements more than {DEEPEST} deep: it is no page")));
    }
    let tree = Tree::from(html);
    let metadata = Metadata::read(&tree, url);
    let text = body(tree, &metadata).map_err(skip)?;
    if text.is_empty() {
        return Err(skip("holds no article".to_owned()));
    }
    let url = url.map(str::to_owned).or(metadata.url);
    let source = metadata.outlet.or_else(|| host(url.as_deref()?)).or_else(|| Some(input.to_owned()));
    let document = Document {
        source,
        url,
        title: metadata.title,
        published: metadata.published,
        published_from: metadata.published.map(|_| PublishedFrom::Metadata),
        text: article::clean(&text),
        ..Document::default()
    };
    article::finish(document, metadata.authors, input, options)
}

/// The host of an address, without `www.`.
pub(crate) fn host(url: &str) -> Option<String> {
    let url = url::Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The words of a piece of HTML, such as an entry of a feed.
pub(crate) fn text(html: &str) -> String {
    if nesting::is_deeper(html, DEEPEST) { String::new() } else { select::text(html, &[]) }
}

fn body(tree: Tree, metadata: &Metadata) -> Result<String, String> {
    let config =
        Config { keep_classes: true, disable_json_ld: true, max_elements_to_parse: ELEMENTS, ..Config::default() };
    prune::prune(&tree);
    let page = Readability::with_document(tree, None, Some(config)).and_then(|mut page| page.parse());
    let text = match page {
        Ok(page) => select::text(&page.content, &metadata.headlines),
        Err(error @ dom_smoothie::ReadabilityError::TooManyElements(..)) => return Err(format!("is no page: {error}")),
        Err(_) => String::new(),
    };
    let told = metadata.body.as_deref().map(told).unwrap_or_default();
    let lacks = told.len() > BODY && 2 * told.len() > 3 * text.len();
    Ok(if lacks { told } else { text })
}

/// The text in JSON-LD, which may hold tags or plain lines.
fn told(body: &str) -> String {
    let has_tags = body.contains("<p") || body.contains("<br") || body.contains("<div");
    let html = match has_tags {
        true => body.to_owned(),
        false => body.lines().map(|line| format!("<p>{line}</p>")).collect(),
    };
    text(&html)
}

#[cfg(test)]
mod tests;
