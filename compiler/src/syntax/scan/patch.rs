//! Text with a few places put right, and the way back to the original positions.

use crate::syntax::tree::Span;

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Byte range of the original text; empty to insert.
    pub span: Span,
    /// What stands there instead.
    pub text: String,
}

/// The text after all replacements.
#[derive(Clone, Debug, Default)]
pub struct Patched {
    /// The text to parse.
    pub text: String,
    /// Where unchanged stretches begin: (byte of `text`, byte of the original), ascending.
    stretches: Vec<(u32, u32)>,
}

impl Patched {
    /// Applies the patches. They must not overlap; order does not matter.
    #[must_use]
    pub fn new(original: &str, mut patches: Vec<Patch>) -> Self {
        patches.sort_by_key(|patch| patch.span);
        let mut out = Self { text: String::with_capacity(original.len()), stretches: vec![(0, 0)] };
        let mut from = 0;
        for patch in &patches {
            let (start, end) = (patch.span.start as usize, patch.span.end as usize);
            let Some(kept) = original.get(from..start) else { continue };
            out.text.push_str(kept);
            out.text.push_str(&patch.text);
            out.stretches.push((offset(out.text.len()), patch.span.end));
            from = end;
        }
        out.text.push_str(original.get(from..).unwrap_or_default());
        out
    }

    /// The original position of a byte of the text. Inserted bytes stand at the place of insertion.
    #[must_use]
    pub fn original(&self, at: u32) -> u32 {
        let after = self.stretches.partition_point(|(start, _)| *start <= at);
        let limit = self.stretches.get(after).map_or(u32::MAX, |(_, original)| *original);
        let stretch = after.checked_sub(1).and_then(|before| self.stretches.get(before));
        let (start, original) = stretch.copied().unwrap_or_default();
        original.saturating_add(at.saturating_sub(start)).min(limit)
    }

    /// The byte of the text where an original byte has come to stand.
    #[must_use]
    pub fn here(&self, original: u32) -> usize {
        let after = self.stretches.partition_point(|(_, start)| *start <= original);
        let stretch = after.checked_sub(1).and_then(|before| self.stretches.get(before));
        let (start, from) = stretch.copied().unwrap_or_default();
        start.saturating_add(original.saturating_sub(from)) as usize
    }
}

/// A byte offset as the tree stores it. Files are far shorter than 4 GiB.
#[must_use]
pub fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// A span from two byte offsets.
#[must_use]
pub fn span(start: usize, end: usize) -> Span {
    Span { start: offset(start), end: offset(end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_lead_back() {
        let patches = vec![
            Patch { span: span(1, 1), text: "XX".into() },
            Patch { span: span(2, 3), text: String::new() },
            Patch { span: span(5, 5), text: "Y".into() },
        ];
        let patched = Patched::new("abcde", patches);
        assert_eq!(patched.text, "aXXbdeY");
        let back: Vec<u32> = (0..8).map(|at| patched.original(at)).collect();
        assert_eq!(back, [0, 1, 1, 1, 3, 4, 5, 5]);
    }
}
