//! Marks: which symbol a rule is, and whether both sides of it are there.

use super::Builder;
use super::terms::Row;
use crate::diagnostics::e0108_dangling_mark::{Missing, dangling_mark};
use crate::diagnostics::{e0109_number_out_of_range, e0114_foreign_operator};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::Keyword;
use crate::syntax::scan::patch::offset;
use crate::syntax::tree::{Span, Symbol, Term, TermKind};

/// The symbol of a rule.
pub fn symbol(rule: Rule) -> Option<Symbol> {
    Some(match rule {
        Rule::comma => Symbol::Comma,
        Rule::enumeration => Symbol::Enumeration,
        Rule::colon => Symbol::Colon,
        Rule::dot => Symbol::Dot,
        Rule::equal => Symbol::Equal,
        Rule::not_equal => Symbol::NotEqual,
        Rule::less => Symbol::Less,
        Rule::at_most => Symbol::AtMost,
        Rule::more => Symbol::More,
        Rule::at_least => Symbol::AtLeast,
        Rule::arrow => Symbol::Arrow,
        Rule::bar => Symbol::Bar,
        Rule::range => Symbol::Range,
        _ => return None,
    })
}

/// Marks of other notations, and what they are here.
const FOREIGN: &[(&str, &str, TermKind)] = &[
    ("==", "=", TermKind::Symbol(Symbol::Equal)),
    ("=>", "→", TermKind::Symbol(Symbol::Arrow)),
    ("||", "或", TermKind::Word(Keyword::Or)),
    ("<>", "≠", TermKind::Symbol(Symbol::NotEqual)),
    ("=<", "≤", TermKind::Symbol(Symbol::AtMost)),
    ("→→", "→", TermKind::Symbol(Symbol::Arrow)),
];

/// Operators that are no marks here, and the term they mean.
pub fn operator(found: &str) -> Option<(&'static str, TermKind)> {
    Some(match found {
        "&&" | "&" | "＆＆" | "＆" => ("且", TermKind::Word(Keyword::And)),
        "!" | "！" => ("非", TermKind::Word(Keyword::Not)),
        "≧" => ("≥", TermKind::Symbol(Symbol::AtLeast)),
        "≦" => ("≤", TermKind::Symbol(Symbol::AtMost)),
        _ => return None,
    })
}

/// What to write instead of an unreadable stretch.
pub fn instead(found: &str) -> Option<&'static str> {
    Some(match found {
        "－" | "—" | "——" => "→",
        "「" | "『" | "‘" => "“",
        "」" | "』" | "’" => "”",
        "【" | "〔" | "〈" => "《",
        "】" | "〕" | "〉" => "》",
        "。" => "；",
        "#" => "//",
        _ => return None,
    })
}

/// Checks the marks of a row; foreign operators are replaced by what they mean. Only the first fault is reported.
pub fn check(builder: &mut Builder<'_>, row: &mut Row) {
    replace_foreign(builder, &mut row.terms);
    let fault = fault(&row.terms);
    let Some((place, missing)) = fault else { return };
    row.broken = true;
    if missing.is_none() {
        builder.report(e0109_number_out_of_range::malformed_number(builder.file, place));
        return;
    }
    let mut written = builder.written(place);
    let mut place = place;
    if written.starts_with(['{', '｛']) {
        // Of a whole block only the brace is pointed at.
        written.truncate(written.chars().next().map_or(0, char::len_utf8));
        place.end = place.start.saturating_add(offset(written.len()));
    }
    builder.report(dangling_mark(builder.file, place, &written, missing.unwrap_or(Missing::Before)));
}

/// Where a side is missing (`None`: of a decimal point).
fn fault(terms: &[Term]) -> Option<(Span, Option<Missing>)> {
    let mut before: Option<&Term> = None;
    let mut iter = terms.iter().peekable();
    while let Some(term) = iter.next() {
        let found = match (joint(&term.kind), before.map(|before| &before.kind)) {
            (Joint::None, _) => None,
            (Joint::Mark(Symbol::Dot), Some(TermKind::Number(_))) => Some(None),
            (_, None) => Some(Some(Missing::Before)),
            (Joint::Block, _) => None,
            (Joint::Mark(_), Some(TermKind::Symbol(_))) => Some(Some(Missing::Between)),
            _ => iter.peek().is_none().then_some(Some(Missing::Behind)),
        };
        if let Some(missing) = found {
            return Some((term.span, missing));
        }
        before = Some(term);
    }
    None
}

/// What joins two things: none of it may begin a row, because the row would continue the one above.
enum Joint {
    Mark(Symbol),
    Word,
    Block,
    None,
}

fn joint(kind: &TermKind) -> Joint {
    match kind {
        TermKind::Symbol(symbol) => Joint::Mark(*symbol),
        TermKind::Word(keyword) if keyword.joins_lines() => Joint::Word,
        TermKind::Block(_) => Joint::Block,
        _ => Joint::None,
    }
}

fn replace_foreign(builder: &mut Builder<'_>, terms: &mut Vec<Term>) {
    let mut at = 0_usize;
    while let Some([first, second]) = terms.get(at..at.saturating_add(2)) {
        let place = Span { start: first.span.start, end: second.span.end };
        let symbols = matches!((&first.kind, &second.kind), (TermKind::Symbol(_), TermKind::Symbol(_)));
        let written = if symbols { builder.written(place) } else { String::new() };
        let known = FOREIGN.iter().find(|(mark, ..)| *mark == half_width(&written));
        if let Some((mark, instead, kind)) = known {
            builder.report(e0114_foreign_operator::foreign_operator(builder.file, place, mark, instead));
            terms.splice(at..at.saturating_add(2), [Term { kind: kind.clone(), span: place }]);
        }
        at = at.saturating_add(1);
    }
}

fn half_width(written: &str) -> String {
    let half = |mark| match mark {
        '＝' => '=',
        '＞' => '>',
        '＜' => '<',
        '｜' => '|',
        mark => mark,
    };
    written.chars().map(half).collect()
}
