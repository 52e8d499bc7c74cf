//! Guards against pages that are nested without end: parsers take time that grows with depth.

/// Elements that never hold others, or that a parser closes by itself.
const FLAT: [&[u8]; 25] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param", b"source",
    b"track", b"wbr", b"p", b"li", b"dt", b"dd", b"tr", b"td", b"th", b"option", b"tbody", b"thead", b"image",
];

/// Whether a page opens more than `limit` elements that it has not closed.
pub(super) fn is_deeper(html: &str, limit: usize) -> bool {
    let bytes = html.as_bytes();
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(next) = find(bytes, at, b"<") {
        let closes = bytes.get(next + 1) == Some(&b'/');
        let start = next + 1 + usize::from(closes);
        let name: Vec<u8> =
            bytes[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).map(u8::to_ascii_lowercase).collect();
        at = start + name.len();
        if name.is_empty() || FLAT.contains(&name.as_slice()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        if depth > limit {
            return true;
        }
        if !closes && (name == b"script" || name == b"style") {
            let end: &[u8] = if name == b"script" { b"</script" } else { b"</style" };
            at = find(bytes, at, end).unwrap_or(bytes.len());
        }
    }
    false
}

fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|part| part.eq_ignore_ascii_case(what)).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_of_open_elements() {
        assert!(is_deeper(&"<div>".repeat(11), 10));
        assert!(!is_deeper(&"<div></div>".repeat(100), 10));
        assert!(!is_deeper(&"<p>a <br>".repeat(100), 10));
        let script = format!("<script>{}</script><p>", "\"<b>\" + ".repeat(100));
        assert!(!is_deeper(&script, 10));
    }
}
