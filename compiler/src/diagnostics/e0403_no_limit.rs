//! E0403: an item without a limit.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0403",
    severity: Severity::Error,
    title: Words::new("事项没有时限", "an item without a limit"),
    explanation: Words::new(
        "事项要有 `承诺` 或 `法定` 时限，至少一个；只写法定的，按法定计算。",
        "An item has a promised (承诺) or a statutory (法定) limit, or both; without a promise the statutory one counts.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日 }
}
"#,
};

/// `item` has neither limit.
#[must_use]
pub fn no_limit(item: &Name) -> Diagnostic {
    let text = &item.value;
    let zh = format!("“{text}”既没有承诺时限，也没有法定时限");
    at(&INFO, item.place, zh, format!("“{text}” has neither a promised nor a statutory limit"))
        .help("加上一行，如：法定 20 工作日", "add a row such as: 法定 20 工作日")
}
