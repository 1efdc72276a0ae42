//! E0452: a silence that cannot be the one of this limit.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Spanned;
use lianban_runtime::plan::Silence;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0452",
    severity: Severity::Error,
    title: Words::new("这里不能这样默认", "a silence that does not belong here"),
    explanation: Words::new(
        "谁的时限，就写谁的默认。一窗受理：视为受理。事项：视为同意、视为无意见、视为准予延续。环节：视为同意、视为无意见。联合：视为同意、视为无意见、缺席默认。这些是部门的。申请人的时限：补正写视为撤回、不予；容缺写撤销受理、不予、视为撤回。",
        "Each limit has the silence of whoever must keep it. 一窗受理: 视为受理. Item: 视为同意, 视为无意见, 视为准予延续. Step: 视为同意, 视为无意见. Joint action: 视为同意, 视为无意见, 缺席默认. The applicant's: 补正 视为撤回, 不予; 容缺 撤销受理, 不予, 视为撤回.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    事项 办证 { 承办 政务服务局；法定 10 工作日；逾期 视为撤回，依据 “某市办法 第三条” }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    补正 10 工作日，逾期 视为撤回，依据 “某市办法 第三条”
    事项 办证 { 承办 政务服务局；法定 10 工作日 }
}
"#,
};

/// What `silence` says cannot be said of `owner` (in both languages); `allowed` can.
#[must_use]
pub fn silence_out_of_place(silence: &Spanned<Silence>, owner: Words, allowed: &[Silence]) -> Diagnostic {
    let word = silence.value.word().unwrap_or_default();
    let list: Vec<&str> = allowed.iter().filter_map(|silence| silence.word()).collect();
    let list = list.join("、");
    let zh = format!("{}的时限逾期，不能写“{word}”", owner.zh);
    let en = format!("“{word}” is not what the silence of {} can mean", owner.en);
    let found = at(&INFO, silence.place, zh, en);
    if allowed.is_empty() {
        // Behind the decision.
        return found.help(
            "删去：事后核查的整改逾期，就是撤销决定",
            "remove it: what is not put right behind the decision undoes it",
        );
    }
    found.help(format!("可以写：{list}"), format!("write one of: {list}"))
}

/// 逾期 beside a limit that is not there.
#[must_use]
pub fn without_limit(silence: &Spanned<Silence>) -> Diagnostic {
    let word = silence.value.word().unwrap_or_default();
    let zh = format!("没有时限，就说不上逾期“{word}”");
    at(&INFO, silence.place, zh, format!("without a limit nothing is overdue: “{word}”"))
        .help("先写时限", "write the limit first")
}
