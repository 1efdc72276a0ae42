//! E0207: an unknown module.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::surface::Import;
use crate::suggest;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0207",
    severity: Severity::Error,
    title: Words::new("引入的模块找不到", "an unknown module"),
    explanation: Words::new(
        "`引入 标准库.证照` 引入编译器自带的模块；`引入 文件夹.文件` 引入与本文件同处的 `文件夹/文件.yjs`。",
        "`引入 标准库.证照` imports a module that comes with the compiler; `引入 文件夹.文件` imports `文件夹/文件.yjs` beside this file.",
    ),
    example: Example::Text(
        r#"引入 标准库.没有这个
一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；法定 20 工作日；承诺 5 工作日 }
}
"#,
};

/// The import leads nowhere.
#[must_use]
pub fn unknown_module(import: &Import, path: &str, reason: &str, library: bool) -> Diagnostic {
    let segments: Vec<&str> = import.segments.iter().map(|s| s.value.as_str()).collect();
    let name = segments.join(".");
    let found =
        at(&INFO, import.place, format!("找不到模块“{name}”"), format!("there is no module “{name}”"));
    let modules: Vec<String> = lianban_stdlib::modules().map(|module| format!("标准库.{module}")).collect();
    let close = suggest::close(&name, modules.iter().map(String::as_str));
    if let Some(module) = close.first() {
        return found.help(format!("是不是“{module}”？"), format!("did you mean “{module}”?")).fix(
            format!("改成“{module}”"),
            format!("write “{module}”"),
            import.place.span,
            module.clone(),
        );
    }
    if library || path.is_empty() {
        return found.help(
            "标准库的模块见语言参考；自己的文件写作 文件夹.文件",
            "the library's modules are listed in the reference; a file of your own is written folder.file",
        );
    }
    let reason = if reason.is_empty() { String::new() } else { format!("（{reason}）") };
    found.help(format!("应有文件 {path}{reason}"), format!("expected a file {path} {reason}"))
}
