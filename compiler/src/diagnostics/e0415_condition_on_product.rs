//! E0415: a condition on a product.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0415",
    severity: Severity::Error,
    title: Words::new("产出的材料写了条件", "a condition on a product"),
    explanation: Words::new(
        "前序产出的材料，产出它的事项适用时才有，不再另写 `当`。把条件写在事项上。",
        "A product is there exactly where the item that issues it applies, so it takes no `当` of its own. Put the condition on the item.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    情形 { 新办: 是否 }
    材料 《营业执照》 { 来源 前序产出；当 新办 }
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 5 工作日；产出 《营业执照》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    情形 { 新办: 是否 }
    材料 《营业执照》 { 来源 前序产出 }
    事项 登记 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 新办；产出 《营业执照》 }
}
"#,
};

/// `name` is issued by an item, and `when` is the condition written on it.
#[must_use]
pub fn condition_on_product(when: Place, name: &Name) -> Diagnostic {
    let text = &name.value;
    let zh = format!("“{text}”由前面的事项产出，不能另写条件");
    at(&INFO, when, zh, format!("“{text}” is issued by an item and takes no condition of its own"))
        .help("把条件写在产出它的事项上", "put the condition on the item that issues it")
}
