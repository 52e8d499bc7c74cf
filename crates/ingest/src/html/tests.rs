use std::time::{Duration, Instant};

use super::*;

const FIRST: &str =
    "Envoys of both governments met in Geneva on Monday, and they agreed to hold further talks in the spring.";
const SECOND: &str =
    "The foreign minister said that the truce would hold, and that prisoners would be released within a week.";

fn page(head: &str, around: &str) -> String {
    format!(
        "<html><head>{head}</head><body><nav><a href=/>Home</a> <a href=/w>World</a></nav>
        <div class=\"cookie-banner\"><p>We use cookies to improve this site, and you may accept them or leave them be.</p></div>
        <article><h1>Talks open in Geneva</h1><p>{FIRST}</p>{around}<p>{SECOND}</p></article>
        <footer><p>All rights reserved by the paper, its publishers, its owners and whoever else owns it.</p></footer></body></html>"
    )
}

fn read_page(html: &str) -> Result<Article, Skipped> {
    read("a.html", html.as_bytes(), None, None, &Options::default())
}

#[test]
fn the_article_is_left_when_the_rest_is_gone() {
    let around = "<figure><img src=x.jpg><figcaption>Envoys arrive at the hotel in Geneva on Monday, 10 February 2024.</figcaption></figure>
        <div class=\"newsletter-signup\"><p>Our best stories in your inbox, every morning and every evening, for free.</p></div>
        <p><a href=/1>Read more: Rebels leave the town of Aden after a month of fighting</a></p>
        <div class=\"share-bar\">Share on Facebook</div>";
    let article = read_page(&page("<title>Talks open in Geneva | The Paper</title>", around)).unwrap();
    assert_eq!(article.document.text, format!("{FIRST}\n\n{SECOND}"));
    assert_eq!(article.document.title.as_deref(), Some("Talks open in Geneva"));
}

#[test]
fn json_ld_goes_before_meta_and_meta_before_time() {
    let graph = r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
        {"@type": ["NewsArticle"], "headline": "Talks &amp; truce", "datePublished": "2024-02-10T23:30:00-05:00",
        "author": [{"name": "Jane Doe"}, "John Roe"], "publisher": {"name": "The Paper"}}]}</script>"#;
    let meta = r#"<meta property="og:title" content="Other"><meta property="article:published_time" content="2024-02-09">
        <meta property="og:site_name" content="Other Paper"><meta name="author" content="By Max Moe">"#;
    let both = read_page(&page(&format!("{graph}{meta}"), "")).unwrap();
    assert_eq!(both.document.title.as_deref(), Some("Talks & truce"));
    assert_eq!(both.document.published.unwrap().to_string(), "2024-02-10");
    assert_eq!(
        (both.authors.join(";").as_str(), both.document.source.as_deref()),
        ("Jane Doe;John Roe", Some("The Paper"))
    );
    let one = read_page(&page(meta, "<time datetime=2024-02-08>8 February</time>")).unwrap();
    assert_eq!((one.document.title.as_deref(), one.authors.join(";").as_str()), (Some("Other"), "Max Moe"));
    assert_eq!(one.document.published.unwrap().to_string(), "2024-02-09");
    let time = read_page(&page("", "<time datetime=2024-02-08>8 February</time>")).unwrap();
    assert_eq!(time.document.published.unwrap().to_string(), "2024-02-08");
}

#[test]
fn the_address_gives_outlet_and_day_where_nothing_else_does() {
    let html = page("", "");
    let url = Some("https://www.paper.example/world/2024/02/10/talks");
    let document = read("1", html.as_bytes(), None, url, &Options::default()).unwrap().document;
    assert_eq!(document.source.as_deref(), Some("paper.example"));
    assert_eq!(document.published.unwrap().to_string(), "2024-02-10");
}

#[test]
fn json_ld_stands_in_for_a_page_without_text() {
    let body = [FIRST, SECOND, FIRST, SECOND, FIRST].join("\\n");
    let html = format!(
        "<html><head><script type=\"application/ld+json\">{{\"@type\": \"NewsArticle\", \"articleBody\": \"{body}\"}}</script></head>
        <body><div id=app></div></body></html>"
    );
    assert_eq!(read_page(&html).unwrap().document.text.matches(FIRST).count(), 3);
    assert_eq!(read_page("<html><body><div id=app></div></body></html>").unwrap_err().reason, "holds no article");
}

#[test]
fn huge_and_endless_pages_end_in_time() {
    let started = Instant::now();
    let long = page("", &format!("<p>{FIRST}</p>").repeat(160_000));
    let nested = page("", &"<div>".repeat(4_000_000));
    let deep = page("", &format!("{}{}", "<div>".repeat(900), "</div>".repeat(900)));
    let many = page("", &"<b>x</b>".repeat(2_500_000));
    let open = page("", &"<a href=x>".repeat(2_000_000));
    let larger = " ".repeat(21 << 20);
    assert!(long.len() > 16 << 20 && nested.len() > 19 << 20);
    assert!(read_page(&long).unwrap_err().reason.contains("no articles"));
    assert!(read_page(&nested).unwrap_err().reason.contains("more than 1000 deep"));
    assert!(read_page(&deep).is_ok());
    assert!(read_page(&many).is_err() && read_page(&open).is_err());
    assert!(read_page(&larger).unwrap_err().reason.contains("is 21 MB long"));
    assert!(started.elapsed() < Duration::from_secs(120), "{:?}", started.elapsed());
}
