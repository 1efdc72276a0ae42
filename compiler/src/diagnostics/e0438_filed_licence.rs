//! E0438: a filing is no licence.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0438",
    severity: Severity::Error,
    title: Words::new("改为备案的事项还写成行政许可", "a filing is no licence"),
    explanation: Words::new(
        "审批改为备案以后，材料齐全就予备案，没有准与不准，不再是行政许可。备案写作 `其他行政权力`。",
        "What is filed instead of approved is filed if the papers are complete: there is nothing to grant, and it is no licence (行政许可). A filing is `其他行政权力`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；改革方式 改为备案 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 其他行政权力 { 承办 政务服务局；改革方式 改为备案 }
}
"#,
};

/// `item` is filed, as it says at `place`, and called a licence.
#[must_use]
pub fn filed_licence(place: Place, item: &Name) -> Diagnostic {
    at(
        &INFO,
        place,
        format!("“{}”改为备案了，就不再是行政许可", item.value),
        format!("“{}” is filed instead, so it is no licence", item.value),
    )
    .help("写 `是 其他行政权力`", "write `是 其他行政权力`")
}
