//! How each term is spelt, and what stands between two of them.

use crate::diagnostics::Lang;
use crate::syntax::keywords::Keyword;
use crate::syntax::number::MILLION;
use crate::syntax::scan::text_closes;
use crate::syntax::tree::{Entry, File, Symbol, Term, TermKind};
use crate::syntax::units::PERCENT;

/// The language most keywords of a file are written in.
pub fn language(file: &File, text: &str) -> Lang {
    let (mut english, mut chinese) = (0_usize, 0_usize);
    for entry in &file.entries {
        count(entry, text, &mut english, &mut chinese);
    }
    if english > chinese { Lang::En } else { Lang::Zh }
}

fn count(entry: &Entry, text: &str, english: &mut usize, chinese: &mut usize) {
    for term in &entry.terms {
        match &term.kind {
            TermKind::Word(_) => {
                let first = text.get(term.span.start as usize..).and_then(|rest| rest.chars().next());
                let side =
                    if first.is_some_and(|first| first.is_ascii()) { &mut *english } else { &mut *chinese };
                *side = side.saturating_add(1);
            }
            TermKind::Block(block) => {
                block.entries.iter().for_each(|inner| count(inner, text, english, chinese))
            }
            _ => {}
        }
    }
}

/// A term on one line; blocks are laid out elsewhere.
pub fn term(kind: &TermKind, lang: Lang) -> String {
    match kind {
        TermKind::Word(keyword) => keyword.spelling(lang).to_owned(),
        TermKind::Name { text, quoted: true } => format!("《{text}》"),
        TermKind::Name { text, quoted: false } => text.clone(),
        TermKind::Text(text) => quote(text),
        // `6 月` would be June.
        TermKind::Quantity { millionths, unit } if unit == "月" => format!("{} 个月", number(*millionths)),
        TermKind::Quantity { millionths, unit } if unit == PERCENT => {
            format!("{}{unit}", number(*millionths))
        }
        TermKind::Quantity { millionths, unit } => format!("{} {unit}", number(*millionths)),
        TermKind::Number(millionths) => number(*millionths),
        TermKind::Date { ymd: (year, month, day), minute } => {
            let date = format!("{year:04}-{month:02}-{day:02}");
            match minute {
                Some(minute) => format!("{date} {}", clock(*minute)),
                None => date,
            }
        }
        TermKind::Time(minute) => clock(*minute),
        TermKind::Symbol(symbol) => mark(*symbol, lang).to_owned(),
        TermKind::Group(inner) => match lang {
            Lang::Zh => format!("（{}）", terms(inner, lang)),
            Lang::En => format!("({})", terms(inner, lang)),
        },
        TermKind::Block(_) => "{}".to_owned(),
    }
}

/// `09:05`.
fn clock(minute: u32) -> String {
    let (hour, minute) = (minute.saturating_div(60), minute.checked_rem(60).unwrap_or(0));
    format!("{hour:02}:{minute:02}")
}

/// Several terms on one line.
pub fn terms(list: &[Term], lang: Lang) -> String {
    let mut out = String::new();
    let mut before: Option<&TermKind> = None;
    for next in list {
        if before.is_some_and(|before| spaced(before, &next.kind, lang)) {
            out.push(' ');
        }
        out.push_str(&term(&next.kind, lang));
        before = Some(&next.kind);
    }
    out
}

/// Whether a space stands between two terms.
pub fn spaced(before: &TermKind, after: &TermKind, lang: Lang) -> bool {
    use Symbol::{Colon, Comma, Dot, Enumeration, Range};
    let spaced_behind = match before {
        TermKind::Symbol(Comma) => lang == Lang::En,
        TermKind::Symbol(Enumeration | Dot) => false,
        TermKind::Symbol(Range) => lang == Lang::Zh,
        _ => true,
    };
    let spaced_before = match after {
        TermKind::Symbol(Comma | Enumeration | Colon | Dot) => false,
        TermKind::Symbol(Range) => lang == Lang::Zh,
        // `文本（50 字）`, `原件（收）`
        TermKind::Group(_) => {
            let word = matches!(before, TermKind::Word(Keyword::PlainText | Keyword::Original));
            !word && !matches!(before, TermKind::Name { .. } | TermKind::Quantity { .. })
        }
        _ => true,
    };
    spaced_behind && spaced_before
}

/// Whether a row that is too long may be broken between two terms.
pub fn breakable(before: &TermKind, after: &TermKind) -> bool {
    let begins = matches!(after, TermKind::Word(keyword) if keyword.begins_row());
    let behind = matches!(before, TermKind::Symbol(Symbol::Comma | Symbol::Enumeration)) && !begins;
    let ahead = matches!(
        after,
        TermKind::Symbol(Symbol::Arrow | Symbol::Bar) | TermKind::Word(Keyword::And | Keyword::Or)
    );
    behind || ahead
}

const fn mark(symbol: Symbol, lang: Lang) -> &'static str {
    match (symbol, lang) {
        (Symbol::Comma, Lang::En) => ",",
        (Symbol::Range, Lang::En) => "..",
        (Symbol::Colon, _) => ":",
        _ => symbol.spelling(),
    }
}

/// Codes stand in straight quotes, everything else in Chinese ones.
fn quote(text: &str) -> String {
    let curly = format!("“{text}”");
    if text.contains('"') {
        return if text_closes(&curly) { curly } else { format!("＂{text}＂") };
    }
    if text.is_ascii() || !text_closes(&curly) { format!("\"{text}\"") } else { curly }
}

/// An exact decimal without needless zeros.
fn number(millionths: i64) -> String {
    let (whole, fraction) = (millionths.checked_div(MILLION), millionths.checked_rem(MILLION));
    let (whole, fraction) = (whole.unwrap_or_default(), fraction.unwrap_or_default());
    if fraction == 0 {
        return whole.to_string();
    }
    format!("{whole}.{fraction:06}").trim_end_matches('0').to_owned()
}
