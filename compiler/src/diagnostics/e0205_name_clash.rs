//! E0205: a name is used twice.

use super::semantic::at;
use super::{CodeInfo, Diagnostic, Example, Severity, Words};
use crate::names::{Entity, Kind, Name};

/// The page.
pub const INFO: CodeInfo = CodeInfo {
    code: "E0205",
    severity: Severity::Error,
    title: Words::new("重名", "a name is used twice"),
    explanation: Words::new(
        "问题、部门、材料、事项、联合行动共用一套名称：同一个名称只能指一样东西。",
        "Questions, departments, materials, items and joint actions share one namespace: a name stands for one thing.",
    ),
    example: Example::Text(
        r#"一件事 我要办证 {
    部门 政务服务局
    部门 办证
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；依据 “某法” }
}
"#,
    ),
    corrected: r#"一件事 我要办证 {
    部门 政务服务局
    部门 办证大厅
    事项 办证 是 行政许可 { 承办 政务服务局；承诺 5 工作日；依据 “某法” }
}
"#,
};

/// `name` is declared again as `kind`; it was declared before as `first`.
#[must_use]
pub fn name_clash(name: &Name, kind: Kind, first: &Entity) -> Diagnostic {
    let text = &name.value;
    let (now, before) = (kind.words(), first.kind.words());
    at(
        &INFO,
        name.place,
        format!("{}“{text}”重名", now.zh),
        format!("the name “{text}” of this {} is already taken", now.en),
    )
    .label_in(
        first.place.file,
        first.place.span,
        format!("{}“{text}”先写在这里", before.zh),
        format!("the {} “{text}” stands here", before.en),
    )
    .help(
        "换一个名称；如果是同一样东西，只声明一次",
        "choose another name; if both are the same, declare it once",
    )
}
