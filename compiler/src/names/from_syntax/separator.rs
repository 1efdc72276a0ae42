//! Two properties on one line with `，` or nothing between them, where `；` belongs.

use crate::syntax::keywords::{KEYWORDS, Keyword};
use crate::syntax::tree::{Span, Symbol, Term, TermKind};

/// What to mark, what to replace by `；`, and the word of the second property.
pub type Found = (Span, Span, String);

/// What follows a complete property is another one: what to mark, what to replace by `；`, and its word.
pub fn missing(taken: Option<&Term>, rest: &[Term]) -> Option<Found> {
    let next = rest.first()?;
    if let TermKind::Symbol(Symbol::Comma | Symbol::Enumeration) = next.kind {
        let word = word(rest.get(1)?)?;
        return Some((next.span, next.span, word.zh().to_owned()));
    }
    if let Some(word) = word(next) {
        let at = taken.map_or(next.span.start, |taken| taken.span.end);
        return Some((next.span, Span { start: at, end: at }, word.zh().to_owned()));
    }
    let taken = taken?;
    glued_term(taken)
}

/// `需要 《甲》，产出 《乙》`: the comma ends the list, for a word of another property and what belongs to it follow.
pub fn ends_list(rest: &[Term]) -> bool {
    let [comma, next, behind, ..] = rest else { return false };
    matches!(comma.kind, TermKind::Symbol(Symbol::Comma | Symbol::Enumeration))
        && word(next).is_some()
        && !matches!(behind.kind, TermKind::Symbol(_) | TermKind::Block(_))
}

/// `申请人容缺`: two words of the language run together.
pub fn run_together(term: &Term) -> Option<Found> {
    let found = glued_term(term)?;
    let TermKind::Name { text, .. } = &term.kind else { return None };
    Keyword::from_spelling(text.strip_suffix(found.2.as_str())?).map(|_| found)
}

fn glued_term(taken: &Term) -> Option<Found> {
    let TermKind::Name { text, quoted: false } = &taken.kind else { return None };
    let word = glued(text)?;
    let at = taken.span.end.saturating_sub(u32::try_from(word.len()).unwrap_or(0));
    Some((Span { start: at, end: taken.span.end }, Span { start: at, end: at }, word.to_owned()))
}

/// The word of a property.
fn word(term: &Term) -> Option<Keyword> {
    match term.kind {
        TermKind::Word(keyword) if keyword.begins_property() => Some(keyword),
        _ => None,
    }
}

/// `市监局承诺`: a name with the word of the next property at its end.
fn glued(name: &str) -> Option<&'static str> {
    let known = KEYWORDS.iter().filter(|info| info.keyword.begins_property());
    let fitting = known.filter(|info| name.len() > info.zh.len() && name.ends_with(info.zh));
    fitting.map(|info| info.zh).max_by_key(|word| word.len())
}
