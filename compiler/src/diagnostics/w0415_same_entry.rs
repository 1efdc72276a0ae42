//! W0415: two materials from one catalogue entry.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::Name;

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "W0415",
    severity: Severity::Warning,
    title: Words::new("同一条目写成两份材料", "two materials from one catalogue entry"),
    explanation: Words::new(
        "两份材料从同一个共享条目取，其实是一份材料。一套材料里每份材料只留一份，几个事项都用它。",
        "Two materials fetched from the same entry of a catalogue are one material. It is held once, and every item \
         that needs it uses that one.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《身份证》   { 来源 共享 公安.居民身份证 }
    材料 《身份证明》 { 来源 共享 公安.居民身份证 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》、《身份证明》 }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    承诺 { 时限 10 工作日 }
    部门 政务服务局
    材料 《身份证》 { 来源 共享 公安.居民身份证 }
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；需要 《身份证》 }
}
"#,
};

/// `material` is fetched from the same `entry` as `first`.
#[must_use]
pub fn same_entry(material: &Name, first: &Name, entry: &str) -> Diagnostic {
    let (text, other) = (&material.value, &first.value);
    let zh = format!("“{text}”和“{other}”都取自“{entry}”，是同一份材料");
    at(&INFO, material.place, zh, format!("“{text}” and “{other}” both come from “{entry}”: one material"))
        .label_in(first.place.file, first.place.span, "另一份在这里", "the other one")
        .help(format!("只留“{other}”，事项都需要它"), format!("keep “{other}” and let every item need it"))
}
