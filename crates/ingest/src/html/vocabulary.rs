//! Words that news pages use in the class names of what is not the article, and at the beginning of lines that are not.

/// How much class names speak against an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Suspicion {
    /// Not at all.
    None,
    /// Names of what articles hold as well.
    Weak,
    /// Names of what stands around articles.
    Strong,
}

const STRONG: [&str; 45] = [
    "nav",
    "navbar",
    "navigation",
    "menu",
    "related",
    "recommend",
    "recommended",
    "recommendation",
    "recommendations",
    "recirc",
    "promo",
    "promos",
    "promotion",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "signup",
    "comment",
    "comments",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "advert",
    "advertisement",
    "advertising",
    "sponsor",
    "sponsored",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "byline",
    "author",
    "authors",
    "bio",
    "caption",
    "captions",
    "footer",
    "popular",
    "trending",
    "pagination",
    "disqus",
    "login",
    "share",
];
const WEAK: [&str; 42] = [
    "sharing",
    "social",
    "teaser",
    "teasers",
    "paywall",
    "copyright",
    "masthead",
    "pager",
    "ad",
    "ads",
    "adbox",
    "banner",
    "widget",
    "credit",
    "credits",
    "tag",
    "tags",
    "tagcloud",
    "mostread",
    "popup",
    "modal",
    "toolbar",
    "tools",
    "timestamp",
    "dateline",
    "disclaimer",
    "toc",
    "hidden",
    "skip",
    "print",
    "twitter",
    "facebook",
    "whatsapp",
    "keywords",
    "topics",
    "rail",
    "carousel",
    "gallery",
    "slideshow",
    "metadata",
    "shares",
    "image",
];

/// The suspicion that class names, ids and roles raise; `relatedStories` and `related-stories` are two words each.
pub(super) fn suspicion(names: &str) -> Suspicion {
    let mut worst = Suspicion::None;
    for word in words(names) {
        if STRONG.contains(&word.as_str()) {
            return Suspicion::Strong;
        }
        if WEAK.contains(&word.as_str()) {
            worst = Suspicion::Weak;
        }
    }
    worst
}

fn words(names: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before_small = false;
    for c in names.chars() {
        if !c.is_ascii_alphabetic() || (c.is_ascii_uppercase() && before_small) {
            words.push(String::new());
        }
        before_small = c.is_ascii_lowercase();
        if let Some(word) = words.last_mut().filter(|_| c.is_ascii_alphabetic()) {
            word.push(c.to_ascii_lowercase());
        }
    }
    words
}

/// Beginnings of headings over what is not the article, in lower case.
const HEADINGS: [&str; 27] = [
    "more on ",
    "more from",
    "more great",
    "more stories",
    "more news",
    "more in ",
    "related",
    "see also",
    "most read",
    "most popular",
    "recommended",
    "popular on",
    "trending",
    "topics",
    "you may",
    "you might",
    "read next",
    "read more",
    "read also",
    "also read",
    "don't miss",
    "don’t miss",
    "editors' picks",
    "editor's picks",
    "latest ",
    "share this",
    "comments",
];
/// A heading is not longer.
const LONGEST_HEADING: usize = 80;

/// Whether a line heads links to other articles, comments or the like.
pub(super) fn heads_other(line: &str) -> bool {
    let line = line.to_lowercase();
    line.chars().count() < LONGEST_HEADING && HEADINGS.iter().any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn class_names_are_words() {
        assert_eq!(suspicion("article-body relatedStories"), Suspicion::Strong);
        assert_eq!(suspicion("header gradient"), Suspicion::None);
        assert_eq!(suspicion("twitter-embed"), Suspicion::Weak);
    }

    #[test]
    fn headings_of_other_things() {
        assert!(heads_other("Related Stories"));
        assert!(!heads_other("Relations between the two countries"));
    }
}
