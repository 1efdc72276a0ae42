//! E0430: 不合格 of something that cannot be reworked.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0430",
    severity: Severity::Error,
    title: Words::new("它没有写整改", "it cannot be reworked"),
    explanation: Words::new(
        "测试里的 `不合格` 和 `整改` 说的是写了 `整改 最多 … 次` 的联合行动或环节。没有写整改的，不合格就是不予，用 `不予 事项`。",
        "`不合格` and `整改` of a test speak of a joint action or step in which `整改 最多 … 次` is written. Without it, what does not pass is refused: `不予 ITEM`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合验收 { 牵头 政务服务局；时限 2 工作日 }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 联合验收 }
    测试 “不合格” { 2026-03-02 10:00 提交；2026-03-04 不合格 联合验收；期望 结果 = 办结 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合验收 { 牵头 政务服务局；时限 2 工作日；整改 最多 1 次 { 时限 10 工作日；复核 3 工作日 } }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 联合验收 }
    测试 “不合格” { 2026-03-02 10:00 提交；2026-03-04 不合格 联合验收；期望 结果 = 办结 }
}
"#,
};

/// A line of a test speaks of `target`.
#[must_use]
pub fn no_rework(target: &Name) -> Diagnostic {
    let name = &target.value;
    at(&INFO, target.place, format!("“{name}”没有写整改"), format!("“{name}” has no rework")).help(
        format!("在“{name}”里写“整改 最多 1 次 {{ 时限 10 工作日；复核 3 工作日 }}”，或改成“不予”某个事项"),
        format!("write “整改 最多 1 次 {{ … }}” in “{name}”, or refuse an item"),
    )
}
