//! E0210: nobody produces this material.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0210",
    severity: Severity::Error,
    title: Words::new("前序产出的材料没有事项产出", "nobody produces this material"),
    explanation: Words::new(
        "材料写了 `来源 前序产出`，就要有一个事项 `产出` 它，否则永远等不到。",
        "A material of source 前序产出 must be the 产出 of some item, or it never comes.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    材料 《批复》 { 来源 前序产出 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《批复》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    材料 《批复》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《批复》 }
}
"#,
};

/// `material` should come from an item, but none produces it.
#[must_use]
pub fn missing_producer(material: &Name, source: Place) -> Diagnostic {
    let text = &material.value;
    let zh = format!("材料“{text}”来自前序产出，但没有事项产出它");
    let en = format!("“{text}” should be produced by an earlier item, but none does");
    at(&INFO, source, zh, en).help(
        format!("在产出它的事项里写：产出 《{text}》；或改来源为 申请人、共享"),
        format!(
            "write `产出 《{text}》` in the item that produces it, or change the source to 申请人 or 共享"
        ),
    )
}
