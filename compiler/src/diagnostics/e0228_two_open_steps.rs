//! E0228: two steps of an item without 时限.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0228",
    severity: Severity::Error,
    title: Words::new("一个事项里有两个环节没有写时限", "two steps of an item are without a limit"),
    explanation: Words::new(
        "一个事项里可以有一个环节不写时限：承诺减去其余环节，剩下的时间都给它。两个都不写，就分不清各占多少。",
        "One step of an item may be without 时限: it takes what the others leave of the promise. With two such steps nobody could say how much is for which.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 {
        承办 政务服务局；承诺 5 工作日
        环节 审查
        环节 核查
        环节 决定 { 时限 1 工作日 }
    }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 {
        承办 政务服务局；承诺 5 工作日
        环节 审查
        环节 核查 { 时限 2 工作日 }
        环节 决定 { 时限 1 工作日 }
    }
}
"#,
};

/// `step` is without 时限, as `first` is already.
#[must_use]
pub fn two_open_steps(step: &Name, first: &Name) -> Diagnostic {
    let (name, other) = (&step.value, &first.value);
    let zh = format!("环节“{name}”和“{other}”都没有写时限，分不清各占多少");
    let en = format!(
        "steps “{name}” and “{other}” are both without a limit: nobody can say how much is for which"
    );
    at(&INFO, step.place, zh, en)
        .label_in(
            first.place.file,
            first.place.span,
            "这个环节也没有写时限",
            "this step is without a limit too",
        )
        .help("给其中一个写上“时限”", "write 时限 for one of them")
}
