//! Bytes → text. What is not UTF-8 is refused with the name of what it seems to be and how to convert it.

use super::Decoded;
use super::limits::MAX_FILE_BYTES;
use crate::diagnostics::e0002_not_utf8::{Encoding, not_utf8};
use crate::diagnostics::{Diagnostic, FileId, e0001_binary_file, e0004_file_too_large};

/// How many bytes are looked at to guess an encoding.
const SAMPLE: usize = 64 * 1024;

/// Reads the bytes of a file as text.
///
/// # Errors
/// One diagnostic: the file is too large (E0004), binary (E0001), or in another encoding (E0002).
pub fn decode(bytes: &[u8], file: FileId) -> Result<Decoded, Box<Diagnostic>> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Box::new(e0004_file_too_large::file_too_large(file, bytes.len())));
    }
    if let Some(encoding) = utf16(bytes) {
        return Err(Box::new(not_utf8(file, encoding, 0)));
    }
    let (had_bom, body) = bytes.strip_prefix(b"\xEF\xBB\xBF").map_or((false, bytes), |rest| (true, rest));
    if body.contains(&0) {
        return Err(Box::new(e0001_binary_file::binary_file(file)));
    }
    match std::str::from_utf8(body) {
        Ok(text) => Ok(Decoded { text: text.to_owned(), had_bom }),
        Err(error) => Err(Box::new(refuse(body, file, error.valid_up_to()))),
    }
}

fn refuse(bytes: &[u8], file: FileId, good: usize) -> Diagnostic {
    let line = bytes.get(..good).unwrap_or_default().iter().filter(|byte| **byte == b'\n').count();
    let line = line.saturating_add(1);
    if control_bytes(bytes) {
        return e0001_binary_file::binary_file(file);
    }
    if gb18030(bytes) {
        return not_utf8(file, Encoding::Gb18030, line);
    }
    not_utf8(file, Encoding::Unknown, line)
}

/// UTF-16 by its byte order mark, or because it has zero bytes and reads as text in one byte order.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some(Encoding::Utf16Le);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some(Encoding::Utf16Be);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    if bytes.len() % 2 == 1 || !sample.contains(&0) {
        return None;
    }
    if reads_as_text(sample, u16::from_le_bytes) {
        return Some(Encoding::Utf16Le);
    }
    reads_as_text(sample, u16::from_be_bytes).then_some(Encoding::Utf16Be)
}

/// Read as UTF-16 the bytes have no control characters, and nine of ten characters are of Chinese or Latin text.
fn reads_as_text(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> bool {
    let pairs = bytes.chunks_exact(2).filter_map(|pair| pair.first_chunk::<2>());
    let (mut usual, mut all) = (0_usize, 0_usize);
    for mark in char::decode_utf16(pairs.map(|pair| unit(*pair))) {
        let Ok(mark) = mark else { return false };
        if mark.is_control() && !matches!(mark, '\t' | '\n' | '\r') {
            return false;
        }
        let known = matches!(mark, '\t' | '\n' | '\r' | ' '..='~' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}');
        usual = usual.saturating_add(usize::from(known));
        all = all.saturating_add(1);
    }
    usual.saturating_mul(10) >= all.saturating_mul(9)
}

/// Control characters that no text contains.
fn control_bytes(bytes: &[u8]) -> bool {
    let odd = |byte: &&u8| matches!(**byte, 1..=8 | 14..=26 | 28..=31 | 127);
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    sample.iter().filter(odd).count().saturating_mul(50) > sample.len()
}

/// Every byte is part of a valid GB18030 sequence, and the Chinese ones are mostly in GB 2312's rows of characters
/// and punctuation.
fn gb18030(bytes: &[u8]) -> bool {
    let (mut rest, mut common, mut all) = (bytes.get(..SAMPLE).unwrap_or(bytes), 0_usize, 0_usize);
    loop {
        rest = match rest {
            [] | [0x81..=0xFE] => break,
            [0..=0x7F, tail @ ..] => tail,
            [0x81..=0xFE, 0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, tail @ ..] => {
                all = all.saturating_add(1);
                tail
            }
            [lead @ 0x81..=0xFE, 0x40..=0x7E | 0x80..=0xFE, tail @ ..] => {
                all = all.saturating_add(1);
                common = common.saturating_add(usize::from(matches!(lead, 0xA1..=0xA3 | 0xB0..=0xF7)));
                tail
            }
            _ => return false,
        };
    }
    common > 0 && common.saturating_mul(2) >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> (&'static str, String) {
        let found = decode(bytes, FileId(0)).unwrap_err();
        (found.code, found.message.en)
    }

    #[test]
    fn a_byte_order_mark_is_dropped_and_remembered() {
        let read = decode("\u{FEFF}一件事".as_bytes(), FileId(0)).unwrap();
        assert_eq!((read.text.as_str(), read.had_bom), ("一件事", true));
    }

    #[test]
    fn utf16_is_named() {
        let text = "一件事 甲 {\n    编码 \"A\"\n}\n";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert!(code(&little).1.contains("UTF-16LE"), "{:?}", code(&little));
        assert!(code(&big).1.contains("UTF-16BE"), "{:?}", code(&big));
        let marked: Vec<u8> = [0xFF, 0xFE].into_iter().chain(little).collect();
        assert!(code(&marked).1.contains("UTF-16LE"));
    }

    #[test]
    fn gbk_is_named_with_its_line() {
        // `一件事 甲` in GBK.
        let bytes = b"// ok\n\xD2\xBB\xBC\xFE\xCA\xC2 \xBC\xD7 {\n}\n";
        let (code, message) = code(bytes);
        assert_eq!(code, "E0002");
        assert!(message.contains("GBK") && message.contains("line 2"), "{message}");
    }

    #[test]
    fn binary_is_binary() {
        assert_eq!(code(b"\x7FELF\x02\x01\x01\0\0\0\0\0\x03\0").0, "E0001");
        assert_eq!(code(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").0, "E0001");
        assert_eq!(code("一\0".as_bytes()).0, "E0001");
    }

    #[test]
    fn other_bytes_are_an_unknown_encoding() {
        assert_eq!(code(b"caf\xE9 au lait").0, "E0002");
    }

    #[test]
    fn too_large_is_refused() {
        assert_eq!(code(&vec![b' '; MAX_FILE_BYTES + 1]).0, "E0004");
    }
}
