//! E0443: an extension of nothing.

use super::semantic::{amount_words, at};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Spanned;
use lianban_runtime::time::Span as Amount;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0443",
    severity: Severity::Error,
    title: Words::new("延期没有可延的时限", "an extension of nothing"),
    explanation: Words::new(
        "延期加在时限上，单位要和时限的一样：事项的延期加在法定和承诺上，一件事的延期加在承诺的时限上。",
        "An extension is added to a limit in the unit of that limit: of an item to 法定 and 承诺, of a bundle to the 时限 of its promise.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；延期 1 月 { 批准 本机关负责人；依据 “行政许可法 第四十二条” } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；延期 10 工作日 { 批准 本机关负责人；依据 “行政许可法 第四十二条” } }
}
"#,
};

/// No limit counts in the unit of `most`, or nothing is added.
#[must_use]
pub fn extends_nothing(most: &Spanned<Amount>, limits: &[&Spanned<Amount>]) -> Diagnostic {
    let words = amount_words(most.value);
    let found = at(
        &INFO,
        most.place,
        format!("“{words}”没有可以加上去的时限"),
        format!("there is no limit that {words} could be added to"),
    );
    match limits.first() {
        Some(limit) => {
            let unit = limit.value.unit.word();
            found
                .label_in(limit.place.file, limit.place.span, "时限在这里", "the limit")
                .help(format!("用时限的单位写：{unit}"), format!("write it in the unit of the limit: {unit}"))
        }
        None => found
            .help("先写时限，如：承诺 { 时限 45 工作日 }", "write the limit first: 承诺 { 时限 45 工作日 }"),
    }
}
