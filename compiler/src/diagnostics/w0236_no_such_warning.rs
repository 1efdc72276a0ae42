//! W0236: a warning is acknowledged that is not there.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0236",
    severity: Severity::Warning,
    title: Words::new("知悉的警告已经没有了", "an acknowledged warning that is not there"),
    explanation: Words::new(
        "写了 `知悉` 的那一项里没有这种警告：可能已经改好了，也可能写错了地方。留着它，以后真有的时候就看不到了。",
        "There is no such warning in the row that acknowledges it: it has been mended, or stands elsewhere. Left in place, it would hide the next one.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    材料 《申请表》 { 来源 申请人；知悉 W0403 “下一批改革再用” }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请表》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    材料 《申请表》 { 来源 申请人 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《申请表》 }
}
"#,
};

/// No warning of this code is there.
#[must_use]
pub fn no_such_warning(code: &Name) -> Diagnostic {
    let text = &code.value;
    at(&INFO, code.place, format!("这里没有 {text} 可以知悉"), format!("there is no {text} here")).help(
        "删去这一行，或者移到有这个警告的那一项里",
        "delete the row, or move it to where the warning is",
    )
}
