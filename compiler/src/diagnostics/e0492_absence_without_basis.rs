//! E0492: absence means consent without a basis.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0492",
    severity: Severity::Error,
    title: Words::new("缺席视为同意没有依据", "absence means consent without a basis"),
    explanation: Words::new(
        "缺席就算同意，是替别的部门作了表示，必须写明依据。",
        "To count an absent department as consenting is to speak for it; the basis has to be named.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 甲局、乙局
    联合 联合验收 是 验收 { 牵头 甲局；参加 乙局；时限 2 工作日；缺席 视为同意 }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；参加 联合验收 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 甲局、乙局
    联合 联合验收 是 验收 { 牵头 甲局；参加 乙局；时限 2 工作日；缺席 视为同意，依据 “宜春市并联审批办法” }
    事项 办证 是 行政许可 { 承办 甲局；法定 20 工作日；承诺 5 工作日；参加 联合验收 }
}
"#,
};

/// 视为同意 without 依据.
#[must_use]
pub fn absence_without_basis(place: Place) -> Diagnostic {
    at(&INFO, place, "缺席视为同意，要写依据", "a basis is needed for counting absence as consent").help(
        "在后面写：，依据 “文件和条款”；没有依据就写 不得缺席",
        "add ，依据 “document and article”, or write 不得缺席",
    )
}
