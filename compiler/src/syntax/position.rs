//! Byte → line and column, as editors count them.

/// A place for people: both counted from 1, columns in characters (not bytes, not display width).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// The position of a byte. A byte inside a character counts as its beginning, one past the end as the end.
#[must_use]
pub fn position(text: &str, byte: u32) -> Position {
    let mut at = (byte as usize).min(text.len());
    while !text.is_char_boundary(at) {
        at = at.saturating_sub(1);
    }
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count().saturating_add(1);
    let last = before.rsplit('\n').next().unwrap_or_default();
    Position { line, column: last.chars().count().saturating_add(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "一件事\r\n  部门 甲";
        assert_eq!(position(text, 3), Position { line: 1, column: 2 });
        assert_eq!(position(text, 4), Position { line: 1, column: 2 });
        assert_eq!(position(text, 11), Position { line: 2, column: 1 });
        assert_eq!(position(text, 99), Position { line: 2, column: 7 });
    }
}
