//! E0235: 知悉 that acknowledges nothing that can be.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Name, Place};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0235",
    severity: Severity::Error,
    title: Words::new("知悉写得不对", "an acknowledgement that is not right"),
    explanation: Words::new(
        "`知悉 W0403 “理由”` 写在哪一项里，那一项里的这种警告就不再列出，`check` 另外数出来。只有警告和提示可以知悉，错误要改；理由要写，审阅的人要看。",
        "`知悉 W0403 “reason”` in the block of a row: warnings of that code in it are not listed any more but counted apart. Only warnings and hints can be acknowledged; an error has to be mended. The reason is for the reviewer.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    材料 《备查表》 { 来源 申请人；知悉 E0401 “以后再说” }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    材料 《备查表》 { 来源 申请人；知悉 W0403 “下一批改革再用” }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
};

/// `code` is an error, or no code at all.
#[must_use]
pub fn not_a_warning(code: &Name, error: bool) -> Diagnostic {
    let text = &code.value;
    if error {
        return at(&INFO, code.place, format!("{text} 是错误，不能知悉"), format!("{text} is an error"))
            .help(
                "错误要改；能知悉的是 W 开头的警告和提示",
                "mend it; warnings and hints can be acknowledged",
            );
    }
    at(&INFO, code.place, format!("没有“{text}”这个编号"), format!("there is no code “{text}”"))
        .help("写 check 印出来的编号，如 W0403", "write the code that `check` prints, such as W0403")
}

/// Nothing is said why.
#[must_use]
pub fn no_reason(place: Place) -> Diagnostic {
    at(&INFO, place, "没有写理由", "no reason is given")
        .help("在编号后面用引号写明为什么不改", "say in quotation marks why it is left")
}
