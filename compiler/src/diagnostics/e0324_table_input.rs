//! E0324: a decision table may not look at this.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::Rule;
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0324",
    severity: Severity::Error,
    title: Words::new("决策表不能看这个", "a decision table may not look at this"),
    explanation: Words::new(
        "决策表的行只看 `输入` 列出的问题（没有写 `输入`，就不限）。决策表可以看写在它前面的决策表；问题要不要问，不能取决于决策表。",
        "The rows of a decision table look only at what 输入 lists; without 输入 at anything. A table may look at tables before it. Whether a question is asked cannot depend on a table.",
    ),
    example: Example::Text(
        r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输入 项目类型
        输出 简易、一般
        当 建筑面积 < 500 ㎡ → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
    ),
    corrected: r#"一件事 我要建设 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    情形 { 项目类型: 工业 | 市政；建筑面积: 面积 }
    规则 审批方式 {
        输入 建筑面积
        输出 简易、一般
        当 建筑面积 < 500 ㎡ → 简易
        否则 → 一般
    }
    事项 审查 是 行政许可 { 承办 政务服务局；承诺 5 工作日；当 审批方式 = 一般 }
}
"#,
};

/// A row speaks of something that 输入 does not list.
#[must_use]
pub fn not_an_input(place: Place, name: &str, rule: &Rule) -> Diagnostic {
    let table = &rule.name.value;
    let zh = format!("“{table}”的输入里没有“{name}”");
    let found = at(&INFO, place, zh, format!("“{name}” is no input of “{table}”"));
    let found = match rule.inputs.first() {
        Some(first) => {
            found.label_in(first.place.file, first.place.span, "输入在这里列出", "the inputs are listed here")
        }
        None => found,
    };
    found.help(
        format!("把“{name}”加进输入，或者不看它"),
        format!("add “{name}” to 输入, or do not look at it"),
    )
}

/// The table stands further down, or a question depends on it.
#[must_use]
pub fn not_known_yet(name: &Name, declared: Place, by_question: bool) -> Diagnostic {
    let table = &name.value;
    let (zh, en, help, advice) = if by_question {
        (
            format!("要不要问，不能取决于决策表“{table}”"),
            format!("whether a question is asked cannot depend on the table “{table}”"),
            "直接写出条件",
            "write the condition itself",
        )
    } else {
        (
            format!("决策表“{table}”写在后面，这里还看不到"),
            format!("the table “{table}” stands further down and is not known here"),
            "把它移到前面来",
            "move it up",
        )
    };
    at(&INFO, name.place, zh, en)
        .label_in(declared.file, declared.span, "它在这里声明", "it is declared here")
        .help(help, advice)
}
