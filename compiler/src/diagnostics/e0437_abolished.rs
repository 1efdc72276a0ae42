//! E0437: the flow holds an item that is done away with.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0437",
    severity: Severity::Error,
    title: Words::new("已经取消审批的事项还在流程里", "the flow holds an item that is done away with"),
    explanation: Words::new(
        "`改革方式 取消审批` 的事项不再办：只要它的材料不再收，它的改革前的数还在合计里。所以流程里不能再写它。别的事项需要它产出的证照的，改为共享，或者不再要。",
        "An item with `改革方式 取消审批` is done no more: materials that only it needed are not asked for, its former figures stay in the sum. So the flow cannot hold it. Where another item needs its product, share it, or need it no more.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 资质审批 是 行政许可 { 承办 政务服务局；改革前 20 工作日、1 次；改革方式 取消审批 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；改革前 20 工作日、1 次 }
    流程 { 资质审批 → 办证 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 资质审批 是 行政许可 { 承办 政务服务局；改革前 20 工作日、1 次；改革方式 取消审批 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；改革前 20 工作日、1 次 }
    流程 { 一窗受理 → 办证 }
}
"#,
};

/// The flow holds `name`, which is done away with.
#[must_use]
pub fn abolished(name: &Name) -> Diagnostic {
    at(
        &INFO,
        name.place,
        format!("“{}”已经取消审批，不再办", name.value),
        format!("“{}” is done away with", name.value),
    )
    .help("从流程里删去", "take it out of the flow")
}
