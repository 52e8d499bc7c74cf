//! What a page says about its article: JSON-LD, then OpenGraph and other `<meta>`, then `<time>`, then the address.

mod json_ld;

use std::collections::HashMap;

use dom_query::Document as Tree;
use jiff::civil::Date;

use crate::dates;

/// Names of `<meta>` elements, the better first.
const TITLE: [&str; 4] = ["og:title", "dc.title", "dcterms.title", "twitter:title"];
const OUTLET: [&str; 3] = ["og:site_name", "dc.publisher", "application-name"];
const URL: [&str; 2] = ["og:url", "twitter:url"];
const AUTHOR: [&str; 7] =
    ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl", "twitter:data1"];
const DATE: [&str; 16] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "date",
    "article:modified_time",
];
/// Words of a `<title>` that follow the headline, at most: the outlet and its section.
const TAIL: usize = 5;

/// What is known of an article beside its text.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Persons who wrote it.
    pub authors: Vec<String>,
    /// Outlet.
    pub outlet: Option<String>,
    /// Day of publication.
    pub published: Option<Date>,
    /// Canonical address.
    pub url: Option<String>,
    /// The text in JSON-LD.
    pub body: Option<String>,
    /// All that may stand as headline over the text.
    pub headlines: Vec<String>,
}

impl Metadata {
    /// Reads a page from `url`.
    pub fn read(tree: &Tree, url: Option<&str>) -> Self {
        let told = json_ld::read(tree);
        let meta = meta(tree);
        let first = |names: &[&str]| names.iter().find_map(|name| meta.get(*name).cloned());
        let heading = Some(tree.select_single("h1").text()).map(|text| line(&text)).filter(|text| !text.is_empty());
        let page_title = Some(line(&tree.select_single("title").text())).filter(|text| !text.is_empty());
        let outlet = told.outlet.or_else(|| first(&OUTLET));
        let cut = page_title.as_deref().map(|title| without_outlet(title, outlet.as_deref()));
        let given = told.title.or_else(|| first(&TITLE));
        let title = given.clone().or_else(|| heading.clone()).or_else(|| cut.clone());
        let address = url.map(str::to_owned).or_else(|| canonical(tree)).or_else(|| first(&URL));
        let in_meta = || DATE.iter().find_map(|name| dates::day(meta.get(*name)?));
        let published = told.published.or_else(in_meta).or_else(|| time(tree));
        let authors = if told.authors.is_empty() { author(first(&AUTHOR)) } else { told.authors };
        Self {
            published: published.or_else(|| dates::in_address(address.as_deref()?)),
            headlines: [given, heading, page_title, cut].into_iter().flatten().map(|text| line(&text)).collect(),
            title: title.map(|title| line(&title)),
            body: told.body,
            url: address,
            authors,
            outlet,
        }
    }
}

/// Contents of `<meta>` by name, property or itemprop in lower case; the first of each.
fn meta(tree: &Tree) -> HashMap<String, String> {
    let mut found = HashMap::new();
    for node in tree.select("meta[content]").nodes() {
        let name = node.attr("property").or_else(|| node.attr("name")).or_else(|| node.attr("itemprop"));
        let content = line(&node.attr("content").unwrap_or_default());
        if let Some(name) = name.filter(|_| !content.is_empty()) {
            found.entry(name.trim().to_lowercase()).or_insert(content);
        }
    }
    found
}

fn canonical(tree: &Tree) -> Option<String> {
    let url = tree.select_single("link[rel=canonical]").attr("href")?;
    url.starts_with("http").then(|| url.to_string())
}

/// The day of the `<time>` that is marked as that of publication, else of the first.
fn time(tree: &Tree) -> Option<Date> {
    ["time[itemprop=datePublished]", "time[pubdate]", "[itemprop=datePublished][datetime]", "time[datetime]"]
        .iter()
        .find_map(|selector| dates::day(&tree.select_single(selector).attr("datetime")?))
}

/// One author; addresses of profiles are none.
fn author(name: Option<String>) -> Vec<String> {
    let name = name.map(|name| name.trim_start_matches("By ").trim_start_matches("by ").to_owned());
    name.into_iter().filter(|name| !name.contains("://")).collect()
}

/// A page's title up to the mark in front of the outlet.
fn without_outlet(title: &str, outlet: Option<&str>) -> String {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let is_outlet = outlet.is_some_and(|outlet| outlet.eq_ignore_ascii_case(tail.trim()));
            let is_short = tail.split_whitespace().count() <= TAIL && head.split_whitespace().count() > TAIL;
            if is_outlet || is_short {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
