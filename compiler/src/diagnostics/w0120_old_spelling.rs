//! W0120: an old shape that is written otherwise by now.

use super::{CodeInfo, Diagnostic, Edit, Example, FileId, Fix, Severity, Text, Words};
use crate::syntax::deprecated::Deprecated;
use crate::syntax::tree::Span;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0120",
    severity: Severity::Warning,
    title: Words::new("旧的写法", "an old way of writing"),
    explanation: Words::new(
        "语言里的写法改了，旧的仍然有效，意思不变。`lianban fmt` 会改成新的写法；改动的一览见《语言的版本》。",
        "This is written otherwise by now. The old way still works and means the same. `lianban fmt` writes the new one; the \
         page on versions of the language lists all changes.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 现场核查 }
    联合 现场核查 { 牵头 政务服务局；时限 2 工作日；类型 踏勘 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 5 工作日 }
    部门 政务服务局
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；参加 现场核查 }
    联合 现场核查 是 踏勘 { 牵头 政务服务局；时限 2 工作日 }
}
"#,
};

/// An old shape at its place, with the edits that make it new.
#[must_use]
pub fn old_spelling(
    (file, place): (FileId, Span),
    shape: &Deprecated,
    edits: Vec<(Span, String)>,
) -> Diagnostic {
    let (old, new, why) = (shape.old, shape.new, shape.why);
    let mut found = Diagnostic::new(
        &INFO,
        file,
        place,
        format!("“{old}”是旧的写法，语言第 {} 版起写成“{new}”", shape.since),
        format!("“{old}” is old; since version {} of the language it is written “{new}”", shape.since),
    )
    .help(format!("{}；`lianban fmt` 会改", why.zh), format!("{}; `lianban fmt` does it", why.en));
    found.fixes.push(Fix {
        title: Text::new("改成新的写法", "write it the new way"),
        edits: edits.into_iter().map(|(span, text)| Edit { file, span, text }).collect(),
    });
    found
}
