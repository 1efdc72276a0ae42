//! E0223: a parameter given from outside that does not fit.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;
use crate::suggest;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0223",
    severity: Severity::Error,
    title: Words::new("给的参数不合", "a parameter that was given does not fit"),
    explanation: Words::new(
        "`--parameter 名=值` 给一件事的参数定值。参数写在一件事的名称后面的括号里；`情形` 里的问题不是参数，由申请人回答，用 `--answer`。",
        "`--parameter NAME=VALUE` settles a parameter of a bundle. Parameters stand in parentheses behind its name; the questions of `情形` are none: the applicant answers them, with `--answer`.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证（项目类型: 工业 | 市政） {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日；当 项目类型 = 工业 }
}
"#,
};

/// `bundle` has no such parameter.
#[must_use]
pub fn no_such(bundle: &Name, name: &str, known: &[&str]) -> Diagnostic {
    let text = &bundle.value;
    let zh = format!("“{text}”没有参数“{name}”");
    let en = format!("“{text}” has no parameter “{name}”");
    let found = at(&INFO, bundle.place, zh, en);
    let close = suggest::close(name, known.iter().copied());
    match (close.first(), known) {
        (Some(near), _) => found.help(format!("是不是“{near}”？"), format!("did you mean “{near}”?")),
        (None, []) => found.help(
            "这件事没有参数；情形里的问题用 --answer 回答",
            "the bundle has no parameters; the questions of 情形 are answered with --answer",
        ),
        (None, _) => found.help(
            format!("它的参数有：{}", known.join("、")),
            format!("its parameters: {}", known.join(", ")),
        ),
    }
}

/// The value is none that the parameter takes.
#[must_use]
pub fn unfit(parameter: &Name, value: &str, takes: &str) -> Diagnostic {
    let name = &parameter.value;
    let zh = format!("参数“{name}”不能是“{value}”");
    let en = format!("parameter “{name}” cannot be “{value}”");
    at(&INFO, parameter.place, zh, en).help(format!("可以是：{takes}"), format!("it takes: {takes}"))
}
