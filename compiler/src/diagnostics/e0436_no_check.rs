//! E0436: nobody says how long the check behind a commitment may take.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0436",
    severity: Severity::Error,
    title: Words::new("告知承诺没有写多久核查", "no limit for the check behind a commitment"),
    explanation: Words::new(
        "凭承诺作了决定，要事后核查。多久核查完，写在 `核查` 里，或由辖区规则的 `事后核查` 定（浙江省是 60 工作日）；都没有就不知道哪天算逾期。",
        "A decision on a commitment is checked afterwards. How long that may take stands in `核查`, or in `事后核查` of the profile (60 working days in 浙江); without either nobody knows when it is overdue.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《告知承诺书》 { 来源 告知承诺 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 1 工作日；需要 《告知承诺书》；改革方式 告知承诺 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《告知承诺书》 { 来源 告知承诺 }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 1 工作日；需要 《告知承诺书》；改革方式 告知承诺 { 核查 60 工作日 } }
}
"#,
};

/// `item` is decided on a commitment, as it says at `place`, and its check has no limit.
#[must_use]
pub fn no_check(place: Place, item: &Name, profile: &str) -> Diagnostic {
    at(
        &INFO,
        place,
        format!("“{}”凭承诺作决定，没有写多久核查完，辖区规则“{profile}”也没有写", item.value),
        format!("“{}” is decided on a commitment; neither it nor “{profile}” limits the check", item.value),
    )
    .help("写 `告知承诺 { 核查 60 工作日 }`", "write `告知承诺 { 核查 60 工作日 }`")
}
