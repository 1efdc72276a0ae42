//! E0427: an item that may come late cannot end the case.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0427",
    severity: Severity::Error,
    title: Words::new("后补的事项不能一票否决", "an item that may come late cannot end the case"),
    explanation: Words::new(
        "`后补` 的事项可能在办结以后才决定，那时整件事已经办结，一票否决不了。",
        "An item marked `后补` may be decided after the case has been finished, and cannot end it then.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；后补；不予 一票否决 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 甲 是 行政许可 { 承办 政务服务局；承诺 5 工作日；后补 }
    事项 乙 是 行政许可 { 承办 政务服务局；承诺 3 工作日 }
}
"#,
};

/// The item is marked both 后补 and 一票否决.
#[must_use]
pub fn late_and_veto(item: &Name) -> Diagnostic {
    let name = &item.value;
    at(
        &INFO,
        item.place,
        format!("“{name}”既写“后补”，又写“一票否决”"),
        format!("“{name}” is marked both 后补 and 一票否决"),
    )
    .help("去掉其中一样", "drop one of the two")
}
