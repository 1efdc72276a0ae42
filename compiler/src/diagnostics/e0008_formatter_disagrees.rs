//! E0008: the formatter's own check failed; it writes nothing then.

use super::{CodeInfo, Diagnostic, Example, FileId, Severity, Words};
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0008",
    severity: Severity::Error,
    title: Words::new("格式化结果与原文不一致", "the formatted text does not read back the same"),
    explanation: Words::new(
        "格式化程序写完后会重新读一遍，与原文比较。两者不一致时不写文件。这是编译器自身的缺陷，请把文件发给维护者。",
        "The formatter reads its own output again and compares. If the two differ it writes nothing. This is a fault of the compiler: please report the file.",
    ),
    example: Example::Internal,
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The output of the formatter means something else than the file.
#[must_use]
pub fn formatter_disagrees(file: FileId, span: Span) -> Diagnostic {
    let zh = "格式化后的文字读回来与原文不一致，文件保持原样";
    let en = "the formatted text does not read back the same; the file is left as it is";
    Diagnostic::new(&INFO, file, span, zh, en)
        .help("这是编译器的缺陷，请报告", "this is a fault of the compiler, please report it")
}
