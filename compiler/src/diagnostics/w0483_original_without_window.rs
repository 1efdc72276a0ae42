//! W0483: no window at which to show the original.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0483",
    severity: Severity::Warning,
    title: Words::new("不到窗口，看不到原件", "no window at which to show the original"),
    explanation: Words::new(
        "`原件核验` 要当面看原件，而本件事不在窗口受理，申请人没有机会出示。改在窗口受理，或者改交电子件。",
        "原件核验 means that somebody looks at the original, but the bundle is not handed in at a window. Take it in at a window, or ask for an electronic file.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《房产证》 { 形式 原件核验 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《房产证》 }
    流程 { 一窗受理 { 渠道 网上 } → 办证 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《房产证》 { 形式 电子 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《房产证》 }
    流程 { 一窗受理 { 渠道 网上 } → 办证 }
}
"#,
};

/// `material` is to be looked at, but the intake at `intake` has no window.
#[must_use]
pub fn original_without_window(medium: Place, material: &Name, intake: Place) -> Diagnostic {
    let text = &material.value;
    let zh = format!("“{text}”要核验原件，而本件事不在窗口受理");
    at(
        &INFO,
        medium,
        zh,
        format!("the original of “{text}” is to be looked at, but nobody comes to a window"),
    )
    .label_in(intake.file, intake.span, "受理的渠道", "the channel of intake")
    .help("改在窗口受理，或改交电子件", "take it in at a window, or ask for an electronic file")
}
