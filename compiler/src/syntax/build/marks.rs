//! Marks: which symbol a rule is, and whether both sides of it are there.

use super::Builder;
use super::terms::Row;
use crate::diagnostics::e0108_dangling_mark::{Missing, dangling_mark};
use crate::diagnostics::{e0109_number_out_of_range, e0114_foreign_operator};
use crate::syntax::grammar::Rule;
use crate::syntax::keywords::Keyword;
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

/// What to write instead of an unreadable stretch.
pub fn instead(found: &str) -> Option<&'static str> {
    Some(match found {
        "&&" | "&" | "＆＆" | "＆" => "且",
        "!" | "！" => "非",
        "≧" => "≥",
        "≦" => "≤",
        "－" | "—" | "——" => "→",
        "「" | "『" | "‘" => "“",
        "」" | "』" | "’" => "”",
        "【" | "〔" | "〈" => "《",
        "】" | "〕" | "〉" => "》",
        "。" => "；",
        "#" => "//",
        "×" | "*" => "次",
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
    let written = builder.written(place);
    builder.report(dangling_mark(builder.file, place, &written, missing.unwrap_or(Missing::Before)));
}

/// Where a side is missing (`None`: of a decimal point).
fn fault(terms: &[Term]) -> Option<(Span, Option<Missing>)> {
    let mut before: Option<&Term> = None;
    let mut iter = terms.iter().peekable();
    while let Some(term) = iter.next() {
        let next = iter.peek();
        if let TermKind::Symbol(symbol) = term.kind {
            let number = before.is_some_and(|before| matches!(before.kind, TermKind::Number(_)));
            let missing = match (before.map(|before| &before.kind), next) {
                _ if symbol == Symbol::Dot && number => return Some((term.span, None)),
                (None, _) if comparison(symbol) => None,
                (None, _) => Some(Missing::Before),
                (Some(TermKind::Symbol(_)), _) => Some(Missing::Between),
                (_, None) => Some(Missing::Behind),
                _ => None,
            };
            if let Some(missing) = missing {
                return Some((term.span, Some(missing)));
            }
        }
        before = Some(term);
    }
    None
}

/// Comparisons may begin a row: `≥ 300 ㎡` as a bare test.
const fn comparison(symbol: Symbol) -> bool {
    use Symbol::{AtLeast, AtMost, Equal, Less, More, NotEqual};
    matches!(symbol, AtLeast | AtMost | Equal | Less | More | NotEqual)
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
