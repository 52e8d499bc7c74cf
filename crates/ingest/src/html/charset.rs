//! From a page's bytes to its text: byte order mark, server, `<meta>`, UTF-8, else what the bytes look like.

use encoding_rs::Encoding;

/// Bytes in which a page names its character set.
const HEAD: usize = 4096;

/// The text of a page. A character set that is named but does not fit is not believed.
pub(super) fn decode(bytes: &[u8], server: Option<&str>) -> Result<String, String> {
    let is_marked = Encoding::for_bom(bytes).is_some();
    if is_marked || std::str::from_utf8(bytes).is_ok() {
        return crate::decode(bytes);
    }
    let named = server.map(|label| label.as_bytes().to_vec()).or_else(|| named(bytes));
    let encoding = named.and_then(|label| Encoding::for_label(&label));
    let decoded = encoding.and_then(|encoding| encoding.decode_without_bom_handling_and_without_replacement(bytes));
    match decoded {
        Some(text) if !bytes.contains(&0) => Ok(text.into_owned()),
        _ => crate::decode(bytes).or_else(|reason| match bytes.contains(&0) {
            true => Err(reason),
            // A few broken bytes do not make a page unreadable.
            false => Ok(encoding.unwrap_or(encoding_rs::UTF_8).decode_without_bom_handling(bytes).0.into_owned()),
        }),
    }
}

/// The label after `charset=` in the first bytes.
fn named(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes[..bytes.len().min(HEAD)].to_ascii_lowercase();
    let key = b"charset=";
    let start = head.windows(key.len()).position(|part| part == key)? + key.len();
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_:".contains(byte);
    let label = head[start..].iter().skip_while(|byte| b"\"' ".contains(byte)).take_while(|byte| is_label(byte));
    Some(label.copied().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn named_and_wrongly_named_sets() {
        let cyrillic = b"<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        assert!(decode(cyrillic, None).unwrap().ends_with("Привет"));
        assert!(decode(b"<p>\xcf\xf0\xe8\xe2\xe5\xf2", Some("windows-1251")).unwrap().ends_with("Привет"));
        assert_eq!(decode("<meta charset=latin1><p>é".as_bytes(), None).unwrap(), "<meta charset=latin1><p>é");
        let wrong = decode(b"<meta charset=utf-8><p>Le pr\xe9fet de Saint-\xc9tienne est arriv\xe9.", None).unwrap();
        assert!(wrong.contains("préfet"), "{wrong}");
        assert!(decode(b"\x89PNG\0\0\xff", None).unwrap_err().contains("is binary"));
    }
}
