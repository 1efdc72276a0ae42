//! E0224: a name qualified by a module that is not imported.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0224",
    severity: Severity::Error,
    title: Words::new("没有引入这个模块", "a name qualified by a module that is not imported"),
    explanation: Words::new(
        "`证照.《营业执照》` 指模块“证照”里的《营业执照》。模块要先用 `引入` 引入，点前面写它路径的最后一段（或几段），或者 `为` 后面的别名。",
        "`证照.《营业执照》` is what the module “证照” declares. The module is imported first; before the dot stands the end of its path, or its alias.",
    ),
    example: Example::Text(
        r#"引入 标准库.证照
一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 证件.《营业执照》 }
}
"#,
    ),
    corrected: r#"引入 标准库.证照
一件事 我要办证 {
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 证照.《营业执照》 }
}
"#,
};

/// `qualifier`, before the last dot of `name`, is no imported module; `known` are.
#[must_use]
pub fn unknown_qualifier(name: &Name, qualifier: &str, close: &[String], known: &[&str]) -> Diagnostic {
    let zh = format!("没有引入叫“{qualifier}”的模块");
    let en = format!("no module called “{qualifier}” is imported");
    let found = at(&INFO, name.place, zh, en);
    match (close.first(), known) {
        (Some(near), _) => found.help(format!("是不是“{near}”？"), format!("did you mean “{near}”?")),
        (None, []) => found.help("先用“引入”引入它", "import it first"),
        (None, _) => found.help(
            format!("引入了的模块有：{}", known.join("、")),
            format!("imported are: {}", known.join(", ")),
        ),
    }
}
