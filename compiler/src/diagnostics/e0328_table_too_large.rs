//! E0328: a decision table too large to check.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0328",
    severity: Severity::Error,
    title: Words::new("决策表太大，查不完", "a decision table too large to check"),
    explanation: Words::new(
        "有没有空缺、重不重叠，要把行里说到的每一种回答组合都看一遍。这张表的组合超过二十万种。把它拆成几张：先得出中间结果，再由后一张表来看。",
        "Whether there are gaps or overlaps is found by looking at every combination of answers that the rows can tell apart. This table has more than two hundred thousand. Split it: let one table give results that the next one looks at.",
    ),
    example: Example::Text(
        r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 问甲: 是否；问乙: 是否；问丙: 是否；问丁: 是否；问戊: 是否；问己: 是否；问庚: 是否；问辛: 是否；问壬: 是否；问癸: 是否；问子: 是否；问丑: 是否；问寅: 是否；问卯: 是否；问辰: 是否；问巳: 是否；问午: 是否；问未: 是否 }
    规则 审批方式 {
        输出 简易、一般
        当 问甲 且 问乙 且 问丙 且 问丁 且 问戊 且 问己 且 问庚 且 问辛 且 问壬 且 问癸 且 问子 且 问丑 且 问寅 且 问卯 且 问辰 且 问巳 且 问午 且 问未 → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
    ),
    corrected: r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 问甲: 是否；问乙: 是否；问丙: 是否；问丁: 是否；问戊: 是否；问己: 是否；问庚: 是否；问辛: 是否；问壬: 是否；问癸: 是否；问子: 是否；问丑: 是否；问寅: 是否；问卯: 是否；问辰: 是否；问巳: 是否；问午: 是否；问未: 是否 }
    规则 审批方式 {
        输出 简易、一般
        当 问甲 且 问乙 且 问丙 且 问丁 → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
};

/// The table could not be looked at as a whole.
#[must_use]
pub fn too_large(name: &Name) -> Diagnostic {
    let table = &name.value;
    at(
        &INFO,
        name.place,
        format!("“{table}”看的情形太多，查不完有没有空缺和重叠"),
        format!("“{table}” looks at too many cases to be checked for gaps and overlaps"),
    )
    .help(
        "拆成几张表，后一张看前一张的结果",
        "split it: let a later table look at the results of an earlier one",
    )
}
