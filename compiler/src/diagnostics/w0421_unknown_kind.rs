//! W0421: a kind of item that the standard does not know.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0421",
    severity: Severity::Warning,
    title: Words::new("没有这种事项类型", "an unknown kind of item"),
    explanation: Words::new(
        "事项类型以 GB/T 39046 表 A.1 为准：行政许可、行政处罚、行政强制、行政征收、行政给付、行政检查、行政确认、行政奖励、行政裁决、其他行政权力、公共服务。备案等写作 `其他行政权力`。",
        "The kinds of items are those of GB/T 39046, table A.1: 行政许可, 行政处罚, 行政强制, 行政征收, 行政给付, 行政检查, 行政确认, 行政奖励, 行政裁决, 其他行政权力, 公共服务. A filing (备案) is `其他行政权力`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许克 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
};

/// `kind` is not in the list; `close` are those like it.
#[must_use]
pub fn unknown_kind(kind: &Name, known: &[&str], close: &[String]) -> Diagnostic {
    let text = &kind.value;
    let found =
        at(&INFO, kind.place, format!("没有“{text}”这种事项类型"), format!("“{text}” is no kind of item"));
    if close.is_empty() {
        let list = known.join("、");
        return found.help(format!("可以写：{list}"), format!("the kinds are: {list}"));
    }
    did_you_mean(found, kind.place, close)
}
