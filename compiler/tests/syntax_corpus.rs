//! The notation on whole files: what is read, what is reported where, and how it is written back.
//! Each expectation stands inside its file: `// expect: E0102 3:5`, in order.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::fmt::Write as _;

use lianban_compiler::diagnostics::{Diagnostic, Lang};
use lianban_compiler::syntax::tree::{Comment, Entry, File, Term, TermKind};
use lianban_compiler::syntax::{FormatOptions, format, parse, position};

fn in_lang(keywords: Lang) -> FormatOptions {
    FormatOptions { keywords: Some(keywords) }
}

#[test]
fn good_files_read_and_are_written_back() {
    insta::glob!("../../tests/corpus/syntax/good", "*.yjs", |path| {
        let source = std::fs::read_to_string(path).unwrap();
        let (tree, findings) = parse(&source);
        assert!(findings.is_empty(), "{path:?}: {findings:#?}");
        let kept = format(&source, &FormatOptions::default()).unwrap();
        assert_eq!(format(&kept, &FormatOptions::default()).unwrap(), kept, "idempotent");
        let english = format(&source, &in_lang(Lang::En)).unwrap();
        let chinese = format(&english, &in_lang(Lang::Zh)).unwrap();
        assert_eq!(words(&format(&source, &in_lang(Lang::Zh)).unwrap()), words(&chinese), "there and back");
        let shown = format!(
            "{source}\n════ tree ════\n{}\n════ zh ════\n{chinese}\n════ en ════\n{english}",
            dump(&tree)
        );
        insta::assert_snapshot!(shown);
    });
}

#[test]
fn bad_files_are_reported_where_they_are_wrong() {
    let mut wrong = String::new();
    insta::glob!("../../tests/corpus/syntax/bad", "*.yjs", |path| {
        let source = std::fs::read_to_string(path).unwrap();
        let (tree, findings) = parse(&source);
        let found: Vec<String> = findings.iter().map(|finding| at(&source, finding)).collect();
        let wanted: Vec<&str> = source.lines().filter_map(|line| line.strip_prefix("// expect: ")).collect();
        let shown = format!(
            "{source}\n════ findings ════\n{}\n════ tree ════\n{}",
            report(&source, &findings),
            dump(&tree)
        );
        if found != wanted {
            write!(wrong, "{path:?}: expected {wanted:?}\n{shown}\n").unwrap();
            return;
        }
        if findings.iter().any(Diagnostic::is_error) {
            assert_eq!(format(&source, &FormatOptions::default()), Err(findings));
        }
        insta::assert_snapshot!(shown);
    });
    assert!(wrong.is_empty(), "{wrong}");
}

/// Without what depends on the width of a line.
fn words(text: &str) -> String {
    text.chars().filter(|mark| !mark.is_whitespace() && *mark != '；').collect()
}

fn at(source: &str, finding: &Diagnostic) -> String {
    let place = position(source, finding.span.start);
    format!("{} {}:{}", finding.code, place.line, place.column)
}

fn report(source: &str, findings: &[Diagnostic]) -> String {
    let mut out = String::new();
    for finding in findings {
        let (zh, en) = (&finding.message.zh, &finding.message.en);
        let words = source.get(finding.span.start as usize..finding.span.end as usize);
        let words = words.unwrap_or_else(|| panic!("span of {finding:?}"));
        writeln!(out, "{} 「{words}」 {zh} / {en}", at(source, finding)).unwrap();
        if let Some(help) = &finding.help {
            writeln!(out, "    {} / {}", help.zh, help.en).unwrap();
        }
        for fix in &finding.fixes {
            let edits: Vec<_> =
                fix.edits.iter().map(|edit| (position(source, edit.span.start), &edit.text)).collect();
            let edits: Vec<String> =
                edits.iter().map(|(at, text)| format!("{}:{} {text:?}", at.line, at.column)).collect();
            writeln!(out, "    ⇒ {} / {}: {}", fix.title.zh, fix.title.en, edits.join(", ")).unwrap();
        }
    }
    out
}

fn dump(file: &File) -> String {
    let mut out = String::new();
    rows(&mut out, &file.entries, &file.trailing, 0);
    out
}

fn rows(out: &mut String, entries: &[Entry], trailing: &[Comment], depth: usize) {
    let pad = "  ".repeat(depth);
    for entry in entries {
        for line in &entry.leading {
            comment(out, line, &pad);
        }
        write!(out, "{pad}{}", if entry.blank_before { "· " } else { "- " }).unwrap();
        if let Some(error) = &entry.error {
            write!(out, "ERROR {error:?} ").unwrap();
        }
        terms(out, &entry.terms, depth);
        if let Some(same) = &entry.same_line {
            write!(out, " // {}", same.text).unwrap();
        }
        out.push('\n');
    }
    for line in trailing {
        comment(out, line, &pad);
    }
}

fn comment(out: &mut String, comment: &Comment, pad: &str) {
    let blank = if comment.blank_before { "·" } else { "" };
    writeln!(out, "{pad}{blank}{} {}", if comment.doc { "///" } else { "//" }, comment.text).unwrap();
}

fn terms(out: &mut String, list: &[Term], depth: usize) {
    for (index, term) in list.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        match &term.kind {
            TermKind::Word(keyword) => write!(out, "{keyword:?}").unwrap(),
            TermKind::Name { text, quoted } => {
                write!(out, "{}{text}", if *quoted { "《》" } else { "'" }).unwrap()
            }
            TermKind::Text(text) => write!(out, "{text:?}").unwrap(),
            TermKind::Quantity { millionths, unit } => write!(out, "{millionths}μ·{unit}").unwrap(),
            TermKind::Number(millionths) => write!(out, "{millionths}μ").unwrap(),
            TermKind::Date { ymd, minute } => write!(out, "{ymd:?}@{minute:?}").unwrap(),
            TermKind::Time(minute) => write!(out, "@{minute}").unwrap(),
            TermKind::Symbol(symbol) => write!(out, "<{symbol:?}>").unwrap(),
            TermKind::Group(inner) => {
                out.push('(');
                terms(out, inner, depth);
                out.push(')');
            }
            TermKind::Block(block) => {
                out.push_str("{\n");
                rows(out, &block.entries, &block.trailing, depth + 1);
                write!(out, "{}}}", "  ".repeat(depth)).unwrap();
            }
        }
    }
}
