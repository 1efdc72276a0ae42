//! E0201: this word cannot stand here.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::names::schema::Schema;
use crate::syntax::keywords::Keyword;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0201",
    severity: Severity::Error,
    title: Words::new("这里不能写这个词", "this word cannot stand here"),
    explanation: Words::new(
        "每种块里可以写哪些词是固定的，见语言参考。写错字、写到别的块里，或漏了前面的关键字，都会得到这条错误。",
        "Which words may stand in a block is fixed, see the reference. A slip of the pen, a word of another block or a missing keyword lead here.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 成办 政务服务局；法定 20 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日 }
}
"#,
};

/// `written` begins a row of a block of `schema`, where it cannot stand; `elsewhere`: it is a word of other blocks.
#[must_use]
pub fn unknown_property(
    place: Place,
    written: &str,
    elsewhere: bool,
    schema: &Schema,
    close: &[String],
) -> Diagnostic {
    let (block_zh, block_en) = (schema.name.zh, schema.name.en);
    let zh = match (written.is_empty(), elsewhere) {
        (true, _) => format!("“{block_zh}”里的一行应以一个词开头"),
        (_, true) => format!("“{written}”不能写在“{block_zh}”里"),
        _ => format!("“{block_zh}”里没有“{written}”这一项"),
    };
    let en = match (written.is_empty(), elsewhere) {
        (true, _) => format!("a row of {block_en} begins with a word"),
        (_, true) => format!("“{written}” cannot stand in {block_en}"),
        _ => format!("{block_en} has no “{written}”"),
    };
    let found = at(&INFO, place, zh, en);
    if let [_, ..] = close {
        return did_you_mean(found, place, close);
    }
    if let Some(word) =
        schema.properties.iter().map(|p| p.keyword.zh()).find(|word| written.starts_with(word))
    {
        let apart = written.strip_prefix(word).unwrap_or_default();
        return found
            .help(
                format!("“{word}”和后面的话之间空一格：{word} {apart}"),
                format!("leave a space behind “{word}”: {word} {apart}"),
            )
            .fix(
                format!("分开写成“{word} {apart}”"),
                format!("write “{word} {apart}”"),
                place.span,
                format!("{word} {apart}"),
            );
    }
    let expected = ["办结", "结果", "时限", "材料", "跑动", "踏勘", "收费", "表单字段"];
    if schema.properties.iter().any(|p| p.keyword == Keyword::Expect) && expected.contains(&written) {
        return found.help(
            format!("“期望”的几项写在一行，用“，”隔开，例如：期望 材料 = 7 份，{written} = …"),
            format!("what is expected stands in one row, with commas: 期望 材料 = 7 份，{written} = …"),
        );
    }
    let words: Vec<&str> = schema.properties.iter().map(|p| p.keyword.zh()).collect();
    let list = words.join("、");
    found.help(format!("这里可以写：{list}"), format!("what may stand here: {list}"))
}
