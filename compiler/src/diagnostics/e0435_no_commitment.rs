//! E0435: decided on a commitment that nobody hands in.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0435",
    severity: Severity::Error,
    title: Words::new("告知承诺的事项没有承诺书", "decided on a commitment that nobody hands in"),
    explanation: Words::new(
        "`改革方式 告知承诺` 是凭申请人的书面承诺作决定，以后再核查。所以事项需要的材料里要有一份来源是 `告知承诺` 的。",
        "`改革方式 告知承诺` decides on what the applicant commits to in writing, and checks afterwards. So one of the materials that the item needs has the source `告知承诺`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《申请书》
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 1 工作日；需要 《申请书》；改革方式 告知承诺 { 核查 60 工作日 } }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《申请书》
    材料 《告知承诺书》 { 来源 告知承诺 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 1 工作日；需要 《申请书》、《告知承诺书》；改革方式 告知承诺 { 核查 60 工作日 } }
}
"#,
};

/// `item` is decided on a commitment, as it says at `place`, but needs none.
#[must_use]
pub fn no_commitment(place: Place, item: &Name) -> Diagnostic {
    at(
        &INFO,
        place,
        format!("“{}”凭承诺作决定，可是没有需要承诺书", item.value),
        format!("“{}” is decided on a commitment, but needs none", item.value),
    )
    .help(
        "写 `材料 《告知承诺书》 { 来源 告知承诺 }`，并写进事项的“需要”",
        "declare `材料 《告知承诺书》 { 来源 告知承诺 }` and let the item need it",
    )
}
