//! E0325: no such result.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};
use lianban_runtime::plan::GuardIx;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0325",
    severity: Severity::Error,
    title: Words::new("没有这个结果", "no such result"),
    explanation: Words::new(
        "决策表的结果只有 `输出` 列出的那几个。用它作条件时，写 `审批方式 = 简易`、`审批方式 ≠ 简易` 或 `审批方式 属于 简易、一般`。",
        "The results of a decision table are those that 输出 lists. As a condition write `审批方式 = 简易`, `审批方式 ≠ 简易` or `审批方式 属于 简易、一般`.",
    ),
    example: Example::Text(
        r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输出 简易、一般
        当 建筑面积 < 500 ㎡ → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 简意 }
}
"#,
    ),
    corrected: r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输出 简易、一般
        当 建筑面积 < 500 ㎡ → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 简易 }
}
"#,
};

/// `written` is no result of the table.
#[must_use]
pub fn no_such_result(written: &Name, table: &Name, outputs: &[Name], close: &[String]) -> Diagnostic {
    let (text, name) = (&written.value, &table.value);
    let zh = format!("“{name}”没有结果“{text}”");
    let found = at(&INFO, written.place, zh, format!("“{name}” has no result “{text}”"));
    if !close.is_empty() {
        return did_you_mean(found, written.place, close);
    }
    let known = known(outputs);
    found.help(format!("结果有：{known}"), format!("its results: {known}"))
}

/// A table stands alone as a condition.
#[must_use]
pub fn needs_a_result(name: &Name, outputs: &[(Name, GuardIx)]) -> Diagnostic {
    let text = &name.value;
    let example = outputs.first().map(|(first, _)| format!("{text} = {}", first.value)).unwrap_or_default();
    at(
        &INFO,
        name.place,
        format!("“{text}”是决策表，要写明等于哪个结果"),
        format!("“{text}” is a decision table: say which result"),
    )
    .help(format!("这样写：“{example}”"), format!("write “{example}”"))
}

/// Results have no larger or smaller.
#[must_use]
pub fn no_order(place: Place, table: &Name) -> Diagnostic {
    let name = &table.value;
    at(&INFO, place, format!("“{name}”的结果没有大小之分"), format!("the results of “{name}” have no order"))
        .help("只能用 =、≠ 或 属于", "use =, ≠ or 属于")
}

fn known(outputs: &[Name]) -> String {
    outputs.iter().map(|output| output.value.as_str()).collect::<Vec<_>>().join("、")
}
