//! E0412: a fault of the compiler.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0412",
    severity: Severity::Error,
    title: Words::new("编译器自身的错误", "a fault of the compiler"),
    explanation: Words::new(
        "编译结果前后不一致，或日历数据有误。请把文件和这条信息报告给我们。",
        "The compiled tables disagree, or the calendar data is broken. Please report the file and this message.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// Something that should not happen.
#[must_use]
pub fn internal(place: Place, what: &str) -> Diagnostic {
    at(&INFO, place, format!("编译器自身出错：{what}"), format!("a fault of the compiler: {what}"))
        .help("请把文件和这条信息报告给我们", "please report the file and this message")
}
