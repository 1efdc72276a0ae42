//! E0211: an item stands twice in 流程.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0211",
    severity: Severity::Error,
    title: Words::new("流程里同一事项出现两次", "an item stands twice in 流程"),
    explanation: Words::new(
        "一个事项在一件事里只办一次，流程里也只写一次。",
        "An item is handled once, so it stands once in 流程.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 办证 → 办证 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
    流程 { 办证 }
}
"#,
};

/// The item `name` already stands at `first`.
#[must_use]
pub fn item_twice_in_flow(name: &Name, first: Place) -> Diagnostic {
    let text = &name.value;
    at(
        &INFO,
        name.place,
        format!("事项“{text}”在流程里出现了两次"),
        format!("the item “{text}” stands twice in 流程"),
    )
    .label_in(first.file, first.span, "第一次在这里", "the first time")
    .help("只留一处", "keep one of them")
}
