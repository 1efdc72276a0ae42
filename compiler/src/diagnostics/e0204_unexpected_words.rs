//! E0204: this is not how it is written.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::names::from_syntax::Want;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0204",
    severity: Severity::Error,
    title: Words::new("写法不对", "this is not how it is written"),
    explanation: Words::new(
        "每个词后面该写什么是固定的，见语言参考。错误指向第一个对不上的地方。",
        "What follows each word is fixed, see the reference. The mark stands at the first thing that does not fit.",
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

/// What stands at `place` (or the missing end of the row) does not fit.
#[must_use]
pub fn unexpected_words(place: Place, at_end: bool, want: Want) -> Diagnostic {
    let Want { word, payload, example } = want;
    let (zh, en) = if at_end {
        (format!("“{word}”没有写完"), format!("“{word}” is not complete"))
    } else {
        (format!("“{word}”里这样写看不懂"), format!("this does not fit “{word}”"))
    };
    let found = at(&INFO, place, zh, en);
    if example.is_empty() {
        return found.help(format!("应写：{}", payload.zh), format!("write: {}", payload.en));
    }
    found.help(
        format!("应写{}，例如：{example}", payload.zh),
        format!("write {}, for example: {example}", payload.en),
    )
}
