//! E0429: a promise that counts rework where there is none.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0429",
    severity: Severity::Error,
    title: Words::new("没有整改可算", "there is no rework to count"),
    explanation: Words::new(
        "`含 整改` 是说：每一轮整改和复核都发生，承诺的时限也守得住。哪个联合行动、环节可以整改，先在那里写 `整改 最多 … 次`。",
        "`含 整改` says that the promised limit holds even if every round of rework takes place. Say `整改 最多 … 次` in the joint action or step that can be reworked.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合验收 { 牵头 政务服务局；时限 2 工作日 }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 联合验收 }
    承诺 { 时限 30 工作日，含 整改 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    联合 联合验收 { 牵头 政务服务局；时限 2 工作日；整改 最多 1 次 { 时限 10 工作日；复核 3 工作日 } }
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 联合验收 }
    承诺 { 时限 30 工作日，含 整改 }
}
"#,
};

/// `含 整改` stands at `place`, but nothing can be reworked.
#[must_use]
pub fn no_rounds(place: Place) -> Diagnostic {
    at(&INFO, place, "没有哪个联合行动、环节写了整改", "no joint action and no step has rework").help(
        "在联合行动或环节里写“整改 最多 1 次 { 时限 10 工作日；复核 3 工作日 }”，或去掉“含 整改”",
        "write “整改 最多 1 次 { … }” in a joint action or step, or drop “含 整改”",
    )
}
