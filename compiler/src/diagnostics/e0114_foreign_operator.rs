//! E0114: an operator of another language.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0114",
    severity: Severity::Error,
    title: Words::new("不用这个运算符", "an operator of another language"),
    explanation: Words::new(
        "相等写 `=`，不等写 `≠`，并且写 `且`，或者写 `或`，否定写 `非`，先后写 `→`。",
        "Write `=` for equal, `≠` for unequal, `且` (and), `或` (or), `非` (not), `→` for what follows.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    情形 { 户外招牌: 是否 问 “是否设置户外招牌？” }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；当 户外招牌 == 是；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    情形 { 户外招牌: 是否 问 “是否设置户外招牌？” }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；当 户外招牌 = 是；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The operator `found` at `span` should be `instead`.
#[must_use]
pub fn foreign_operator(file: FileId, span: Span, found: &str, instead: &str) -> Diagnostic {
    Diagnostic::new(
        &INFO,
        file,
        span,
        format!("这里不用“{found}”，应写“{instead}”"),
        format!("“{found}” is not used here, write “{instead}”"),
    )
    .fix(format!("改为“{instead}”"), format!("replace it by “{instead}”"), span, instead)
}
