//! The words before a block: which of them open one, and where its `{` belongs.

use super::Mark;
use crate::syntax::keywords::{Group, Keyword};

/// A line that begins with the word of a declaration, such as 事项.
pub fn begins_declaration(text: &str, mark: &Mark) -> bool {
    let line = text.get(mark.start..).unwrap_or_default();
    let word = words(line).next().and_then(|(_, word)| Keyword::from_spelling(word));
    word.and_then(Keyword::info).is_some_and(|info| info.group == Group::Declaration)
}

/// The row of the line before goes on in the line of `mark`: a mark that joins stands at the end of the one or at the
/// beginning of the other.
pub fn goes_on(text: &str, mark: &Mark) -> bool {
    let before = text.get(..mark.after).unwrap_or_default();
    let behind = text.get(mark.start..).unwrap_or_default();
    before.ends_with(joins) || behind.starts_with(joins)
}

fn joins(mark: char) -> bool {
    matches!(
        mark,
        ',' | '，'
            | '、'
            | ':'
            | '：'
            | '='
            | '＝'
            | '>'
            | '＞'
            | '<'
            | '＜'
            | '→'
            | '|'
            | '｜'
            | '.'
            | '．'
            | '～'
            | '~'
            | '-'
            | '≤'
            | '≥'
            | '≠'
            | '且'
            | '或'
            | '('
            | '（'
    )
}

/// Where a `{` was left out between `from` and the `}` at `close`, which stand on one line; and whether it belongs
/// directly before a word (else behind one). `flow`: only behind a word of the flow.
pub fn forgotten_brace(text: &str, from: usize, close: usize, flow: bool) -> Option<(usize, bool)> {
    let segment = text.get(from..close)?;
    let mut named = false;
    for (at, word) in words(segment) {
        let Some(info) = Keyword::from_spelling(word).and_then(Keyword::info) else { continue };
        let at = from.saturating_add(at);
        if flow && info.group != Group::Flow {
            continue;
        }
        let nameless = info.group == Group::Flow
            || matches!(info.keyword, Keyword::Before | Keyword::Promise | Keyword::Scenario | Keyword::Flow);
        if nameless && !named {
            let end = at.saturating_add(word.len());
            let empty = text.get(end..close).is_none_or(|rest| rest.trim().is_empty() || rest.contains('→'));
            if !empty {
                return Some((end, false));
            }
        } else if info.group == Group::Declaration && !named {
            named = true;
        } else if named && info.keyword != Keyword::Is {
            return Some((at, true));
        }
    }
    None
}

/// The words of a stretch, quotations aside.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..)?;
            let first = rest.chars().next()?;
            let closing = match first {
                '《' => Some('》'),
                '“' => Some('”'),
                '"' => Some('"'),
                _ => None,
            };
            let start = at;
            if let Some(closing) = closing {
                let body = rest.get(first.len_utf8()..).unwrap_or_default();
                let length = body.find(closing).map_or(0, |end| end.saturating_add(closing.len_utf8()));
                at = at.saturating_add(first.len_utf8()).saturating_add(length);
                continue;
            }
            let length =
                rest.find(|mark: char| !(mark.is_alphanumeric() || mark == '_')).unwrap_or(rest.len());
            if length > 0 {
                at = at.saturating_add(length);
                return rest.get(..length).map(|word| (start, word));
            }
            at = at.saturating_add(first.len_utf8());
        }
    })
}

/// Where the `}` of a block belongs that holds no flow, though `→` follows on the line: `一窗受理 { 渠道 窗口 → 甲`.
pub fn before_arrow(text: &str, header: &str, open: &Mark) -> Option<usize> {
    let last = words(header).last().and_then(|(_, word)| Keyword::from_spelling(word));
    if !matches!(last, Some(Keyword::Intake | Keyword::Deliver)) {
        return None;
    }
    let line = text.get(open.end..)?.lines().next()?;
    let line = line.get(..line.find(['{', '}', '｛', '｝']).unwrap_or(line.len()))?;
    let arrow = line.find('→').or_else(|| line.find("->"))?;
    Some(open.end.saturating_add(line.get(..arrow)?.trim_end().len()))
}
