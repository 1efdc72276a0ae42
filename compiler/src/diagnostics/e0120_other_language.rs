//! E0120: a file for another version of the language.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Place;
use crate::syntax::deprecated::LANGUAGE;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0120",
    severity: Severity::Error,
    title: Words::new("别的语言版本", "another version of the language"),
    explanation: Words::new(
        "第一行的 `语言 1` 说明文件用哪一版语言写成；不写，就是当前的版本。版本比这个工具认识的新，里面可能有它不懂的话，所以不往下读：请换新版的工具。\
         旧版本的写法一直有效，不必改这一行。",
        "`语言 1` in the first row says in which version of the language a file is written; without it, the current one. A newer \
         version may hold words that this tool does not know, so nothing more is read: get a newer tool. Older versions stay \
         valid.",
    ),
    example: Example::Text(
        r#"语言 99

一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"语言 1

一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日 }
}
"#,
};

/// The version written at `place` is newer than this compiler, or none at all.
#[must_use]
pub fn other_language(place: Place, newer: bool) -> Diagnostic {
    if newer {
        return at(
            &INFO,
            place,
            format!("这个文件用的语言比这个工具新：工具只认识到第 {LANGUAGE} 版"),
            format!("the file is newer than this tool, which knows the language up to version {LANGUAGE}"),
        )
        .help("换新版的 lianban；确实是按旧版写的，就改这一行", "get a newer lianban; or correct this row");
    }
    at(&INFO, place, "没有这一版语言", "there is no such version of the language")
        .help(format!("当前是第 {LANGUAGE} 版：语言 {LANGUAGE}"), format!("the current one: 语言 {LANGUAGE}"))
}
