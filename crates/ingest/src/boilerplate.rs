//! Lines that are not the article's own: promotion, bylines, legal notes.

use record::{Boilerplate, BoilerplateKind};

/// Beginnings of promotional lines, in lower case.
const PROMO: [&str; 22] = [
    "read more",
    "read also",
    "also read",
    "read next",
    "read:",
    "more on this",
    "related:",
    "related stories",
    "see also",
    "watch:",
    "watch now",
    "listen:",
    "subscribe",
    "sign up",
    "follow us",
    "click here",
    "join our",
    "download our",
    "advertisement",
    "share this",
    "most read",
    "recommended",
];
const BYLINE: [&str; 6] =
    ["by ", "(reporting by", "reporting by", "additional reporting by", "(editing by", "photo by"];
const LEGAL: [&str; 5] = ["copyright", "©", "all rights reserved", "(c) ", "contact us"];
/// Where "Follow us on …" leads.
const NETWORKS: [&str; 6] = ["twitter", "facebook", "instagram", "telegram", "whatsapp", "youtube"];
/// Longer lines are text.
const LONGEST: usize = 200;
/// A byline is shorter still.
const LONGEST_BYLINE: usize = 80;

/// Spans of boilerplate lines, in order.
pub fn find(text: &str) -> Vec<Boilerplate> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let length = line.chars().count();
        if let Some(kind) = kind(line) {
            found.push(Boilerplate { start, end: start + length, kind });
        }
        start += length + 1;
    }
    found
}

/// What a line is if it is boilerplate.
pub(crate) fn kind(line: &str) -> Option<BoilerplateKind> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let line = line.trim().trim_start_matches(['>', '*', '-', '•', '▶', '»', ' ']).to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    let is_follow = line.starts_with("follow ") && NETWORKS.iter().any(|network| line.contains(network));
    if starts(&PROMO) || is_follow || is_picture_number(&line) {
        Some(BoilerplateKind::Promo)
    } else if starts(&LEGAL) || line.contains("all rights reserved") {
        Some(BoilerplateKind::Legal)
    } else if starts(&BYLINE) && line.chars().count() <= LONGEST_BYLINE && !line.ends_with('.') {
        Some(BoilerplateKind::Byline)
    } else {
        None
    }
}

/// "Image 1 of 5".
fn is_picture_number(line: &str) -> bool {
    let words: Vec<&str> = line.split(' ').collect();
    let is_number = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words.as_slice(), ["image" | "photo" | "picture", at, "of", all] if [at, all].iter().all(|word| is_number(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_not_the_articles_own() {
        let text = "By Jane Doe\nRebels read more into the vote.\nRead more: troops leave\n© 2024 The Paper";
        let kinds: Vec<_> = find(text).into_iter().map(|part| part.kind).collect();
        assert_eq!(kinds, [BoilerplateKind::Byline, BoilerplateKind::Promo, BoilerplateKind::Legal]);
        assert_eq!(find(text)[0].end, 11);
        for promo in ["Follow the paper on Twitter and Facebook.", "Image 2 of 5"] {
            assert_eq!(find(promo)[0].kind, BoilerplateKind::Promo, "{promo}");
        }
        assert!(find("Protesters follow the news on Telegram.").is_empty());
        assert!(find("By Monday the troops had left the town and its people returned.").is_empty());
    }
}
