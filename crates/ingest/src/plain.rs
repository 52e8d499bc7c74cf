//! Plain text: headers (`Title:`, `Date:`, `Source:`, `URL:`, `Author:`) if there are any, then the article.

use record::{Document, PublishedFrom};

use crate::{Article, Options, Skipped, article, dates};

/// The article of one file.
pub(crate) fn read(name: &str, text: &str, options: &Options) -> Result<Article, Skipped> {
    let text = article::clean(text);
    let mut document = Document { source: Some(name.to_owned()), ..Document::default() };
    let mut authors = Vec::new();
    let body = headers(&text, &mut document, &mut authors);
    document.text = body.trim_matches('\n').to_owned();
    article::finish(document, authors, name, options)
}

/// Takes header lines off the top; a text that does not start with one is body from its first line.
fn headers<'t>(text: &'t str, document: &mut Document, authors: &mut Vec<String>) -> &'t str {
    let mut rest = text.trim_start_matches('\n');
    while let Some((line, after)) = rest.split_once('\n') {
        let Some((key, value)) = line.split_once(':') else { break };
        let value = value.trim().to_owned();
        match key.trim().to_lowercase().as_str() {
            "title" => document.title = Some(value),
            "source" => document.source = Some(value),
            "url" => document.url = Some(value),
            "author" => authors.push(value),
            "date" | "published" => match dates::day(&value) {
                Some(day) => {
                    document.published = Some(day);
                    document.published_from = Some(PublishedFrom::Metadata);
                }
                None => break,
            },
            _ => break,
        }
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_off() {
        let text = "Title: Talks open\nDate: 2024-03-11\nAuthor: Jane Doe\n\nEnvoys met in Geneva on Monday.\n";
        let article = read("a.txt", text, &Options::default()).unwrap();
        assert_eq!(article.document.title.as_deref(), Some("Talks open"));
        assert_eq!(article.document.published.unwrap().to_string(), "2024-03-11");
        assert_eq!(article.authors, ["Jane Doe"]);
        assert_eq!(article.document.text, "Envoys met in Geneva on Monday.");
    }

    #[test]
    fn text_without_headers_is_whole() {
        let text = "Minister: no talks\nThe minister refused to talk.";
        assert_eq!(read("a.txt", text, &Options::default()).unwrap().document.text, text);
    }
}
