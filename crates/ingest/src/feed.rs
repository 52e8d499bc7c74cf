//! RSS and Atom: an article an entry, from the feed itself or from the page that the entry names.

use feed_rs::{
    model::{Entry, Feed, Text},
    parser,
};
use jiff::civil::Date;
use record::{Document, PublishedFrom};

use crate::{Article, Articles, Fetched, Options, Page, Skipped, article, html, open};

/// Ends of entries and what closes the feed after them.
const ENDS: [(&[u8], &str); 2] = [(b"</item>", "</channel></rss>"), (b"</entry>", "</feed>")];

/// The articles that a feed holds itself. Of a broken feed the entries before the fault are kept.
pub(crate) fn read(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<Article, Skipped>> {
    let (feed, fault) = parse(name, bytes);
    let Some(feed) = feed else { return fault.map(Err).into_iter().collect() };
    let outlet = feed.title.as_ref().map(|title| plain(&title.content));
    let entries = feed.entries.iter().enumerate();
    let articles = entries.map(|(at, entry)| {
        let input = format!("{name}:{}", at + 1);
        let (mut document, authors) = document(entry, outlet.as_deref());
        document.text = html::text(&body(entry));
        article::finish(document, authors, &input, options)
    });
    articles.chain(fault.map(Err)).collect()
}

/// The articles of the pages that a fetched feed names, each fetched when its turn comes; entries without an address give
/// their own text.
pub(crate) fn follow(address: &str, page: &Page, options: &Options) -> Articles {
    let (feed, fault) = parse(address, &page.bytes);
    let Some(feed) = feed else { return Box::new(fault.map(Err).into_iter()) };
    let outlet = feed.title.as_ref().map(|title| plain(&title.content));
    let (address, options) = (address.to_owned(), options.clone());
    let articles = feed.entries.into_iter().enumerate().filter_map(move |(at, entry)| {
        let (mut known, authors) = document(&entry, outlet.as_deref());
        let Some(target) = known.url.clone() else {
            known.text = html::text(&body(&entry));
            return Some(article::finish(known, authors, &format!("{address}:{}", at + 1), &options));
        };
        match open::get(&target, &options) {
            Ok(Fetched::Unchanged) => None,
            Ok(Fetched::New(page)) => Some(complete(&target, &page, &known, authors, &options)),
            Err(error) => {
                // The feed is to be read again although it may not change: this page is still missing.
                options.fetcher.iter().for_each(|fetcher| fetcher.forget(&address));
                Some(Err(Skipped::new(&target, error.to_string())))
            }
        }
    });
    Box::new(articles.chain(fault.map(Err)))
}

/// A page's article, with what the feed knows where the page is silent.
fn complete(
    target: &str,
    page: &Page,
    known: &Document,
    authors: Vec<String>,
    options: &Options,
) -> Result<Article, Skipped> {
    let undated = Options { published: None, ..options.clone() };
    let mut article = html::read(target, &page.bytes, page.charset(), Some(&page.address), &undated)?;
    let document = &mut article.document;
    document.title = document.title.take().or_else(|| known.title.clone());
    if document.published.is_none() {
        document.published = known.published.or(options.published);
        let given = if known.published.is_some() { PublishedFrom::Metadata } else { PublishedFrom::Argument };
        document.published_from = document.published.map(|_| given);
    }
    if article.authors.is_empty() {
        article.authors = authors;
    }
    Ok(article)
}

/// A feed, and what is wrong with it. Where it breaks off inside an entry, it is read up to the entry before.
fn parse(name: &str, bytes: &[u8]) -> (Option<Feed>, Option<Skipped>) {
    let error = match parser::parse(bytes) {
        Ok(feed) => return (Some(feed), None),
        Err(error) => error,
    };
    let last = |end: &[u8]| bytes.windows(end.len()).rposition(|part| part.eq_ignore_ascii_case(end));
    let whole = ENDS.iter().find_map(|(end, close)| {
        let mut part = bytes[..last(end)? + end.len()].to_vec();
        part.extend_from_slice(close.as_bytes());
        parser::parse(part.as_slice()).ok()
    });
    let kept = whole.as_ref().map_or(0, |feed| feed.entries.len());
    (whole, Some(Skipped::new(name, format!("is a broken feed after {kept} entries: {error}"))))
}

fn document(entry: &Entry, outlet: Option<&str>) -> (Document, Vec<String>) {
    let published = entry.published.or(entry.updated);
    let published: Option<Date> = published.and_then(|moment| moment.format("%Y-%m-%d").to_string().parse().ok());
    let is_page = |rel: Option<&str>| rel.is_none_or(|rel| rel == "alternate");
    let document = Document {
        source: outlet.filter(|outlet| !outlet.is_empty()).map(str::to_owned),
        url: entry.links.iter().find(|link| is_page(link.rel.as_deref())).map(|link| link.href.clone()),
        title: entry.title.as_ref().map(|title| plain(&title.content)),
        published,
        published_from: published.map(|_| PublishedFrom::Metadata),
        ..Document::default()
    };
    (document, entry.authors.iter().filter_map(|person| person.name.clone()).collect())
}

/// The longer of content and summary, as HTML.
fn body(entry: &Entry) -> String {
    let content = entry.content.as_ref().and_then(|content| content.body.clone()).unwrap_or_default();
    let summary = entry.summary.as_ref().map_or(String::new(), |Text { content, .. }| content.clone());
    if content.len() >= summary.len() { content } else { summary }
}

fn plain(html: &str) -> String {
    if html.contains(['<', '&']) { html::text(html) } else { html.trim().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Paper</title>
        <item><title>Talks &amp; truce</title><link>https://a.example/1</link><pubDate>Sat, 10 Feb 2024 08:00:00 GMT</pubDate>
        <description>&lt;p&gt;Envoys met.&lt;/p&gt;&lt;p&gt;They left.&lt;/p&gt;</description></item>
        <item><title>Second</title><description>Rebels attacked.</description></item></channel></rss>";

    #[test]
    fn entries_are_articles() {
        let read = read("a.xml", RSS.as_bytes(), &Options::default());
        let first = &read[0].as_ref().unwrap().document;
        assert_eq!(first.text, "Envoys met.\n\nThey left.");
        assert_eq!(first.title.as_deref(), Some("Talks & truce"));
        assert_eq!(first.source.as_deref(), Some("The Paper"));
        assert_eq!(first.published.unwrap().to_string(), "2024-02-10");
        assert_eq!(read[1].as_ref().unwrap().document.text, "Rebels attacked.");
    }

    #[test]
    fn atom_is_read_too() {
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>P</title><entry><title>T</title><author><name>Jane Doe</name></author>
            <link href=\"https://a.example/1\"/><updated>2024-02-10T08:00:00Z</updated><content type=\"html\">Envoys met.</content></entry></feed>";
        let read = read("a.xml", atom.as_bytes(), &Options::default());
        let article = read[0].as_ref().unwrap();
        assert_eq!((article.document.url.as_deref(), article.authors.len()), (Some("https://a.example/1"), 1));
    }

    #[test]
    fn a_broken_feed_keeps_the_entries_before_the_fault() {
        let cut = &RSS[..RSS.find("Rebels").unwrap()];
        let read = read("a.xml", cut.as_bytes(), &Options::default());
        assert_eq!(read[0].as_ref().unwrap().document.text, "Envoys met.\n\nThey left.");
        assert!(read[1].as_ref().unwrap_err().reason.starts_with("is a broken feed after 1 entries"), "{read:?}");
        let none = super::read("a.xml", b"<?xml version=\"1.0\"?><page/>", &Options::default());
        assert!(none[0].as_ref().unwrap_err().reason.starts_with("is a broken feed after 0 entries"));
    }
}
