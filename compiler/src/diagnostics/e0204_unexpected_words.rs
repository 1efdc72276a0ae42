//! E0204: this is not how it is written.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Edit, Example, Severity, Words};
use crate::names::from_syntax::Want;
use crate::names::surface::Measure;
use crate::names::{Place, Span};
use crate::suggest;
use crate::syntax::keywords::Keyword;
use crate::syntax::tree::TermKind;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0204",
    severity: Severity::Error,
    title: Words::new("写法不对", "this is not how it is written"),
    explanation: Words::new(
        "每个词后面该写什么是固定的，见语言参考。错误指向第一个对不上的地方：写着什么，应写什么。写成数字的名称要加书名号：《一》。",
        "What follows each word is fixed, see the reference. The mark stands at the first thing that does not fit and says what was found and what is expected. A name that is a number is quoted: 《一》.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《申请表》 { 份数 很多 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请表》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《申请表》 { 份数 2 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请表》 }
}
"#,
};

/// What stands at `place` does not fit (or nothing stands there: the row ends too early). `words` are those that could
/// stand there: a slip in one is named.
#[must_use]
pub fn unexpected_words(place: Place, found: Option<&TermKind>, want: Want, words: &[&str]) -> Diagnostic {
    let Want { word, payload, example } = want;
    let (zh, en) = match found {
        None => (format!("“{word}”后面没有写完"), format!("“{word}” is not complete")),
        Some(found) => {
            let (zh, en) = found_words(found);
            (format!("“{word}”这里不能写{zh}"), format!("{en} cannot stand here in “{word}”"))
        }
    };
    let base = at(&INFO, place, zh, en);
    if let Some(TermKind::Name { text, quoted: false }) = found {
        let of_day =
            ["上午", "下午", "中午", "晚上", "早上", "凌晨"].iter().any(|part| text.starts_with(part));
        if of_day || text.contains('点') && text.starts_with(|c: char| c.is_numeric()) {
            return base.help(
                "时刻用 24 小时写，例如 17:00",
                "write the time of day in 24 hours, for example 17:00",
            );
        }
        let close = suggest::close(text, words.iter().copied());
        if !close.is_empty() {
            return did_you_mean(base, place, &close);
        }
    }
    let (zh, en) = advice(payload, example, words);
    if words.contains(&Keyword::Submit.zh()) && matches!(found, Some(TermKind::Name { .. })) {
        return base.help(
            format!("先写做了什么，谁做的用“由”写在后面，例如：不予 办证 由 城市管理局 “理由”。{zh}"),
            format!("first what is done, then by whom with 由: 不予 办证 由 城市管理局 “理由”. {en}"),
        );
    }
    if !matches!(found, Some(TermKind::Number(_) | TermKind::Quantity { .. })) || !takes_name(payload) {
        return base.help(zh, en);
    }
    let quote = (
        format!("{zh}；名称里有数字的要加书名号，例如《一》《提前二十日》"),
        format!("{en}; a name with a number in it is quoted, for example 《一》"),
    );
    if !matches!(found, Some(TermKind::Number(_))) {
        return base.help(quote.0, quote.1);
    }
    let (start, end) = (place.span.start, place.span.end);
    let mark = |at: u32, text: &str| Edit {
        file: place.file,
        span: Span { start: at, end: at },
        text: text.to_owned(),
    };
    base.help(quote.0, quote.1).fix_all(
        "加上书名号",
        "quote the name",
        vec![mark(start, "《"), mark(end, "》")],
    )
}

/// What should be written.
fn advice(payload: Words, example: &str, words: &[&str]) -> (String, String) {
    let Words { zh, en } = payload;
    if !example.is_empty() {
        return (format!("应写{zh}，例如：{example}"), format!("write {en}, for example: {example}"));
    }
    if words.is_empty() {
        return (format!("应写：{zh}"), format!("write: {en}"));
    }
    let list = words.join("、");
    (format!("这里可以写：{list}"), format!("what may stand here: {list}"))
}

/// Whether a name may stand there, by the words of the schema.
fn takes_name(payload: Words) -> bool {
    payload.en.contains("name")
        || payload.zh.contains("名称")
        || payload.zh.contains("问题名")
        || payload.en.contains("department")
        || payload.en.contains("joint action")
}

/// What was found, as the designer sees it.
fn found_words(found: &TermKind) -> (String, String) {
    let both = |text: String| (format!("“{text}”"), format!("“{text}”"));
    match found {
        TermKind::Word(keyword) => both(keyword.zh().to_owned()),
        TermKind::Name { text, quoted: true } => (format!("《{text}》"), format!("《{text}》")),
        TermKind::Name { text, .. } => both(text.clone()),
        TermKind::Text(_) => ("引号里的文字".to_owned(), "a text in quotation marks".to_owned()),
        TermKind::Quantity { millionths, unit } => {
            both(Measure { millionths: *millionths, unit: unit.clone() }.words())
        }
        TermKind::Number(millionths) => {
            both(Measure { millionths: *millionths, unit: String::new() }.words())
        }
        TermKind::Time(_) => ("时刻".to_owned(), "a time of day".to_owned()),
        TermKind::Date { .. } => ("日期".to_owned(), "a date".to_owned()),
        TermKind::Symbol(symbol) => both(symbol.spelling().to_owned()),
        TermKind::Block(_) => ("花括号 { }".to_owned(), "a block in braces { }".to_owned()),
        TermKind::Group(_) => ("括号里的内容".to_owned(), "something in parentheses".to_owned()),
    }
}
