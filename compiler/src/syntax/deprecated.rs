//! What used to be written otherwise: each old shape with the new one, and since which version of the language. An old
//! shape still means the same and is warned of (W0120); `lianban fmt` writes the new one.

use super::keywords::Keyword;
use super::tree::{Block, Comment, Entry, File, Span, Term, TermKind};
use crate::diagnostics::{Diagnostic, FileId, Words, w0120_old_spelling};

/// The version of the language that this compiler reads.
pub const LANGUAGE: u32 = 1;

/// One old shape.
#[derive(Clone, Copy, Debug)]
pub struct Deprecated {
    /// The version of the language since which the new shape stands.
    pub since: u32,
    /// The old shape.
    pub old: &'static str,
    /// The new one.
    pub new: &'static str,
    /// Why it changed.
    pub why: Words,
    /// Finds the old shape in a row and says what to edit.
    find: fn(&Entry) -> Option<Found>,
    /// Rewrites a row in which it was found.
    rewrite: fn(&mut Entry),
}

/// An old shape at its place.
struct Found {
    place: Span,
    /// `(where, what instead)`.
    edits: Vec<(Span, String)>,
}

/// Every old shape, oldest first.
pub static DEPRECATED: &[Deprecated] = &[Deprecated {
    since: 1,
    old: "联合 甲 { 类型 踏勘 }",
    new: "联合 甲 是 踏勘 { }",
    why: Words::new(
        "和“事项 甲 是 行政许可”一样，类型写在名称后面",
        "the kind stands behind the name, as in 事项 甲 是 行政许可",
    ),
    find: joint_kind,
    rewrite: joint_is,
}];

/// Warns of every old shape of a file.
pub fn findings(tree: &File, file: FileId) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut open: Vec<&Entry> = tree.entries.iter().rev().collect();
    while let Some(entry) = open.pop() {
        if entry.error.is_some() {
            continue;
        }
        for shape in DEPRECATED {
            if let Some(old) = (shape.find)(entry) {
                found.push(w0120_old_spelling::old_spelling((file, old.place), shape, old.edits));
            }
        }
        for block in blocks(entry) {
            open.extend(block.entries.iter().rev());
        }
    }
    found
}

/// Rewrites every old shape. Depth is bounded by the parser.
pub fn migrate(tree: &mut File) {
    tree.entries.iter_mut().for_each(migrate_entry);
}

fn migrate_entry(entry: &mut Entry) {
    if entry.error.is_some() {
        return;
    }
    for shape in DEPRECATED {
        if (shape.find)(entry).is_some() {
            (shape.rewrite)(entry);
        }
    }
    for term in &mut entry.terms {
        if let TermKind::Block(block) = &mut term.kind {
            block.entries.iter_mut().for_each(migrate_entry);
        }
    }
}

fn blocks(entry: &Entry) -> impl Iterator<Item = &Block> {
    entry.terms.iter().filter_map(|term| match &term.kind {
        TermKind::Block(block) => Some(block),
        _ => None,
    })
}

/// `类型 踏勘` as a row.
fn kind_row(entry: &Entry) -> Option<&Term> {
    match entry.terms.as_slice() {
        [Term { kind: TermKind::Word(Keyword::Kind), .. }, kind]
            if matches!(kind.kind, TermKind::Name { .. } | TermKind::Word(_)) =>
        {
            Some(kind)
        }
        _ => None,
    }
}

/// `联合 甲 { …；类型 踏勘 }`, once, without 是.
fn joint_kind(entry: &Entry) -> Option<Found> {
    let [word, name, Term { kind: TermKind::Block(block), .. }] = entry.terms.as_slice() else { return None };
    if !matches!(word.kind, TermKind::Word(Keyword::Joint))
        || matches!(name.kind, TermKind::Symbol(_) | TermKind::Block(_))
    {
        return None;
    }
    let mut rows = block.entries.iter().filter_map(|row| Some((row, kind_row(row)?)));
    let (row, kind) = rows.next()?;
    if rows.next().is_some() {
        return None;
    }
    let written = match &kind.kind {
        TermKind::Word(keyword) => keyword.zh().to_owned(),
        TermKind::Name { text, quoted: true } => format!("《{text}》"),
        TermKind::Name { text, .. } => text.clone(),
        _ => return None,
    };
    let behind = Span { start: name.span.end, end: name.span.end };
    let edits = vec![(behind, format!(" 是 {written}")), (row.span, String::new())];
    Some(Found { place: row.span, edits })
}

/// `联合 甲 是 踏勘 { … }`. Comments of the row that goes stay before what follows it.
fn joint_is(entry: &mut Entry) {
    let [_, name, Term { kind: TermKind::Block(block), .. }] = entry.terms.as_mut_slice() else { return };
    let Some(at) = block.entries.iter().position(|row| kind_row(row).is_some()) else { return };
    let row = block.entries.remove(at);
    let Some(kind) = row.terms.get(1).map(|term| term.kind.clone()) else { return };
    let kept: Vec<Comment> = row.leading.into_iter().chain(row.same_line).collect();
    match block.entries.get_mut(at) {
        Some(next) => _ = next.leading.splice(0..0, kept),
        None => _ = block.trailing.splice(0..0, kept),
    }
    let span = Span { start: name.span.end, end: name.span.end };
    entry.terms.splice(2..2, [Term { kind: TermKind::Word(Keyword::Is), span }, Term { kind, span }]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{FormatOptions, format, parse};

    fn written(text: &str) -> String {
        format(text, &FormatOptions::default()).unwrap_or_else(|found| format!("{found:?}"))
    }

    #[test]
    fn the_formatter_writes_the_new_shape() {
        let old = "联合 甲 {\n    牵头 甲局\n    // 说明\n    类型 踏勘 // 旁注\n    时限 2 工作日\n}\n";
        let new = "联合 甲 是 踏勘 {\n    牵头 甲局\n    // 说明\n    // 旁注\n    时限 2 工作日\n}\n";
        assert_eq!(written(old), new);
        assert_eq!(written(new), new);
        assert_eq!(parse(old).1.len(), 1);
        assert!(parse(new).1.is_empty());
        let last = "阶段 乙 { 联合 甲 { 牵头 甲局；类型 验收 } }\n";
        assert_eq!(written(last), "阶段 乙 { 联合 甲 是 验收 { 牵头 甲局 } }\n");
        // Twice is a mistake, not an old shape.
        assert!(parse("联合 甲 { 类型 踏勘；类型 验收 }\n").1.is_empty());
        assert!(parse("特别程序 甲 { 类型 检测 }\n").1.is_empty());
    }

    #[test]
    fn every_old_shape_is_found_and_its_new_one_is_not() {
        for shape in DEPRECATED {
            assert!((1..=LANGUAGE).contains(&shape.since));
            assert_eq!(parse(shape.old).1.len(), 1, "{}", shape.old);
            assert!(parse(shape.new).1.is_empty(), "{}", shape.new);
        }
    }
}
