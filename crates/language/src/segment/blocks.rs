//! Blocks: the stretches of text that no sentence crosses.

use std::ops::Range;

/// One line without its white space at both ends, as bytes of the text.
type Line = Range<usize>;

/// The text's blocks as byte ranges, in order: paragraphs, headlines, list items. They hold line breaks where the text
/// is hard-wrapped.
pub fn blocks(text: &str) -> Vec<Range<usize>> {
    let lines = lines(text);
    let width = wrap_width(text, &lines);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if line.is_empty() {
            continue;
        }
        let before = at.checked_sub(1).map(|before| &lines[before]).filter(|before| !before.is_empty());
        match (before, blocks.last_mut()) {
            (Some(before), Some(block)) if goes_on(text, before, line, width) => block.end = line.end,
            _ => blocks.push(line.clone()),
        }
    }
    blocks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_return = false;
    for (at, c) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'))
    {
        // The second half of "\r\n" is no line of its own.
        if !(c == '\n' && after_return && at == start) {
            lines.push(trim(text, start..at));
        }
        start = at + c.len_utf8();
        after_return = c == '\r';
    }
    lines.push(trim(text, start..text.len()));
    lines
}

fn trim(text: &str, line: Line) -> Line {
    let blank = |c: char| c.is_whitespace() || super::is_invisible(c);
    let content = &text[line.clone()];
    let trimmed = content.trim_start_matches(blank);
    let start = line.start + (content.len() - trimmed.len());
    start..start + trimmed.trim_end_matches(blank).len()
}

/// Longest line that counts as wrapped, and shortest that a wrapped text's longest line may have.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=110;

/// How much shorter than the width a line may be where only its end was free.
const SLACK: usize = 4;

/// The width a text is hard-wrapped at; `None` for a text with one line a paragraph.
///
/// A text is wrapped where most lines that another follows had no room for that one's first word.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[1].is_empty());
    let width = pairs().map(|pair| chars(text, &pair[0])).max().filter(|width| WIDTHS.contains(width))?;
    let (full, all) = pairs()
        .fold((0, 0), |(full, all), pair| (full + usize::from(is_full(text, &pair[0], &pair[1], width)), all + 1));
    (all >= 2 && full * 2 > all).then_some(width)
}

/// Whether the next line's first word would have made the line too wide.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let first = text[next.clone()].split_whitespace().next().map_or(0, |word| word.chars().count());
    chars(text, line) + 1 + first + SLACK > width
}

/// Width of a line, cut off just past what can matter.
fn chars(text: &str, line: &Line) -> usize {
    text[line.clone()].chars().take(WIDTHS.end() + 1).count()
}

fn goes_on(text: &str, line: &Line, next: &Line, width: Option<usize>) -> bool {
    let start = text[next.clone()].chars().next().unwrap_or(' ');
    if matches!(start, '•' | '*' | '·' | '▪' | '■' | '●' | '–' | '—') || text[next.clone()].starts_with("- ")
    {
        return false;
    }
    let ended = text[line.clone()].ends_with(['.', '!', '?', ':', ';', '…']);
    start.is_lowercase() && !ended || width.is_some_and(|width| is_full(text, line, next, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        blocks(text).into_iter().map(|block| text[block].split_whitespace().collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn wrapped_paragraphs_are_joined_and_headlines_are_not() {
        let text = "Rebels shell the harbour\nRebels fired rockets at the harbour on Tuesday and set two\nwarehouses on fire, the mayor said. No one was hurt. Firefighters\nfrom three towns came to help.\n\nThe army gave no comment.";
        assert_eq!(cut(text).len(), 3);
        assert!(cut(text)[1].starts_with("Rebels fired") && cut(text)[1].ends_with("to help."));
    }

    #[test]
    fn lines_are_paragraphs_where_they_are_not_full() {
        let text = "Talks resume\r\nMinisters met in the capital on Monday for the first time since the war began in spring, and they agreed to meet again.\r\nMore to follow";
        assert_eq!(cut(text).len(), 3);
        assert_eq!(
            cut("Protesters blocked the road\nto the airport."),
            ["Protesters blocked the road to the airport."]
        );
        assert_eq!(cut("Demands:\n- pay\n- rest").len(), 3);
    }

    #[test]
    fn nothing_gives_nothing() {
        assert!(blocks("").is_empty());
        assert!(blocks(" \n\u{feff}\r\n\u{2029}").is_empty());
    }
}
