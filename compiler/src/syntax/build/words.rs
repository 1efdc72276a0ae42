//! What a word is: a keyword, a unit behind a number, a numeral with its unit, a keyword with a number glued to it,
//! or a name.

use super::Builder;
use super::terms::Row;
use crate::diagnostics::{
    e0101_unreadable, e0109_number_out_of_range, e0111_unknown_unit, e0112_name_too_long,
    e0119_missing_separator,
};
use crate::syntax::keywords::{KEYWORDS, Keyword};
use crate::syntax::limits::MAX_NAME_CHARS;
use crate::syntax::number::{begins_number, leading, numeral};
use crate::syntax::scan::patch::offset;
use crate::syntax::tree::{Span, TermKind};
use crate::syntax::units;

/// Reads one word behind the terms so far.
pub fn word(builder: &mut Builder<'_>, word: &str, place: Span, row: &mut Row) {
    let last = row.terms.last().map(|term| (term.kind.clone_number(), term.span));
    let keyword = Keyword::from_spelling(word);
    match last {
        Some((Some(Amount::Bare(number)), from)) => {
            if unit_behind(builder, number, from, word, place, row) {
                return;
            }
            if let Some((unit, bound)) = unit_and_bound(word) {
                let middle = place.start.saturating_add(offset(unit.len())).min(place.end);
                unit_behind(builder, number, from, unit, Span { end: middle, ..place }, row);
                return row.push(TermKind::Word(bound), Span { start: middle, end: place.end });
            }
            if keyword.is_none() {
                return unknown_unit(builder, number, from, word, place, row);
            }
        }
        // `3 个 工作日`
        Some((Some(Amount::Pieces(number)), from)) if units::lookup(word).is_some() => {
            row.terms.pop();
            return row.push(quantity(number, word), Span { end: place.end, ..from });
        }
        _ => {}
    }
    if let Some(keyword) = keyword {
        return row.push(TermKind::Word(keyword), place);
    }
    if numeral_word(word, place, row) || glued(word, place, row) {
        return;
    }
    row.broken |= too_long(builder, word, place);
    row.push(TermKind::Name { text: half_width(word), quoted: false }, place);
}

/// `㎡`, `m²`, `%`: means something only behind a number.
pub fn sign(builder: &mut Builder<'_>, sign: &str, place: Span, row: &mut Row) {
    let last = row.terms.last().map(|term| (term.kind.clone_number(), term.span));
    if let Some((Some(Amount::Bare(number)), from)) = last {
        row.terms.pop();
        let unit = if sign == "％" { units::PERCENT } else { sign };
        return row.push(quantity(number, unit), Span { end: place.end, ..from });
    }
    builder.report(e0101_unreadable::unreadable(builder.file, place, sign));
    row.broken = true;
}

/// A name with its full-width letters and digits written half-width: `材料１` and `材料1` are one name.
pub fn half_width(name: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => {
            u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c)
        }
        _ => c,
    };
    name.chars().map(narrow).collect()
}

/// Reports a name above the limit.
pub fn too_long(builder: &mut Builder<'_>, name: &str, place: Span) -> bool {
    let length = name.chars().count();
    if length > MAX_NAME_CHARS {
        builder.report(e0112_name_too_long::name_too_long(builder.file, place, length));
    }
    length > MAX_NAME_CHARS
}

/// A number a unit may follow.
enum Amount {
    Bare(i64),
    /// So many 个: a real unit may still follow.
    Pieces(i64),
}

impl TermKind {
    fn clone_number(&self) -> Option<Amount> {
        match self {
            Self::Number(number) => Some(Amount::Bare(*number)),
            Self::Quantity { millionths, unit } if unit == "个" => Some(Amount::Pieces(*millionths)),
            _ => None,
        }
    }
}

fn quantity(millionths: i64, unit: &str) -> TermKind {
    TermKind::Quantity { millionths, unit: unit.to_owned() }
}

/// The unit a word is, `个` before it dropped: `工作日`, `个工作日`, `个月`, `个`.
fn unit_of(word: &str) -> Option<&str> {
    if units::lookup(word).is_some() {
        return Some(word);
    }
    word.strip_prefix('个').filter(|unit| units::lookup(unit).is_some())
}

/// `10` + `工作日`, `30` + `万平方米`, `30` + `万`.
fn unit_behind(
    builder: &mut Builder<'_>,
    number: i64,
    from: Span,
    word: &str,
    place: Span,
    row: &mut Row,
) -> bool {
    let span = Span { end: place.end, ..from };
    if let Some(unit) = unit_of(word) {
        row.terms.pop();
        row.push(quantity(number, unit), span);
        return true;
    }
    let large = [('万', 10_000_i64), ('亿', 100_000_000)];
    let large = large.iter().find_map(|(mark, factor)| Some((word.strip_prefix(*mark)?, factor)));
    let Some((rest, factor)) = large.filter(|(rest, _)| rest.is_empty() || unit_of(rest).is_some()) else {
        return false;
    };
    row.terms.pop();
    let Some(number) = number.checked_mul(*factor) else {
        row.broken = true;
        builder.report(e0109_number_out_of_range::number_out_of_range(builder.file, span));
        return true;
    };
    row.push(unit_of(rest).map_or(TermKind::Number(number), |unit| quantity(number, unit)), span);
    true
}

