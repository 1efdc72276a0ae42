//! W0450: the applicant loses something by silence, and no basis is written.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::limit::Overdue;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0450",
    severity: Severity::Warning,
    title: Words::new("申请人逾期的后果没有写依据", "what the applicant loses by silence, without a basis"),
    explanation: Words::new(
        "补正、容缺逾期怎么办，各地规定不同：有的视为撤回，有的撤销受理，有的不予。写在这里的，应当写出当地的依据；不写 `逾期` 的，照辖区规则办。",
        "What an overdue correction or a missing paper means differs by place. Name the local rule behind what is written here; without `逾期` the jurisdiction profile decides.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    补正 10 工作日，逾期 视为撤回
    事项 办证 { 承办 政务服务局；法定 10 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    补正 10 工作日，逾期 视为撤回，依据 “浙江省保障“最多跑一次”改革规定 第十一条”
    事项 办证 { 承办 政务服务局；法定 10 工作日 }
}
"#,
};

/// What `overdue` says has no basis.
#[must_use]
pub fn applicant_without_basis(overdue: &Overdue) -> Diagnostic {
    let word = overdue.silence.value.word().unwrap_or_default();
    let zh = format!("申请人逾期“{word}”，没有写依据");
    at(
        &INFO,
        overdue.silence.place,
        zh,
        format!("the applicant’s silence means “{word}”, but no basis is named"),
    )
    .help(format!("写出依据：逾期 {word}，依据 “……”"), format!("name it: 逾期 {word}，依据 “…”"))
}
