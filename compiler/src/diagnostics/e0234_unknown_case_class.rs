//! E0234: an unknown 办件类型.

use super::semantic::{at, did_you_mean};
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0234",
    severity: Severity::Error,
    title: Words::new("没有这种办件类型", "an unknown 办件类型"),
    explanation: Words::new(
        "办件类型是 `即办件`、`承诺件`，或者一个办件流程的名称。办件流程在本文件里用 `办件流程 名称 { 环节 …… }` 声明，或用 `引入 标准库.办件` 引入。",
        "办件类型 is `即办件`, `承诺件`, or the name of a 办件流程, which is declared in this file by `办件流程 NAME { 环节 … }` or imported, as by `引入 标准库.办件`.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；办件类型 承诺见 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；办件类型 承诺件 }
}
"#,
};

/// `name`, the 办件类型 of `item`, is not known.
#[must_use]
pub fn unknown_case_class(name: &Name, item: &Name, close: &[String]) -> Diagnostic {
    let (text, item) = (&name.value, &item.value);
    let zh = format!("没有办件类型“{text}”（事项“{item}”写了它）");
    let en = format!("there is no 办件类型 “{text}”, which item “{item}” names");
    let found = at(&INFO, name.place, zh, en);
    if close.is_empty() {
        return found.help(
            "写 即办件 或 承诺件，或引入声明了它的文件，如 引入 标准库.办件",
            "write 即办件 or 承诺件, or import the file that declares it, as by 引入 标准库.办件",
        );
    }
    did_you_mean(found, name.place, close)
}