/// `平方米以上`: a unit with a bound glued to it.
fn unit_and_bound(word: &str) -> Option<(&str, Keyword)> {
    let bounds =
        [Keyword::AtLeast, Keyword::AtMost, Keyword::Within, Keyword::Beyond, Keyword::Under, Keyword::Over];
    bounds.iter().find_map(|bound| {
        let unit = word.strip_suffix(bound.zh()).filter(|unit| unit_of(unit).is_some())?;
        Some((unit, *bound))
    })
}

/// A word behind a number that is no unit. The closest unit is taken for it, so that nothing else goes wrong.
fn unknown_unit(builder: &mut Builder<'_>, number: i64, from: Span, word: &str, place: Span, row: &mut Row) {
    let bare = word.strip_prefix('个').unwrap_or(word);
    if let Some((unit, next)) = units::prefix(bare).zip(keyword_behind_unit(bare)) {
        let at = place.end.saturating_sub(offset(next.len()));
        let (span, insert) = (Span { start: at, end: place.end }, Span { start: at, end: at });
        builder.report(e0119_missing_separator::missing_separator(builder.file, span, insert, next));
        row.terms.pop();
        row.push(quantity(number, unit), Span { end: at, ..from });
        row.broken = true;
        return;
    }
    if let Some(day) = bare.strip_prefix('月').filter(|day| day.starts_with(begins_number)) {
        let whole = if day.ends_with(['日', '号']) { Span { end: place.end, ..from } } else { place };
        builder.report(e0111_unknown_unit::date_without_year(builder.file, whole));
        row.broken = true;
        return;
    }
    let instead = units::prefix(bare).or_else(|| units::closest(bare));
    builder.report(e0111_unknown_unit::unknown_unit(builder.file, place, word, instead));
    row.terms.pop();
    row.push(quantity(number, instead.unwrap_or(word)), Span { end: place.end, ..from });
    row.broken |= instead.is_none();
}

/// `工作日材料`: the word of the next property, run together with a unit.
fn keyword_behind_unit(word: &str) -> Option<&str> {
    let next = word.strip_prefix(units::prefix(word)?)?;
    Keyword::from_spelling(next).filter(|keyword| keyword.begins_property()).map(|_| next)
}

/// `十个工作日`, `七份`, `十`: the whole word is a numeral, perhaps with its unit.
fn numeral_word(word: &str, place: Span, row: &mut Row) -> bool {
    if let Some(number) = numeral(word) {
        row.push(TermKind::Number(number), place);
        return true;
    }
    if let Some((number, unit)) = leading(word, |rest| unit_of(rest).map(str::to_owned)) {
        row.push(quantity(number, &unit), place);
        return true;
    }
    // `六个月以内`
    let bounded = leading(word, |rest| unit_and_bound(rest).map(|(unit, bound)| (unit.to_owned(), bound)));
    let Some((number, (unit, bound))) = bounded else { return false };
    let unit = unit_of(&unit).unwrap_or(&unit).to_owned();
    let middle = place.end.saturating_sub(offset(bound.zh().len())).max(place.start);
    row.push(quantity(number, &unit), Span { end: middle, ..place });
    row.push(TermKind::Word(bound), Span { start: middle, end: place.end });
    true
}

/// `法定3工作日`, `材料七份`: a keyword with a quantity glued to it is two terms.
fn glued(word: &str, place: Span, row: &mut Row) -> bool {
    // Most names have no number inside; those need no look at the whole table.
    if !word.chars().skip(1).any(begins_number) {
        return false;
    }
    let spellings = KEYWORDS.iter().flat_map(|info| [(info.zh, info.keyword), (info.en, info.keyword)]);
    let fitting = spellings.filter_map(|(spelling, keyword)| {
        let rest = word.strip_prefix(spelling)?;
        let (number, unit) = leading(rest, |rest| unit_of(rest).map(str::to_owned))?;
        Some((spelling.len(), keyword, number, unit))
    });
    let Some((length, keyword, number, unit)) = fitting.max_by_key(|(length, ..)| *length) else {
        return false;
    };
    let middle = place.start.saturating_add(offset(length)).min(place.end);
    row.push(TermKind::Word(keyword), Span { start: place.start, end: middle });
    row.push(quantity(number, &unit), Span { start: middle, end: place.end });
    true
}
