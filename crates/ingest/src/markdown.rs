//! Markdown: front matter, the first heading as title, and the words without their markup.

use pulldown_cmark::{Event, HeadingLevel, Options as Syntax, Parser, Tag, TagEnd};
use record::{Document, PublishedFrom};

use crate::{Article, Options, Skipped, article, dates};

/// The article of one file.
pub(crate) fn read(name: &str, text: &str, options: &Options) -> Result<Article, Skipped> {
    let text = article::clean(text);
    let mut reader =
        Reader { document: Document { source: Some(name.to_owned()), ..Document::default() }, ..Reader::default() };
    let syntax = Syntax::ENABLE_TABLES | Syntax::ENABLE_STRIKETHROUGH | Syntax::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for event in Parser::new_ext(&text, syntax) {
        reader.take(event);
    }
    reader.flush();
    reader.document.text = reader.paragraphs.join("\n\n");
    article::finish(reader.document, reader.authors, name, options)
}

#[derive(Default)]
struct Reader {
    document: Document,
    authors: Vec<String>,
    paragraphs: Vec<String>,
    line: String,
    /// How many elements without text of the article's own are open: code, pictures, tables.
    aside: usize,
    in_front_matter: bool,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::MetadataBlock(_)) => self.in_front_matter = true,
            Event::End(TagEnd::MetadataBlock(_)) => {
                self.in_front_matter = false;
                self.front_matter();
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::Table(_) | Tag::HtmlBlock) => self.aside += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::Table | TagEnd::HtmlBlock) => {
                self.aside = self.aside.saturating_sub(1);
            }
            Event::Start(Tag::Item | Tag::Paragraph | Tag::Heading { .. }) => self.flush(),
            Event::End(TagEnd::Heading(HeadingLevel::H1)) if self.paragraphs.is_empty() => {
                let title = std::mem::take(&mut self.line);
                self.document.title.get_or_insert(title.trim().to_owned());
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item) => self.flush(),
            Event::Text(text) | Event::Code(text) if self.aside == 0 => self.line.push_str(&text),
            Event::SoftBreak if self.aside == 0 => self.line.push(' '),
            Event::HardBreak if self.aside == 0 => self.line.push('\n'),
            _ => (),
        }
    }

    fn flush(&mut self) {
        if !self.in_front_matter {
            let line = std::mem::take(&mut self.line);
            self.paragraphs.extend(Some(line.trim().to_owned()).filter(|line| !line.is_empty()));
        }
    }

    /// `key: value` lines; nested values are passed over.
    fn front_matter(&mut self) {
        for line in std::mem::take(&mut self.line).lines() {
            let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with([' ', '-', '#'])) else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']).to_owned();
            match key.trim().to_lowercase().as_str() {
                _ if value.is_empty() => (),
                "title" => self.document.title = Some(value),
                "source" => self.document.source = Some(value),
                "url" => self.document.url = Some(value),
                "author" => self.authors.push(value),
                "date" | "published" => {
                    self.document.published = dates::day(&value);
                    self.document.published_from = self.document.published.map(|_| PublishedFrom::Metadata);
                }
                _ => (),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_and_markup_goes() {
        let text = "---\ntitle: \"Talks open\"\ndate: 2024-03-11\n---\n# Envoys *meet*\n\nEnvoys of [both sides](https://a.example)\nmet in **Geneva**.\n\n![a picture](x.png)\n\n- They shook hands.\n- They left.\n\n```\ncode\n```\n";
        let document = read("a.md", text, &Options::default()).unwrap().document;
        assert_eq!(document.title.as_deref(), Some("Talks open"));
        assert_eq!(document.published.unwrap().to_string(), "2024-03-11");
        assert_eq!(document.text, "Envoys of both sides met in Geneva.\n\nThey shook hands.\n\nThey left.");
    }

    #[test]
    fn the_first_heading_is_the_title() {
        let document =
            read("a.md", "# Talks open\n\nEnvoys met.\n\n## Later\n\nThey left.", &Options::default()).unwrap();
        assert_eq!(document.document.title.as_deref(), Some("Talks open"));
        assert_eq!(document.document.text, "Envoys met.\n\nLater\n\nThey left.");
    }
}
