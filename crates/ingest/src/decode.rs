//! From bytes to text: byte order marks, UTF-8, else the detected character set.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

/// Share of control bytes from which an input is taken for binary.
const BINARY: f64 = 0.02;

/// The text of some bytes; the error says what they are and where.
pub fn decode(bytes: &[u8]) -> Result<String, String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return checked(encoding, &bytes[mark..]);
    }
    if let Some(at) = binary(bytes) {
        return Err(format!("is binary (byte {at}); give text or JSON Lines"));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let encoding = detector.guess(None, Utf8Detection::Deny);
            checked(encoding, bytes)
                .map_err(|reason| format!("{reason}; it is not UTF-8 at byte {}", error.valid_up_to()))
        }
    }
}

fn checked(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, String> {
    let (text, failed) = encoding.decode_without_bom_handling(bytes);
    match failed {
        true if encoding == UTF_8 => Err(format!("is not UTF-8 although its byte order mark says so{}", place(bytes))),
        true => Err(format!("cannot be decoded as {}", encoding.name())),
        false => Ok(text.into_owned()),
    }
}

fn place(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).err().map_or(String::new(), |error| format!(" (byte {})", error.valid_up_to()))
}

/// Where an input shows itself to be binary: its first NUL, or its first control byte where there are many.
fn binary(bytes: &[u8]) -> Option<usize> {
    let head = &bytes[..bytes.len().min(65_536)];
    let is_control = |byte: &u8| *byte < 32 && !matches!(byte, b'\n' | b'\r' | b'\t' | 12 | 27);
    let controls = head.iter().filter(|byte| is_control(byte)).count();
    let many = controls as f64 > BINARY * head.len() as f64;
    head.iter().position(|&byte| byte == 0).or_else(|| if many { head.iter().position(is_control) } else { None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_many_kinds() {
        assert_eq!(decode("Ärger".as_bytes()).unwrap(), "Ärger");
        assert_eq!(decode(b"\xef\xbb\xbfplain").unwrap(), "plain");
        assert_eq!(decode(b"\xff\xfeh\0i\0").unwrap(), "hi");
        let latin = decode(b"The caf\xe9 in Saint-\xc9tienne was closed by the pr\xe9fet.").unwrap();
        assert!(latin.contains("café"), "{latin}");
    }

    #[test]
    fn binary_is_refused_with_its_place() {
        assert!(decode(b"\x7fELF\x02\x01\x01\0\0").unwrap_err().contains("byte 7"));
        assert!(decode(b"\xef\xbb\xbf\xff\xff").unwrap_err().contains("byte 0"));
    }
}
