//! E0444: a suspension without a basis.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::TestLine;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0444",
    severity: Severity::Error,
    title: Words::new("中止没有写依据", "a suspension without a basis"),
    explanation: Words::new(
        "中止以后一切时限都不走（规则 F5），所以要写明凭什么中止：在动作和对象后面用引号写。",
        "While the work is suspended no limit runs (rule F5), so the reason is written down, in quotation marks behind the target.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-27 09:00 提交
        2026-03-02 中止 办证
        2026-03-04 恢复 办证
        期望 办结 = 2026-03-09
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    测试 “一例” {
        2026-02-27 09:00 提交
        2026-03-02 中止 办证 “相关诉讼尚未审结”
        2026-03-04 恢复 办证
        期望 办结 = 2026-03-09
    }
}
"#,
};

/// The row says 中止 and no reason.
#[must_use]
pub fn without_basis(line: &TestLine) -> Diagnostic {
    at(&INFO, line.verb.place, "中止要写明依据", "a suspension needs a basis").help(
        "在后面用引号写，如：“相关诉讼尚未审结”",
        "write it behind, in quotation marks: “相关诉讼尚未审结”",
    )
}
