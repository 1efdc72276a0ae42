//! E0214: beyond a limit.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0214",
    severity: Severity::Error,
    title: Words::new("超出上限", "beyond a limit"),
    explanation: Words::new(
        "为了让证明和运行都有把握，几样东西有上限：问题 64 个，事项 20000 个，引入 32 层。",
        "So that proof and runtime stay in bounds there are limits: 64 questions, 20,000 items, 32 levels of imports.",
    ),
    example: Example::Text(MANY),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// 65 questions.
const MANY: &str = r#"一件事 我要办证 {
    部门 政务服务局
    情形 {
        问题1: 是否
        问题2: 是否
        问题3: 是否
        问题4: 是否
        问题5: 是否
        问题6: 是否
        问题7: 是否
        问题8: 是否
        问题9: 是否
        问题10: 是否
        问题11: 是否
        问题12: 是否
        问题13: 是否
        问题14: 是否
        问题15: 是否
        问题16: 是否
        问题17: 是否
        问题18: 是否
        问题19: 是否
        问题20: 是否
        问题21: 是否
        问题22: 是否
        问题23: 是否
        问题24: 是否
        问题25: 是否
        问题26: 是否
        问题27: 是否
        问题28: 是否
        问题29: 是否
        问题30: 是否
        问题31: 是否
        问题32: 是否
        问题33: 是否
        问题34: 是否
        问题35: 是否
        问题36: 是否
        问题37: 是否
        问题38: 是否
        问题39: 是否
        问题40: 是否
        问题41: 是否
        问题42: 是否
        问题43: 是否
        问题44: 是否
        问题45: 是否
        问题46: 是否
        问题47: 是否
        问题48: 是否
        问题49: 是否
        问题50: 是否
        问题51: 是否
        问题52: 是否
        问题53: 是否
        问题54: 是否
        问题55: 是否
        问题56: 是否
        问题57: 是否
        问题58: 是否
        问题59: 是否
        问题60: 是否
        问题61: 是否
        问题62: 是否
        问题63: 是否
        问题64: 是否
        问题65: 是否
    }
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#;

/// More than `most` of something; `place` is the first too many.
#[must_use]
pub fn too_many(place: Place, what_zh: &str, what_en: &str, most: usize) -> Diagnostic {
    at(
        &INFO,
        place,
        format!("超过 {most} {}{what_zh}", measure(what_zh)),
        format!("more than {most} {what_en}"),
    )
    .help("拆成几件事，或合并相近的内容", "split the bundle, or merge what is alike")
}

/// The measure word, unless the noun brings its own.
fn measure(what: &str) -> &'static str {
    if what.starts_with('层') || what.starts_with('条') { "" } else { "个" }
}
