//! From byte offsets to what editors and people count.

use serde_json::{Value, json};

/// Where the lines of a text begin.
pub(crate) struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Self { text, starts }
    }

    /// A byte offset that lies in the text and on a character's edge.
    fn clamp(&self, byte: u32) -> usize {
        let mut at = (byte as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// UTF-16 units before a byte offset.
    pub(crate) fn utf16(&self, byte: u32) -> usize {
        self.text[..self.clamp(byte)].encode_utf16().count()
    }

    /// The text between two offsets; empty where they are out of order.
    pub(crate) fn between(&self, from: usize, to: u32) -> &'a str {
        self.text.get(from..self.clamp(to)).unwrap_or("")
    }

    /// `{"line","column","byte","utf16"}`; line and column (in characters) count from 1.
    pub(crate) fn position(&self, byte: u32) -> Value {
        let at = self.clamp(byte);
        let line = self.starts.partition_point(|&s| s <= at);
        let start = self.starts[line - 1];
        let column = self.text[start..at].chars().count() + 1;
        json!({ "line": line, "column": column, "byte": at, "utf16": self.utf16(byte) })
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use serde_json::json;

    #[test]
    fn counts_in_four_units() {
        let lines = Lines::new("一\n𠮷😀事\n");
        assert_eq!(lines.position(0), json!({"line": 1, "column": 1, "byte": 0, "utf16": 0}));
        // 一 is 3 bytes, the newline 1, 𠮷 and 😀 4 bytes and 2 UTF-16 units each.
        assert_eq!(lines.position(12), json!({"line": 2, "column": 3, "byte": 12, "utf16": 6}));
        assert_eq!(lines.position(13), lines.position(12), "inside a character");
        assert_eq!(lines.position(99), json!({"line": 3, "column": 1, "byte": 16, "utf16": 8}));
    }
}
